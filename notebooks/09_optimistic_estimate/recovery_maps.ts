/** Colour maps of test errors over numbers of samples, with the optimistic sample size as a dotted step. */
import type { RunsOf } from "../../lib/experiments/mod.ts";
import * as fig from "../../lib/figure/mod.ts";
import type * as study from "./experiments.ts";
import { networkOf, targetRank } from "./convolution_target.ts";
import { ARCHITECTURES, cellsAt, NAMES, type WidthCell, widthsOf } from "./readings.ts";
import { LINE_TARGETS } from "./reparameterisation.ts";
import { matrixNamed, optimisticEntries } from "./target_matrices.ts";

/** A map with the optimistic sample size as its line. */
const recoveryMap = (
  title: string,
  rows: readonly fig.SeedMapRow[],
  range: readonly [low: number, high: number],
  quantile = 0.5,
) => fig.seedMap({ title, rows, range, quantile, theory: "optimistic sample size" });

const SAMPLES = "number of samples n", ENTRIES = "number of entries n";

/** E1: both models of the same functions. */
export function reparameterisationMaps({ results }: RunsOf<typeof study.reparameterisation>): fig.Figure {
  const rows = (kind: "linear" | "reparameterised") =>
    LINE_TARGETS.map(({ name, rank }, i) => ({
      label: name,
      curves: results.map((run) => run[kind][i].descent),
      rank: rank[kind],
    }));
  const maps = [
    recoveryMap("f_L = θ₀ + θ₁x₁ + θ₂x₂", rows("linear"), [-8, 0]),
    recoveryMap("f_NL = θ₀ + θ₁x₁ + θ₂θ₃x₂", rows("reparameterised"), [-8, 0]),
  ];
  const title = "The same functions, written in two ways: median test error (dotted: theory)";
  return fig.panelFigure({ title, ...fig.seedMaps(maps, SAMPLES, "target"), width: 820, height: 430 });
}

/** E2: matrices by name and number of entries, in the nested order and with the cross first. */
export function completionMaps({ settings, results }: RunsOf<typeof study.matrixCompletion>): fig.Figure {
  const rows = (pattern: "nested" | "cross") =>
    settings.cases.flatMap((one, i) =>
      one.pattern === pattern && one.sigma === 1e-4
        ? [{
          label: `${one.matrix}, rank ${matrixNamed(one.matrix).rank}`,
          curves: results.map((run) => run[i]),
          rank: optimisticEntries(one.matrix),
        }]
        : []
    );
  const maps = [
    recoveryMap("nested order", rows("nested"), [-8, 2]),
    recoveryMap("cross first", rows("cross"), [-8, 2]),
  ];
  const title = "Median test error by matrix and number of entries (dotted: theory)";
  return fig.panelFigure({ title, ...fig.seedMaps(maps, ENTRIES, "target"), width: 1040, height: 470 });
}

/** E3: the size of the start. */
export function initialSizeMaps({ settings, results }: RunsOf<typeof study.initialSize>): fig.Figure {
  const rows = (of: "line" | "matrix", rank: number) =>
    settings.sigmas.map((sigma, i) => ({
      label: `10<sup>${Math.log10(sigma).toFixed(0)}</sup>`,
      curves: results.map((run) => run[of][i]),
      rank,
    }));
  const maps = [
    recoveryMap("1 + x₁ by f_NL", rows("line", 2), [-8, 1]),
    recoveryMap("M1 (rank 1) by AB", rows("matrix", 7), [-8, 1]),
  ];
  const title = "The smaller the start, the earlier the recovery: median test error (dotted: theory)";
  const panels = fig.seedMaps(maps, SAMPLES, "standard deviation σ of the start");
  return fig.panelFigure({ title, ...panels, width: 900, height: 400 });
}

/** E4 in small: convolutions by width. */
export function smallWidthMap({ settings, results }: RunsOf<typeof study.smallWidths>): fig.Figure {
  const rows = settings.map(({ architecture, times }, i) => ({
    label: `${times}×`,
    curves: results.map((run) => run[i]),
    rank: targetRank(architecture),
  }));
  const title = "Small convolutions: median test error (dotted: theory)";
  const panels = fig.seedMaps([recoveryMap("convolution", rows, [-6, 0])], SAMPLES, "width");
  return fig.panelFigure({ title, ...panels, width: 720, height: 300 });
}

/** E4: test errors by architecture, width and number of samples, with a slider over the seeds' quantiles. */
export function widthMaps(cells: readonly WidthCell[]): fig.Figure {
  const frames = ([["best seed", 0], ["median seed", 0.5], ["worst seed", 1]] as const).map(([label, of]) => {
    const maps = ARCHITECTURES.map((architecture) =>
      recoveryMap(
        `${NAMES[architecture]}, R = ${targetRank(architecture)}`,
        widthsOf(cells, architecture).map((times) => ({
          label: `${times}×, M = ${networkOf(architecture, times).parameterCount}`,
          curves: cellsAt(cells, architecture, times),
          rank: targetRank(architecture),
        })),
        [-6, 0],
        of,
      )
    );
    return { label, ...fig.panels(fig.seedMaps(maps, SAMPLES, "width", 1)) };
  });
  return fig.sliderFigure({
    title: "Test error by width and number of samples (dotted: theory)",
    sliderName: "shown:",
    frames: frames.map(({ label, data }) => ({ label, data })),
    layout: frames[0].layout as fig.Layout,
    shown: [0, 1, 2],
    width: 1100,
    height: 640,
  });
}
