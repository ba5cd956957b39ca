/** Common parts of this notebook's figures. */
import { axis, type Figure, figure, type Layout, level, OKABE_ITO } from "../../lib/figure/mod.ts";
import { panelFigure, seedBand, seedBars, share, stepAxis, type Trace } from "../../lib/figure/mod.ts";
import type { ChainCurves } from "./chain_training.ts";

/** The axis of all fractions of answered sequences. */
export const SEQUENCES = share("share of sequences");

export type Accuracies = Pick<ChainCurves, "steps" | "train" | "test">;

export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Every second reading, which is enough for a picture. */
const thinned = (values: readonly number[]) => values.filter((_, i) => i % 2 === 0);

/** Accuracy on trained and on held-out differences, mean and range of the seeds, with the chance level. */
export function accuracyBands(runs: readonly Accuracies[], chance?: number): Trace[] {
  const x = thinned(runs[0].steps), { black, green } = OKABE_ITO;
  const band = (name: string, of: "train" | "test", color: string) =>
    seedBand({ x, curves: runs.map((run) => thinned(run[of])), name, color });
  return [
    ...band("trained differences", "train", black),
    ...band("held-out differences", "test", green),
    ...(chance === undefined ? [] : [level("guessing a listed item", chance, [x[0], x[x.length - 1]])]),
  ];
}

/** Named panels with the same axes. */
export function alike(
  title: string,
  traces: Readonly<Record<string, readonly Trace[]>>,
  { columns = 4, xaxis = stepAxis(), yaxis = SEQUENCES, sameY = true }: {
    columns?: number;
    xaxis?: Layout;
    yaxis?: Layout;
    sameY?: boolean;
  } = {},
): Figure {
  const list = Object.entries(traces).map(([title, data]) => ({ title, data, yaxis }));
  return panelFigure({
    title,
    panels: list,
    columns: Math.min(columns, list.length),
    xaxis,
    sameY,
    width: 960,
    height: list.length > columns ? 620 : 390,
  });
}

/** Bars of fractions side by side: for each name of the legend, the seeds of each category. */
export function barsByName(
  title: string,
  xTitle: string,
  categories: readonly string[],
  values: Readonly<Record<string, readonly (readonly number[])[]>>,
  further: readonly Trace[] = [],
): Figure {
  const colours = [OKABE_ITO.skyBlue, OKABE_ITO.orange], isCrowded = categories.length > 5;
  const bars = Object.entries(values).flatMap(([name, perSeed], k) =>
    seedBars({ categories, perSeed, name, color: colours[k] })
  );
  return figure({
    title: `${title}: mean and seeds`,
    data: [...bars, ...further],
    layout: {
      barmode: "group",
      boxmode: "group",
      xaxis: axis(xTitle, { tickangle: isCrowded ? -25 : 0 }),
      yaxis: SEQUENCES,
    },
    width: 880,
    height: isCrowded ? 470 : 400,
  });
}
