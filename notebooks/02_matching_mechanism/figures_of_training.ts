/** Figures of trainings: norm and start, controls, random matrices, the paper's task. */
import { axis, categoryMap, CURVE_COLOURS, DIVERGING, type Figure, figure } from "../../lib/figure/mod.ts";
import { level, logStepAxis, OKABE_ITO, panels, seedBand, seedDots } from "../../lib/figure/mod.ts";
import { share, stepAxis, type Trace } from "../../lib/figure/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { BufferGridRun } from "./buffer_grid.ts";
import type { ChainCurves } from "./chain_training.ts";
import type { BufferRun } from "./random_buffers.ts";

/** The axis of all shares of sequences that are answered. */
export const SEQUENCES = share("share of sequences");

type Accuracies = Pick<ChainCurves, "steps" | "train" | "test">;

/** Accuracy on trained and on held-out differences, mean and range of the seeds. */
export function accuracyBands(runs: readonly Accuracies[]): Trace[] {
  const band = (curve: "train" | "test", name: string, color: string) =>
    seedBand({ x: runs[0].steps, curves: runs.map((run) => run[curve]), name, color });
  return [
    ...band("train", "trained differences", OKABE_ITO.black),
    ...band("test", "held-out differences", OKABE_ITO.green),
  ];
}

/**
 * Figure 6: accuracies by condition.
 *
 * @param chance accuracy of guessing one of the listed items
 */
export function accuracies(
  title: string,
  runs: Readonly<Record<string, readonly Accuracies[]>>,
  chance?: number,
  columns = Math.min(4, Object.keys(runs).length),
): Figure {
  const entries = Object.entries(runs), last = entries[0][1][0].steps.at(-1)!;
  return figure({
    title: `${title}: mean and range of the seeds`,
    ...panels({
      panels: entries.map(([name, ones]) => ({
        title: name,
        data: [
          ...accuracyBands(ones),
          ...(chance === undefined ? [] : [level("guessing a listed item", chance, [0, last])]),
        ],
        yaxis: SEQUENCES,
      })),
      columns,
      xaxis: stepAxis(),
      sameY: true,
    }),
    width: 960,
    height: entries.length > columns ? 620 : 380,
  });
}

/** Runs of a kind at a learning rate, one a seed. */
function chosen(runs: readonly (readonly BufferRun[])[], kind: string, rate: number): BufferRun[] {
  return runs.map((run) => run.find((one) => one.kind === kind && one.rate === rate)!);
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Figure 7: held-out accuracy with and without fixed matrices, by learning rate. */
export function bufferCurves(runs: readonly (readonly BufferRun[])[]): Figure {
  const kinds = distinct(runs[0].map(({ kind }) => kind));
  return figure({
    title: "Held-out accuracy with fixed matrices added to the attention: mean and range of the seeds",
    ...panels({
      panels: distinct(runs[0].map(({ rate }) => rate)).map((rate) => ({
        title: `peak learning rate ${rate}`,
        data: kinds.flatMap((kind, i) => {
          const ones = chosen(runs, kind, rate);
          const curves = ones.map(({ test }) => test);
          return seedBand({ x: ones[0].steps, curves, name: kind, color: CURVE_COLOURS[i] });
        }),
        yaxis: SEQUENCES,
      })),
      xaxis: stepAxis(),
      sameY: true,
    }),
    width: 960,
    height: 400,
  });
}

/** α and β over the training, seeds' mean and range. */
export function scalesOverTraining(runs: readonly (readonly BufferRun[])[], rate: number): Figure {
  const kinds = distinct(
    runs[0].filter(({ scales }) => Object.keys(scales).length > 0).map(({ kind }) => kind),
  );
  return figure({
    title: `What α (query–key) and β (value–output) become, peak rate ${rate}`,
    ...panels({
      panels: kinds.map((kind) => {
        const ones = chosen(runs, kind, rate);
        return {
          title: kind,
          data: Object.keys(ones[0].scales).flatMap((name, i) =>
            seedBand({
              x: ones[0].scaleSteps.slice(1),
              curves: ones.map(({ scales }) => scales[name].slice(1)),
              name: `${name.endsWith("qk_scale") ? "α" : "β"}, layer ${/\d+/.exec(name)}`,
              color: CURVE_COLOURS[i],
            })
          ),
          yaxis: axis("multiple"),
        };
      }),
      xaxis: logStepAxis(),
    }),
    width: 960,
    height: 380,
  });
}

/** Gain of each cell of the grid over runs without additions. */
export interface GridGain {
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
