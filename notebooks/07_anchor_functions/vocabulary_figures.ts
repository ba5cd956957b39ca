/** Figure of extension B5: accuracy against sentences by vocabulary, and where it passes one half. */
import {
  CURVE_COLOURS,
  dots,
  type Figure,
  figure,
  OKABE_ITO,
  panels,
  seedBand,
} from "../../lib/figure/mod.ts";
import { halfwaySize, vocabularyCases } from "./claims_of_vocabulary.ts";
import type { VocabularyRun, VocabularySettings } from "./vocabulary_size.ts";

/** Left the curves, right the numbers of sentences at one half. */
export function vocabularyLaw(
  { cases, sizes }: VocabularySettings,
  runs: readonly VocabularyRun[],
): Figure {
  const { items, table } = vocabularyCases(cases);
  const halves = (of: readonly number[], x: "items" | "table", name: string, color: string) => {
    const points = of.flatMap((i) =>
      runs.flatMap((run) => {
        const size = halfwaySize(sizes, run[i]);
        return size === null ? [] : [{ x: cases[i][x], y: size }];
      })
    );
    return dots({ name, color, x: points.map(({ x }) => x), y: points.map(({ y }) => y) });
  };
  const logAxis = (text: string, tickvals: readonly number[]) => ({
    title: { text },
    type: "log",
    tickvals,
    ticktext: tickvals.map(String),
  });
  return figure({
    title: "Sentences needed, by the number of different items",
    ...panels({
      panels: [
        {
          title: "accuracy",
          data: cases.flatMap(({ items, table }, i) =>
            seedBand({
              name: `${items} items, table of ${table}`,
              color: CURVE_COLOURS[i],
              x: sizes,
              curves: runs.map((run) => run[i]),
            })
          ),
          xaxis: logAxis("training sentences", sizes.filter((_, i) => i % 2 === 0)),
          yaxis: { title: { text: "accuracy on held-back sentences" }, range: [-0.03, 1.05] },
        },
        {
          title: "where it is one half",
          data: [
            halves(items, "items", "over items, a seed", OKABE_ITO.blue),
            halves(table, "table", "40 items, over the table, a seed", OKABE_ITO.vermillion),
          ],
          xaxis: logAxis("items, or rows of the table", [40, 80, 160]),
          yaxis: logAxis("training sentences", [200, 400, 800, 1600]),
        },
      ],
    }),
    width: 860,
    height: 420,
  });
}
