/** Figures of the dropout experiments and of the extensions. */
import type { RunsOf } from "../../lib/experiments/mod.ts";
import * as fig from "../../lib/figure/mod.ts";
import type * as study from "./experiments.ts";
import type { DropoutRun } from "./dropout_training.ts";
import { directionMap } from "../../lib/condensation/direction_map.ts";
import { keptNeurons, NAMES } from "./readings.ts";

/** E5: whether neurons have condensed into few directions. */
export function directionMaps(run: DropoutRun, count = 60): fig.Figure {
  return fig.panelFigure({
    title: `|cos| between the inner weights of the ${count} largest neurons, nine points, seed 0`,
    panels: (["dropout", "plain"] as const).map((part) => ({
      title: part === "dropout" ? "with dropout" : "without",
      data: [{
        type: "heatmap",
        z: directionMap(keptNeurons(run[part]), count),
        colorscale: fig.SEQUENTIAL,
        zmin: 0,
        zmax: 1,
        colorbar: { title: { text: "|cos|" } },
        showscale: part === "dropout",
      }],
    })),
    sameY: true,
    xaxis: fig.axis("neuron, by direction"),
    yaxis: fig.axis("neuron, by direction"),
    width: 860,
    height: 430,
  });
}

/** X2: ranks at condensed points by activation. */
export function activationRanks(
  { settings, results }: RunsOf<typeof study.exactRanks>,
  times: number,
): fig.Figure {
  const parts = [
    ["formula", "formula for tanh", "#BBBBBB"],
    ["null", "zeros added", fig.OKABE_ITO.blue],
    ["split", "neurons split", fig.OKABE_ITO.orange],
  ] as const;
  return fig.panelFigure({
    title: `Ranks at points that express a narrow target, networks ${times} times as wide`,
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
    xaxis: fig.axis("architecture", { type: "category" }),
    yaxis: fig.axis("model rank"),
    width: 1000,
    height: 400,
  });
}

/** X4: test errors by when Levenberg–Marquardt takes over. */
export function handOverDots({ settings, results }: RunsOf<typeof study.secondOrder>): fig.Figure {
  const { matrices, handOver } = settings;
  return fig.panelFigure({
    title: "Levenberg–Marquardt takes over at a share of the first training error: test error",
    panels: matrices.map(({ name, entries }, m) => {
      const errors = [
        ...handOver.map((_, h) => results.map((run) => run[m].finished[h])),
        results.map((run) => run[m].descent),
      ];
      const { data, xaxis } = fig.seedDots({
        categories: ["from the start", ...handOver.slice(1).map((share) => `at ${share}`), "never"],
        perSeed: errors.map((all) => all.map((error) => Math.max(1e-18, error ?? Number.MAX_VALUE))),
        color: fig.OKABE_ITO.blue,
      });
      return {
        title: `${name}, n = R = ${entries}`,
        data,
        xaxis: fig.axis("taken over", { ...xaxis, tickangle: -45 }),
      };
    }),
    sameY: true,
    yaxis: fig.lossAxis("test error", { nticks: 6 }),
    width: 960,
    height: 450,
  });
}
