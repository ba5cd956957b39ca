/** Figures beyond the paper: longer sentences, and the vocabulary. */
import * as plot from "../../lib/figure/mod.ts";
import type { Figure } from "../../lib/figure/mod.ts";
import type { LongerNet, Positions } from "./longer_sentences.ts";
import { halfwaySize } from "../../lib/stats/halfway_size.ts";
import { vocabularyCases, type vocabularyExponents } from "./readings.ts";

/** Name of each kind of positions. */
const POSITIONS: Record<Positions, string> = {
  learnt: "learned positions",
  waves: "sinusoidal positions",
  none: "no positions",
};

/** B4: accuracy, shift and broadcast by length of the sentence. */
export function longerCurves(results: readonly LongerNet[][]): Figure {
  const readings = [["accuracy", "accuracy"], ["shift", "shift (layer 1)"], [
    "broadcast",
    "broadcast (layer 2)",
  ]] as const;
  const panels = readings.map(([of, title]) => ({
    title,
    data: results[0].flatMap(({ positions, lengths: x }, place) => {
      const curves = results.map((nets) => nets[place][of]);
      return plot.seedBand({ x, curves, name: POSITIONS[positions], color: plot.CURVE_COLOURS[place] });
    }),
  }));
  return plot.rowFigure(`Sentences longer than the ${results[0][0].lengths[0]} tokens of training`, {
    panels,
    xaxis: plot.axis("tokens in the sentence"),
    yaxis: plot.share("accuracy, or mean attention"),
    sameY: true,
  });
}

/** B5: accuracy against sentences by vocabulary, and where it passes one half. */
export function vocabularyLaw(
  { cases, sizes }: Parameters<typeof vocabularyExponents>[0],
  runs: readonly (readonly (readonly number[])[])[],
): Figure {
  const halves = (of: "items" | "table", name: string, color: string) => {
    const all = vocabularyCases(cases)[of].flatMap((i) =>
      runs.map((run) => ({ x: cases[i][of], y: halfwaySize(sizes, run[i]) ?? NaN }))
    );
    return plot.dots({ name, color, x: all.map(({ x }) => x), y: all.map(({ y }) => y) });
  };
  const ticks = (tickvals: readonly number[]) => ({ tickvals, ticktext: tickvals.map(String) });
  const bands = cases.flatMap(({ items, table }, i) => {
    const name = `${items} items, table of ${table}`, curves = runs.map((run) => run[i]);
    return plot.seedBand({ name, color: plot.CURVE_COLOURS[i], x: sizes, curves });
  });
  return plot.rowFigure("Sentences needed, by the number of different items", {
    panels: [{
      title: "accuracy",
      data: bands,
      xaxis: plot.logAxis("training sentences", ticks(sizes.filter((_, i) => i % 2 === 0))),
      yaxis: plot.share("accuracy on held-back sentences"),
    }, {
      title: "where it is one half",
      data: [
        halves("items", "over items, one seed", plot.OKABE_ITO.blue),
        halves("table", "40 items, over the table, one seed", plot.OKABE_ITO.vermillion),
      ],
      xaxis: plot.logAxis("items, or rows of the table", ticks([40, 80, 160])),
      yaxis: plot.logAxis("training sentences", ticks([200, 400, 800, 1600])),
    }],
  });
}
