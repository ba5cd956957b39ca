/** Figures of the dropout experiments and of the extensions. */
import {
  axis,
  curve,
  CURVE_COLOURS,
  type Figure,
  figure,
  logAxis,
  lossAxis,
  OKABE_ITO,
  panels,
  REFERENCE,
  seedDots,
  SEQUENTIAL,
} from "../../lib/figure/mod.ts";
import { networkOf, targetRank } from "./convolution_target.ts";
import type { DropoutRun } from "./dropout_training.ts";
import type exactRanks from "./exact_ranks.ts";
import type labelNoise from "./label_noise.ts";
import { directionMap, NAMES } from "./readings.ts";
import { medians, type RunsOf } from "./recovery.ts";
import type secondOrder from "./second_order.ts";

/** E5: whether neurons have come to lie in few directions. */
export function directionMaps(run: DropoutRun, count = 60): Figure {
  return figure({
    title: `|cos| between the inner weights of the ${count} largest neurons, nine points, seed 0`,
    ...panels({
      panels: (["dropout", "plain"] as const).map((part) => ({
        title: part === "dropout" ? "with dropout" : "without",
        data: [{
          type: "heatmap",
          z: directionMap(run[part], count),
          colorscale: SEQUENTIAL,
          zmin: 0,
          zmax: 1,
          colorbar: { title: { text: "|cos|" } },
          showscale: part === "dropout",
        }],
      })),
      sameY: true,
      xaxis: axis("neuron, by direction"),
      yaxis: axis("neuron, by direction"),
    }),
    width: 860,
    height: 430,
  });
}

/** X2: ranks at condensed points by activation. */
export function activationRanks({ settings, results }: RunsOf<typeof exactRanks>, times: number): Figure {
  const parts = [
    ["formula", "formula for tanh", "#BBBBBB"],
    ["null", "zeros added", OKABE_ITO.blue],
    ["split", "neurons split", OKABE_ITO.orange],
  ] as const;
  return figure({
    title: `Ranks at points that express a narrow target, networks ${times} times as wide`,
    ...panels({
      panels: settings.activations.map((activation) => {
        const own = results[0].networks.filter((one) => one.activation === activation && one.times === times);
        return {
          title: activation,
          data: parts.map(([part, name, color]) => ({
            type: "bar",
            name,
            x: own.map(({ architecture }) => NAMES[architecture]),
            y: own.map((one) => one[part]),
            marker: { color },
          })),
        };
      }),
      sameY: true,
      xaxis: axis("architecture", { type: "category" }),
      yaxis: axis("model rank"),
    }),
    width: 1000,
    height: 400,
  });
}

/** X3: excess error by the number of noisy samples. */
export function noiseCurves({ settings, results }: RunsOf<typeof labelNoise>): Figure {
  const { times, noises, sizes } = settings, R = targetRank("convolution");
  return figure({
    title: "Noise s on the targets: median test error (grey: s²R/n and s²M/n)",
    ...panels({
      panels: times.map((wide, t) => {
        const M = networkOf("convolution", wide).parameterCount;
        const guide = (letter: "R" | "M", count: number, s: number) =>
          curve({
            name: `s²${letter}/n`,
            x: sizes,
            y: sizes.map((n) => s * s * count / n),
            color: REFERENCE,
            size: 1.5,
            style: letter === "R" ? "dot" : "dash",
          });
        const line = (of: "network" | "linear", k: number) =>
          curve({
            name: `${of === "network" ? "network" : "linear model"}, s = ${noises[k]}`,
            x: sizes,
            y: medians(results.map((run) => run[of][t][k])),
            color: CURVE_COLOURS[k],
            ...(of === "network" ? { attributes: { mode: "lines+markers" } } : { style: "dot" }),
          });
        return {
          title: `width ${wide}×, M = ${M}, R = ${R}`,
          data: noises.flatMap((s, k) => [
            guide("R", R, s),
            ...(M === R ? [] : [guide("M", M, s)]),
            line("network", k),
            line("linear", k),
          ]),
        };
      }),
      sameY: true,
      xaxis: logAxis("number of samples n", { tickvals: [5, 7, 10, 21, 50, 100, 200] }),
      yaxis: lossAxis("test error"),
    }),
    width: 960,
    height: 450,
  });
}

/** X4: test errors by when Levenberg–Marquardt takes over. */
export function handOverDots({ settings, results }: RunsOf<typeof secondOrder>): Figure {
  const { matrices, handOver } = settings;
  return figure({
    title: "Levenberg–Marquardt takes over at a share of the first training error: test error",
    ...panels({
      panels: matrices.map(({ name, entries }, m) => {
        const errors = [
          ...handOver.map((_, h) => results.map((run) => run[m].finished[h])),
          results.map((run) => run[m].descent),
        ];
        const { data, xaxis } = seedDots({
          categories: ["from the start", ...handOver.slice(1).map((share) => `at ${share}`), "never"],
          perSeed: errors.map((all) => all.map((error) => Math.max(1e-18, error ?? Number.MAX_VALUE))),
          color: OKABE_ITO.blue,
        });
        return {
          title: `${name}, n = R = ${entries}`,
          data,
          xaxis: axis("taken over", { ...xaxis, tickangle: -45 }),
        };
      }),
      sameY: true,
      yaxis: lossAxis("test error"),
    }),
    width: 960,
    height: 450,
  });
}
