/** Figures of the dropout experiments and of the extensions. */
import {
  curve,
  CURVE_COLOURS,
  dots,
  type Figure,
  figure,
  OKABE_ITO,
  panels,
  seedDots,
} from "../../lib/figure/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import type { DropoutCurve, DropoutRun, DropoutSettings } from "./dropout_training.ts";
import type { NetworkRank, RankRun } from "./exact_ranks.ts";
import { ARCHITECTURES } from "./network_figures.ts";
import { networkOf } from "./convolution_target.ts";
import type { NoiseRun, NoiseSettings } from "./label_noise.ts";
import type { SecondOrderRun, SecondOrderSettings } from "./second_order.ts";

const PARTS = [["dropout", "with dropout", OKABE_ITO.vermillion], [
  "plain",
  "without",
  OKABE_ITO.blue,
]] as const;

/** E5 and E7: test error by the number of points. */
export function dropoutErrors(
  shown: readonly {
    title: string;
    settings: DropoutSettings;
    runs: readonly DropoutRun[];
    parameters: number;
  }[],
): Figure {
  return figure({
    title:
      "Test error with and without dropout (dots: seeds, lines: median; dotted: free parameters of the target)",
    ...panels({
      panels: shown.map(({ title, settings: { sizes }, runs, parameters }) => ({
        title,
        data: [
          ...PARTS.flatMap(([part, name, color]) => [
            dots({
              name: `${name}, a seed`,
              x: runs.flatMap(() => sizes),
              y: runs.flatMap((run) => run[part].test.map((error) => error ?? NaN)),
              color,
              size: 4,
              attributes: { showlegend: false },
            }),
            curve({
              name,
              x: sizes,
              y: sizes.map((_, i) => median(runs.map((run) => run[part].test[i] ?? Number.MAX_VALUE))),
              color,
            }),
          ]),
          curve({ name: "R", x: [parameters, parameters], y: [1e-5, 1], color: "#777777", style: "dot" }),
        ],
      })),
      sameY: true,
      xaxis: { title: { text: "number of points n" } },
      yaxis: { title: { text: "test error" }, type: "log", dtick: 1 },
    }),
    width: 900,
    height: 420,
  });
}

/** |cos| between the inner weights (w, b) of the neurons that matter most, in the order of their direction. */
export function directionMap({ neurons }: DropoutCurve, count: number): number[][] {
  if (!neurons) throw new RangeError("directionMap: the neurons of this run were not kept");
  const all = neurons.weight.map((w, i) => ({
    angle: (Math.atan2(neurons.bias[i], w) + Math.PI) % Math.PI,
    size: Math.abs(neurons.output[i]) * Math.hypot(w, neurons.bias[i]),
  }));
  const shown = all.sort((a, b) => b.size - a.size).slice(0, count).sort((a, b) => a.angle - b.angle);
  return shown.map(({ angle }) => shown.map((other) => Math.abs(Math.cos(angle - other.angle))));
}

/** E5: whether neurons have come to lie in few directions. */
export function directionMaps(run: DropoutRun, count = 60): Figure {
  const { data, layout } = panels({
    panels: PARTS.map(([part, title]) => ({
      title,
      data: [{ type: "heatmap", z: directionMap(run[part], count), coloraxis: "coloraxis" }],
    })),
    sameY: true,
    xaxis: { title: { text: "neuron, by direction" } },
    yaxis: { title: { text: "neuron, by direction" } },
  });
  return figure({
    title: `|cos| between the inner weights of the ${count} largest neurons, nine points, seed 0`,
    data,
    layout: {
      ...layout,
      coloraxis: { colorscale: "Viridis", cmin: 0, cmax: 1, colorbar: { title: { text: "|cos|" } } },
    },
    width: 860,
    height: 430,
  });
}

/** Share of pairs of the largest neurons, weighed alike, that are as good as parallel. */
export function parallelShare(curve: DropoutCurve, count = 60, cosine = 0.99): number {
  const map = directionMap(curve, count);
  const pairs = map.flatMap((row, i) => row.filter((_, j) => j > i));
  return pairs.filter((value) => value > cosine).length / pairs.length;
}

/** X2: ranks at condensed points by activation. */
export function activationRanks(runs: readonly RankRun[], times: number): Figure {
  const of = (activation: string) =>
    runs[0].networks.filter((one) => one.activation === activation && one.times === times);
  const activations = [...new Set(runs[0].networks.map(({ activation }) => activation))];
  const bars =
    (name: string, value: (one: NetworkRank) => number, color: string) => (activation: string) => ({
      type: "bar",
      name,
      x: of(activation).map(({ architecture }) => ARCHITECTURES[architecture]),
      y: of(activation).map(value),
      marker: { color },
    });
  return figure({
    title: `Ranks at points that express a narrow target, networks ${times} times as wide`,
    ...panels({
      panels: activations.map((activation) => ({
        title: activation,
        data: [
          bars("formula for tanh", ({ formula }) => formula, "#BBBBBB"),
          bars("zeros added", (one) => one.null, OKABE_ITO.blue),
          bars("neurons split", ({ split }) => split, OKABE_ITO.orange),
        ].map((make) => make(activation)),
        xaxis: { type: "category", title: { text: "architecture" } },
      })),
      columns: 4,
      sameY: true,
      yaxis: { title: { text: "model rank" } },
    }),
    width: 1000,
    height: 400,
  });
}

/** X3: excess error by the number of noisy samples. */
export function noiseCurves(
  { times, noises, sizes }: NoiseSettings,
  runs: readonly NoiseRun[],
  rank: number,
): Figure {
  const middle = (of: (run: NoiseRun) => (number | null)[]) =>
    sizes.map((_, i) => median(runs.map((run) => of(run)[i] ?? Number.MAX_VALUE)));
  return figure({
    title: "Noise s on the targets: median test error (grey: s²R/n and s²M/n)",
    ...panels({
      panels: times.map((wide, t) => {
        const M = networkOf("convolution", wide).parameterCount;
        const guide = (count: number, s: number, style: string) =>
          curve({
            name: style === "dot" ? "s²R/n" : "s²M/n",
            x: sizes,
            y: sizes.map((n) => s * s * count / n),
            color: "#999999",
            size: 1.5,
            style,
          });
        return {
          title: `width ${wide}×, M = ${M}, R = ${rank}`,
          data: noises.flatMap((s, k) => [
            ...(M === rank ? [guide(rank, s, "dot")] : [guide(rank, s, "dot"), guide(M, s, "dash")]),
            curve({
              name: `network, s = ${s}`,
              x: sizes,
              y: middle((run) => run.network[t][k]),
              color: CURVE_COLOURS[k],
              attributes: { mode: "lines+markers" },
            }),
            curve({
              name: `linear model, s = ${s}`,
              x: sizes,
              y: middle((run) => run.linear[t][k]),
              color: CURVE_COLOURS[k],
              style: "dot",
            }),
          ]),
        };
      }),
      sameY: true,
      xaxis: { title: { text: "number of samples n" }, type: "log", tickvals: [5, 7, 10, 21, 50, 100, 200] },
      yaxis: { title: { text: "test error" }, type: "log", dtick: 1 },
    }),
    width: 960,
    height: 450,
  });
}

/** X4: test errors by when Levenberg–Marquardt takes over. */
export function handOverDots(
  { matrices, handOver }: SecondOrderSettings,
  runs: readonly SecondOrderRun[][],
): Figure {
  const names = ["from the start", ...handOver.slice(1).map((share) => `at ${share}`), "never"];
  return figure({
    title: "Levenberg–Marquardt takes over at a share of the first training error: test error",
    ...panels({
      panels: matrices.map(({ name, entries }, m) => {
        const { data, xaxis } = seedDots({
          categories: names,
          perSeed: [
            ...handOver.map((_, h) => runs.map((run) => run[m].finished[h])),
            runs.map((run) => run[m].descent),
          ]
            .map((errors) => errors.map((error) => Math.max(1e-18, error ?? Number.MAX_VALUE))),
          color: OKABE_ITO.blue,
        });
        return {
          title: `${name}, n = R = ${entries}`,
          data,
          xaxis: { ...xaxis, tickangle: -45, title: { text: "taken over" } },
        };
      }),
      sameY: true,
      yaxis: { title: { text: "test error" }, type: "log", dtick: 4 },
    }),
    width: 960,
    height: 450,
  });
}
