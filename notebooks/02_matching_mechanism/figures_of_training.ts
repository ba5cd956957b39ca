/** Figures of trainings: norm and start, unseen tokens, random matrices, widths. */
import { axis, categoryMap, CURVE_COLOURS, DIVERGING, type Figure, figure } from "../../lib/figure/mod.ts";
import { level, logAxis, logStepAxis, OKABE_ITO, panelFigure, REFERENCE } from "../../lib/figure/mod.ts";
import { seedBand, seedDots, share, stepAxis } from "../../lib/figure/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { BufferGridRun } from "./buffer_grid.ts";
import { type Accuracies, accuracyBands, alike, barsByName, distinct, SEQUENCES } from "./figures_shared.ts";
import type { NormAndStartRun } from "./norm_and_start.ts";
import type { BufferRun } from "./random_buffers.ts";
import type { WidthRun } from "./width_law.ts";

/**
 * Figure 6: accuracies by condition.
 *
 * @param chance accuracy of guessing one of the listed items
 */
export function accuracies(
  title: string,
  runs: Readonly<Record<string, readonly Accuracies[]>>,
  chance?: number,
  columns = 4,
): Figure {
  const bands = Object.entries(runs).map(([name, ones]) => [name, accuracyBands(ones, chance)]);
  return alike(`${title}: mean and range of the seeds`, Object.fromEntries(bands), { columns });
}

/** Runs of a kind at a learning rate, one per seed. */
function chosen(runs: readonly (readonly BufferRun[])[], kind: string, rate: number): BufferRun[] {
  return runs.map((run) => run.find((one) => one.kind === kind && one.rate === rate)!);
}

/** Figure 7: held-out accuracy with and without fixed matrices, by learning rate. */
export function bufferCurves(runs: readonly (readonly BufferRun[])[]): Figure {
  const kinds = distinct(runs[0].map(({ kind }) => kind));
  const ofRate = (rate: number) =>
    kinds.flatMap((kind, i) => {
      const ones = chosen(runs, kind, rate), curves = ones.map(({ test }) => test);
      return seedBand({ x: ones[0].steps, curves, name: kind, color: CURVE_COLOURS[i] });
    });
  const rates = distinct(runs[0].map(({ rate }) => rate));
  return alike(
    "Held-out accuracy with fixed matrices added to the attention: mean and range of the seeds",
    Object.fromEntries(rates.map((rate) => [`peak learning rate ${rate}`, ofRate(rate)])),
  );
}

/** α and β over the training, seeds' mean and range. */
export function scalesOverTraining(runs: readonly (readonly BufferRun[])[], rate: number): Figure {
  const scaled = runs[0].filter(({ scales }) => Object.keys(scales).length > 0);
  const ofKind = (kind: string) => {
    const ones = chosen(runs, kind, rate), x = ones[0].scaleSteps.slice(1);
    return Object.keys(ones[0].scales).flatMap((parameter, i) => {
      const name = `${parameter.endsWith("qk_scale") ? "α" : "β"}, layer ${/\d+/.exec(parameter)}`;
      const curves = ones.map(({ scales }) => scales[parameter].slice(1));
      return seedBand({ x, curves, name, color: CURVE_COLOURS[i] });
    });
  };
  return alike(
    `What α (query–key) and β (value–output) become, peak rate ${rate}`,
    Object.fromEntries(distinct(scaled.map(({ kind }) => kind)).map((kind) => [kind, ofKind(kind)])),
    { xaxis: logStepAxis(), yaxis: axis("multiple"), sameY: false },
  );
}

/** Gain of each cell of the grid over runs without additions. */
interface GridGain {
  scale: number;
  layer: number | null;
  gain: number;
  perSeed: number[];
}

/** The gains of a grid, their mean over the seeds among them. */
export function gridGains(
  grid: readonly (readonly BufferGridRun[])[],
  without: readonly number[],
): GridGain[] {
  return grid[0].map(({ scale, layer }, k) => {
    const perSeed = grid.map((run, seed) => run[k].test.at(-1)! - without[seed]);
    return { scale, layer, gain: mean(perSeed), perSeed };
  });
}

/** Gain in final held-out accuracy over no addition, by start and layer. */
export function gainMap(gains: readonly GridGain[]): Figure {
  const scales = distinct(gains.map(({ scale }) => scale)),
    layers = distinct(gains.map(({ layer }) => layer));
  const most = Math.max(0.05, largest(gains.map(({ gain }) => Math.abs(gain))));
  const { data, xaxis, yaxis } = categoryMap({
    columns: scales.map(String),
    rows: layers.map((layer) => layer === null ? "all layers" : `layer ${layer}`),
    values: layers.map((layer) =>
      scales.map((scale) => gains.find((one) => one.scale === scale && one.layer === layer)!.gain)
    ),
    title: "gain",
    colorscale: DIVERGING,
    range: [-most, most],
    text: (value) => `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(2)}`,
  });
  return figure({
    title: "Random matrices: gain in held-out accuracy over none, mean of the seeds",
    data,
    layout: { xaxis: axis("start of α and β", xaxis), yaxis: axis("where", yaxis) },
    width: 640,
    height: 380,
  });
}

/** Steps to 90 % by kind and rate, a dot for each seed; those that never reach it lie above the last step. */
export function stepsNeeded(
  runs: readonly (readonly BufferRun[])[],
  stepsOf: (run: BufferRun) => number,
): Figure {
  const kinds = distinct(runs[0].map(({ kind }) => kind));
  const { data, xaxis } = seedDots({
    categories: runs[0].map(({ kind, rate }) => `${kind}, ${rate}`),
    perSeed: runs[0].map((_, k) => runs.map((run) => stepsOf(run[k]))),
    color: runs[0].map(({ kind }) => CURVE_COLOURS[kinds.indexOf(kind)]),
  });
  return figure({
    title: "Steps to 90 % held-out accuracy (a dot a seed; at the top: never)",
    data,
    layout: { xaxis: axis("addition, peak rate", { ...xaxis, tickangle: -35 }), yaxis: stepAxis() },
    width: 900,
    height: 440,
  });
}

/** E4: accuracy with untrained tokens, by place. */
export function untrainedTokens(runs: readonly NormAndStartRun[], chance: number): Figure {
  const places = {
    "the query": "query",
    "the item between": "between",
    "all but the answer": "all",
  } as const;
  const names = ["none", ...Object.keys(places)],
    title = "Held-out chains with tokens that training never showed";
  // A line over categories runs from the first to the last of their names.
  const ends = [names[0], names[names.length - 1]] as unknown as [number, number];
  return barsByName(title, "untrained tokens", names, {
    accuracy: [
      runs.map(({ mechanism }) => mechanism.accuracy.whole),
      ...Object.values(places).map((place) => runs.map(({ outside }) => outside[place])),
    ],
  }, [level("guessing a listed item", chance, ends)]);
}

/** Extension B5: matching of Gaussian rows over the width. */
export function widthCurves(runs: readonly (readonly WidthRun[])[], chance: number): Figure {
  const x = runs[0].map(({ width }) => width), { blue, vermillion, green, orange } = OKABE_ITO;
  const band = (of: (run: WidthRun) => number, name: string, color: string) =>
    seedBand({ x, curves: runs.map((run) => run.map(of)), name, color });
  return panelFigure({
    title: "Wider networks match rows that they never saw: mean and range of the seeds",
    panels: [
      {
        title: "matching score",
        data: [
          ...band(({ gaussian }) => gaussian[0], "Gaussian rows, layer 2", blue),
          ...band(({ gaussian }) => gaussian[1], "Gaussian rows, layer 3", vermillion),
          ...band(({ before }) => before[0], "… untrained, layer 2", REFERENCE),
          level("chance 1/n", chance, [x[0], x[x.length - 1]]),
        ],
        yaxis: share("matching score"),
      },
      {
        title: "accuracy",
        data: [
          ...band(({ test }) => test, "held-out differences", green),
          ...band(({ outside }) => outside, "… the query never seen", orange),
        ],
        yaxis: SEQUENCES,
      },
    ],
    xaxis: logAxis("width d", { tickvals: x, ticktext: x.map(String) }),
    width: 900,
    height: 400,
  });
}
