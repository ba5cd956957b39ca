/** Figures of trainings: norm and start, controls, random buffers, the paper's task. */
import {
  CURVE_COLOURS,
  DIVERGING,
  type Figure,
  figure,
  type Layout,
  OKABE_ITO,
  type Panel,
  panels,
  seedBand,
  seedDots,
} from "../../lib/figure/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { BufferGridRun } from "./buffer_grid.ts";
import type { ChainCurves } from "./chain_training.ts";
import type { Control, ControlResult } from "./controls.ts";
import type { BufferRun } from "./random_buffers.ts";

const SHARE: Layout = { title: { text: "share of sequences" }, range: [-0.03, 1.05] };
const STEP: Layout = { title: { text: "optimiser step" } };

function accuracyPanel(title: string, runs: readonly Pick<ChainCurves, "steps" | "train" | "test">[]): Panel {
  const band = (name: "train" | "test", label: string, color: string) =>
    seedBand({ x: runs[0].steps, curves: runs.map((run) => run[name]), name: label, color });
  return {
    title,
    data: [
      ...band("train", "trained differences", OKABE_ITO.black),
      ...band("test", "held-out differences", OKABE_ITO.green),
    ],
    yaxis: SHARE,
  };
}

/** Figure 6: accuracies by condition, the dashed line is guessing one of the listed items. */
export function curvesByCondition(
  title: string,
  runs: Readonly<Record<string, readonly ChainCurves[]>>,
  options: { columns: number; chance: number },
): Figure {
  const names = Object.keys(runs), { columns, chance } = options;
  const last = runs[names[0]][0].steps.at(-1)!;
  const guess = {
    type: "scatter",
    mode: "lines",
    x: [0, last],
    y: [chance, chance],
    name: "guessing a listed item",
    line: { color: OKABE_ITO.vermillion, dash: "dot", width: 1 },
  };
  return figure({
    title,
    ...panels({
      panels: names.map((name) => {
        const panel = accuracyPanel(name, runs[name]);
        return { ...panel, data: [...panel.data, guess] };
      }),
      columns,
      xaxis: STEP,
      sameY: true,
    }),
    width: 960,
    height: names.length > columns ? 620 : 380,
  });
}

/** C1: what the controls learn. */
export function controlCurves(runs: readonly ControlResult[]): Figure {
  const names = Object.keys(runs[0]) as Control[];
  return figure({
    title: `Controls: ${names.join(", ")}`,
    ...panels({
      panels: names.map((name) => accuracyPanel(name, runs.map((run) => run[name]!))),
      columns: names.length,
      xaxis: STEP,
      sameY: true,
    }),
    width: 320 * names.length + 120,
    height: 380,
  });
}

/** Figure 7: held-out accuracy with and without fixed matrices, by learning rate. */
export function bufferCurves(runs: readonly (readonly BufferRun[])[]): Figure {
  const rates = [...new Set(runs[0].map(({ rate }) => rate))],
    kinds = [...new Set(runs[0].map(({ kind }) => kind))];
  return figure({
    title: "Held-out accuracy with fixed matrices added to the attention: mean and range of the seeds",
    ...panels({
      panels: rates.map((rate) => ({
        title: `peak learning rate ${rate}`,
        data: kinds.flatMap((kind, i) => {
          const chosen = runs.map((run) => run.find((one) => one.kind === kind && one.rate === rate)!);
          return seedBand({
            x: chosen[0].steps,
            curves: chosen.map(({ test }) => test),
            name: kind,
            color: CURVE_COLOURS[i],
          });
        }),
        yaxis: SHARE,
      })),
      columns: rates.length,
      xaxis: STEP,
      sameY: true,
    }),
    width: 960,
    height: 400,
  });
}

/** α and β over the training, seeds' mean and range. */
export function scalesOverTraining(runs: readonly (readonly BufferRun[])[], rate: number): Figure {
  const kinds = [...new Set(runs[0].map(({ kind }) => kind))].filter((kind) =>
    Object.keys(runs[0].find((one) => one.kind === kind)!.scales).length > 0
  );
  return figure({
    title: `What α (query–key) and β (value–output) become, peak rate ${rate}`,
    ...panels({
      panels: kinds.map((kind) => {
        const chosen = runs.map((run) => run.find((one) => one.kind === kind && one.rate === rate)!);
        return {
          title: kind,
          data: Object.keys(chosen[0].scales).flatMap((name, i) =>
            seedBand({
              x: chosen[0].scaleSteps.map((step) => step + 1),
              curves: chosen.map(({ scales }) => scales[name]),
              name: `${name.endsWith("qk_scale") ? "α" : "β"}, layer ${/\d+/.exec(name)}`,
              color: CURVE_COLOURS[i],
            })
          ),
          yaxis: { title: { text: "multiple" } },
        };
      }),
      columns: kinds.length,
      xaxis: { title: { text: "optimiser step + 1" }, type: "log", dtick: 1 },
    }),
    width: 960,
    height: 380,
  });
}

/** Gain in final held-out accuracy over no addition, by start and layer, mean of the seeds. */
export function bufferGridMap(
  gains: readonly { scale: number; layer: number | null; gain: number }[],
): Figure {
  const scales = [...new Set(gains.map(({ scale }) => scale))],
    layers = [...new Set(gains.map(({ layer }) => layer))];
  const z = layers.map((layer) =>
    scales.map((scale) => gains.find((one) => one.scale === scale && one.layer === layer)!.gain)
  );
  const most = Math.max(0.05, largest(z.flat().map(Math.abs)));
  return figure({
    title: "Random matrices: gain in held-out accuracy over none, mean of the seeds",
    data: [{
      type: "heatmap",
      x: scales.map(String),
      y: layers.map((layer) => layer === null ? "all layers" : `layer ${layer}`),
      z,
      zmin: -most,
      zmax: most,
      colorscale: DIVERGING.map(([at, colour]) => [at, colour]),
      colorbar: { title: { text: "gain" } },
      text: z.map((row) => row.map((value) => `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(2)}`)),
      texttemplate: "%{text}",
    }],
    layout: {
      xaxis: { title: { text: "start of α and β" }, type: "category" },
      yaxis: { title: { text: "where" }, type: "category", autorange: "reversed" },
    },
    width: 640,
    height: 380,
  });
}

/** Mean gain of each cell of the grid over runs without additions. */
export function gridGains(
  grid: readonly (readonly BufferGridRun[])[],
  without: readonly number[],
): { scale: number; layer: number | null; gain: number; perSeed: number[] }[] {
  return grid[0].map(({ scale, layer }, k) => {
    const perSeed = grid.map((run, seed) => run[k].test.at(-1)! - without[seed]);
    return { scale, layer, gain: mean(perSeed), perSeed };
  });
}

/** Steps to 90 % by kind and rate, a dot for each seed; those that never come there lie above the last step. */
export function stepsNeeded(
  runs: readonly (readonly BufferRun[])[],
  stepsOf: (run: BufferRun) => number,
): Figure {
  const keys = runs[0].map(({ kind, rate }) => ({ kind, rate, name: `${kind}, ${rate}` }));
  const kinds = [...new Set(keys.map(({ kind }) => kind))];
  const { data, xaxis } = seedDots({
    categories: keys.map(({ name }) => name),
    perSeed: keys.map((_, k) => runs.map((run) => stepsOf(run[k]))),
    color: keys.map(({ kind }) => CURVE_COLOURS[kinds.indexOf(kind)]),
  });
  return figure({
    title: "Steps to 90 % held-out accuracy (a dot a seed; at the top: never)",
    data,
    layout: {
      xaxis: { ...xaxis, title: { text: "addition, peak rate" }, tickangle: -35 },
      yaxis: { title: { text: "optimiser steps" } },
    },
    width: 900,
    height: 440,
  });
}
