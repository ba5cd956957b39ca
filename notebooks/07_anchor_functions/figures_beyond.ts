/** Figures of what goes beyond the paper: longer sentences, and the vocabulary. */
import * as plot from "../../lib/figure/mod.ts";
import type { Figure } from "../../lib/figure/mod.ts";
import { row } from "./figures_of_pairs.ts";
import type { LongerNet, Positions } from "./longer_sentences.ts";
import { halfwaySize, vocabularyCases, type vocabularyExponents } from "./readings.ts";

/** What each kind of positions is called. */
export const POSITIONS: Record<Positions, string> = {
  learnt: "learnt positions",
  waves: "fixed waves",
  none: "no positions",
};

/** B4: accuracy, shift and broadcast by length of the sentence. */
export function longerCurves(results: readonly LongerNet[][]): Figure {
  const readings = [["accuracy", "accuracy"], ["shift", "shift (layer 1)"], [
    "broadcast",
    "broadcast (layer 2)",
  ]] as const;
  return row(`Sentences longer than the ${results[0][0].lengths[0]} tokens of training`, {
    panels: readings.map(([of, title]) => ({
      title,
      data: results[0].flatMap(({ positions, lengths }, place) => {
        const curves = results.map((nets) => nets[place][of]);
        return plot.seedBand({
          x: lengths,
          curves,
          name: POSITIONS[positions],
          color: plot.CURVE_COLOURS[place],
        });
      }),
    })),
    xaxis: plot.axis("tokens of the sentence"),
    yaxis: plot.share("accuracy, or mean attention"),
  });
}

/** B5: accuracy against sentences by vocabulary, and where it passes one half. */
export function vocabularyLaw(
  { cases, sizes }: Parameters<typeof vocabularyExponents>[0],
  runs: readonly (readonly (readonly number[])[])[],
): Figure {
  const halves = (of: "items" | "table", name: string, color: string) => {
    const points = vocabularyCases(cases)[of].flatMap((i) =>
      runs.flatMap((run) => {
        const y = halfwaySize(sizes, run[i]);
        return y === null ? [] : [{ x: cases[i][of], y }];
      })
    );
    return plot.dots({ name, color, x: points.map(({ x }) => x), y: points.map(({ y }) => y) });
  };
  const ticks = (tickvals: readonly number[]) => ({ tickvals, ticktext: tickvals.map(String) });
  return plot.figure({
    title: "Sentences needed, by the number of different items",
    ...plot.panels({
      panels: [
        {
          title: "accuracy",
          data: cases.flatMap(({ items, table }, i) =>
            plot.seedBand({
              name: `${items} items, table of ${table}`,
              color: plot.CURVE_COLOURS[i],
              x: sizes,
              curves: runs.map((run) => run[i]),
            })
          ),
          xaxis: plot.logAxis("training sentences", ticks(sizes.filter((_, i) => i % 2 === 0))),
          yaxis: plot.share("accuracy on held-back sentences"),
        },
        {
          title: "where it is one half",
          data: [
            halves("items", "over items, a seed", plot.OKABE_ITO.blue),
            halves("table", "40 items, over the table, a seed", plot.OKABE_ITO.vermillion),
          ],
          xaxis: plot.logAxis("items, or rows of the table", ticks([40, 80, 160])),
          yaxis: plot.logAxis("training sentences", ticks([200, 400, 800, 1600])),
        },
      ],
    }),
    width: 860,
    height: 420,
  });
}
