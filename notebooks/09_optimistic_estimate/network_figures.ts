/** Figures on two-layer networks: widths, architectures, optimistic starts, depth. */
import {
  curve,
  CURVE_COLOURS,
  dots,
  type Figure,
  figure,
  OKABE_ITO,
  panels,
  sliderFigure,
  type Trace,
} from "../../lib/figure/mod.ts";
import {
  type Architecture,
  maxModelRank,
  optimisticSampleSize,
  type TanhSpec,
} from "../../lib/identifiability/mod.ts";
import type { BlockCase } from "../../lib/experiments/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import { INPUTS, KERNEL, networkOf } from "./convolution_target.ts";
import type { DepthCurve, DepthRun, DepthSettings } from "./depth.ts";
import type { RankRun } from "./exact_ranks.ts";
import type { OneNeuronRun, OneNeuronSettings } from "./one_neuron.ts";
import { type OptimisticCurve, targetRank } from "./optimistic_start.ts";
import type { FeatureCurve } from "./random_features.ts";
import { recoveredFrom, type Recovery, TRAPPED, withoutTrapped } from "./recovery.ts";
import { errorColours, recoveryMap } from "./recovery_maps.ts";
import type { SmallStartRun } from "./small_start_training.ts";
import type { WidthSettings } from "./width_grid.ts";

/** Architectures from cheap to dear, and their names in figures. */
export const ARCHITECTURES: Readonly<Record<Architecture, string>> = {
  convolution: "convolution",
  local: "without sharing",
  dense: "dense",
};
const NAMES = Object.keys(ARCHITECTURES) as Architecture[];
const COLOURS: Readonly<Record<Architecture, string>> = {
  convolution: OKABE_ITO.green,
  local: OKABE_ITO.orange,
  dense: OKABE_ITO.blue,
};

/** A stored cell of the grid. */
export type WidthCell = BlockCase<WidthSettings, SmallStartRun>;

/** Test error from which on a network counts as having recovered the target, whose mean square is about 3. */
export const TOLERANCE = 1e-4;

/** Widths of an architecture of which cells are stored, rising. */
export function widthsOf(cells: readonly WidthCell[], architecture: Architecture): number[] {
  const all = cells.filter(({ settings }) => settings.architecture === architecture).map(({ settings }) =>
    settings.times
  );
  return [...new Set(all)].sort((a, b) => a - b);
}

/** Curves of all seeds of a network. */
export function cellsAt(cells: readonly WidthCell[], architecture: Architecture, times: number): WidthCell[] {
  return cells.filter(({ settings }) => settings.architecture === architecture && settings.times === times);
}

/** Empirical sample size with trapped runs left out; one step beyond the largest size where the target is not recovered. */
export function sampleSizeOf(curve: Recovery): number {
  const fitted = withoutTrapped(curve), { sizes } = curve;
  const beyond = 2 * sizes[sizes.length - 1] - sizes[sizes.length - 2];
  return (fitted.sizes.length > 0 ? recoveredFrom(fitted, TOLERANCE) : null) ?? beyond;
}

/** E4: test errors by architecture, width and number of samples, with a slider over the seeds' quantiles. */
export function widthMaps(cells: readonly WidthCell[]): Figure {
  const frames = ([["best seed", 0], ["middle seed", 0.5], ["worst seed", 1]] as const).map((
    [label, quantile],
  ) => ({
    label,
    data: NAMES.flatMap((architecture, i): Trace[] => {
      const rows = widthsOf(cells, architecture).map((times) => ({
        label: `${times}×, M = ${networkOf(architecture, times).parameterCount}`,
        curves: cellsAt(cells, architecture, times).map(({ result }) => result),
        rank: targetRank(architecture),
      }));
      const suffix = i === 0 ? "" : String(i + 1);
      return recoveryMap(rows, -6, { quantile }).data.map((trace) => ({
        ...trace,
        xaxis: `x${suffix}`,
        yaxis: `y${suffix}`,
        ...(i > 0 ? { showlegend: false } : {}),
      }));
    }),
  }));
  const layout = Object.fromEntries(NAMES.flatMap((architecture, i) => {
    const suffix = i === 0 ? "" : String(i + 1), widths = widthsOf(cells, architecture), top = 1 - i * 0.36;
    return [
      [`xaxis${suffix}`, {
        title: { text: i === 2 ? "number of samples n" : "" },
        domain: [0, 1],
        anchor: `y${suffix}`,
        showgrid: false,
        range: [0, 46],
        ...(i < 2 ? { matches: "x3" } : {}),
      }],
      [`yaxis${suffix}`, {
        title: { text: ARCHITECTURES[architecture] },
        domain: [top - 0.28, top],
        anchor: `x${suffix}`,
        tickvals: widths.map((_, k) => k),
        ticktext: widths.map((times) => `${times}×`),
        range: [widths.length - 0.5, -0.5],
        showgrid: false,
      }],
    ];
  }));
  return sliderFigure({
    title: "Test error by width and number of samples (dotted: theory)",
    sliderName: "shown",
    frames,
    layout: { ...layout, ...errorColours(-6, 0) },
    shown: [0, 1, 2],
    width: 1000,
    height: 640,
  });
}

/** Widths of an architecture at which no seed recovered the target. */
export function neverRecovered(cells: readonly WidthCell[], architecture: Architecture): number[] {
  return widthsOf(cells, architecture).filter((times) =>
    cellsAt(cells, architecture, times).every(({ result }) => sampleSizeOf(result) > result.sizes.at(-1)!)
  );
}

/** Empirical sample sizes over the number of parameters, with those of random features. */
export function sizesByParameters(
  cells: readonly WidthCell[],
  features: readonly (readonly FeatureCurve[])[],
): Figure {
  const reached = [...new Set(features.flatMap((curves) => curves.map((one) => one.features)))];
  const linear = reached.map((count) =>
    median(features.map((curves) => curves.find((one) => one.features === count)!.recovered ?? count))
  );
  return figure({
    title: "Free in width: samples needed from a tiny start, against the number of parameters",
    data: [
      ...NAMES.flatMap((architecture) => {
        const widths = widthsOf(cells, architecture),
          x = widths.map((times) => networkOf(architecture, times).parameterCount);
        const all = widths.map((times) =>
          cellsAt(cells, architecture, times).map(({ result }) => sampleSizeOf(result))
        );
        return [
          dots({
            name: `${ARCHITECTURES[architecture]}, seeds`,
            x: all.flatMap((sizes, i) => sizes.map(() => x[i])),
            y: all.flat(),
            color: COLOURS[architecture],
          }),
          curve({
            name: ARCHITECTURES[architecture],
            x,
            y: all.map((sizes) => median(sizes)),
            color: COLOURS[architecture],
          }),
          curve({
            name: `theory, ${targetRank(architecture)}`,
            x,
            y: x.map(() => targetRank(architecture)),
            color: COLOURS[architecture],
            style: "dot",
          }),
        ];
      }),
      curve({
        name: "linear: random features",
        x: reached,
        y: linear,
        color: OKABE_ITO.black,
        style: "dash",
      }),
    ],
    layout: {
      xaxis: { title: { text: "number of parameters M" }, type: "log" },
      yaxis: {
        title: { text: "samples needed" },
        type: "log",
        tickvals: [5, 7, 10, 15, 21, 30, 50, 100, 200],
      },
    },
    width: 820,
    height: 460,
  });
}

/** Optimistic sample size of one kernel of 3 × 3 on pictures of 28 × 28, without bias. */
export function pictureSize(kind: Architecture): number {
  return optimisticSampleSize({
    kind,
    inputs: [28, 28],
    kernel: [3, 3],
    targetWidth: kind === "dense" ? 26 * 26 : 1,
    bias: false,
  });
}

/** R and M by width, and the numbers for pictures. */
export function ranksByWidth(times: readonly number[]): Figure {
  const spec = (kind: Architecture): TanhSpec => ({
    kind,
    inputs: INPUTS,
    kernel: KERNEL,
    targetWidth: kind === "dense" ? 3 : 1,
    bias: true,
  });
  return figure({
    title: "Free in width, costly in connections: the optimistic sample size by formula",
    ...panels({
      panels: [
        {
          title: "five inputs, one kernel of length 3",
          data: NAMES.flatMap((kind) => [
            curve({
              name: `${ARCHITECTURES[kind]}: R`,
              x: times,
              y: times.map(() => optimisticSampleSize(spec(kind))),
              color: COLOURS[kind],
            }),
            curve({
              name: `${ARCHITECTURES[kind]}: M`,
              x: times,
              y: times.map((width) => maxModelRank(spec(kind), width * spec(kind).targetWidth)),
              color: COLOURS[kind],
              style: "dot",
            }),
          ]),
          xaxis: { title: { text: "width over that of the target" }, type: "log" },
          yaxis: { title: { text: "samples" }, type: "log" },
        },
        {
          title: "pictures of 28 × 28, a kernel of 3 × 3",
          data: [{
            type: "bar",
            name: "R",
            x: NAMES.map((kind) => ARCHITECTURES[kind]),
            y: NAMES.map(pictureSize),
            text: NAMES.map((kind) => pictureSize(kind).toLocaleString("en-US")),
            textposition: "outside",
            marker: { color: NAMES.map((kind) => COLOURS[kind]) },
            showlegend: false,
          }],
          xaxis: { title: { text: "architecture" }, type: "category" },
          yaxis: { title: { text: "R, samples" }, type: "log", range: [2, 6.5] },
        },
      ],
    }),
    width: 960,
    height: 430,
  });
}

/** Singular values of the Jacobian at a condensed and at a random point. */
export function rankSpectra(runs: readonly RankRun[]): Figure {
  const floor = 1e-17;
  const traces = (of: "null" | "random", name: string, color: string) =>
    runs.map(({ spectra }, i) =>
      curve({
        name,
        x: spectra[of].map((_, k) => k + 1),
        y: spectra[of].map((value) => Math.max(floor, value ?? floor)),
        color,
        size: 1.5,
        attributes: { mode: "lines+markers", marker: { size: 4 }, legendgroup: name, showlegend: i === 0 },
      })
    );
  return figure({
    title: "A convolution of three kernels: directions in which its parameters change the function",
    data: [
      ...traces("null", "at a target of one kernel", OKABE_ITO.vermillion),
      ...traces("random", "at random parameters", OKABE_ITO.blue),
    ],
    layout: {
      xaxis: { title: { text: "place of the singular value" } },
      yaxis: { title: { text: "singular value over the largest" }, type: "log", dtick: 4 },
    },
    width: 720,
    height: 400,
  });
}

/** C6: test error over that at the start, by samples beyond the optimistic size. */
export function optimisticRatios(runs: readonly (readonly OptimisticCurve[])[]): Figure {
  const floor = 1e-16;
  return figure({
    title: "Beside the best point: test error after the fit over that before",
    ...panels({
      panels: NAMES.filter((architecture) => runs[0].some((one) => one.architecture === architecture)).map((
        architecture,
      ) => ({
        title: `${ARCHITECTURES[architecture]}, R = ${targetRank(architecture)}`,
        data: runs[0].filter((one) => one.architecture === architecture).flatMap(
          ({ times, sizes, rank }, i) => {
            const all = runs.map((curves) =>
              curves.find((one) => one.architecture === architecture && one.times === times)!
            );
            const of = (part: "ratios" | "control") =>
              sizes.map((_, k) =>
                Math.max(floor, median(all.map((one) => one[part][k] ?? Number.MAX_VALUE)))
              );
            const x = sizes.map((n) => n - rank);
            const line = (name: string, part: "ratios" | "control", style: string) =>
              curve({
                name,
                x,
                y: of(part),
                color: CURVE_COLOURS[i],
                style,
                attributes: { mode: "lines+markers" },
              });
            return [
              line(`${times}×, beside the best point`, "ratios", "solid"),
              line(`${times}×, random start`, "control", "dot"),
            ];
          },
        ),
      })),
      sameY: true,
      xaxis: { title: { text: "samples beyond R" } },
      yaxis: { title: { text: "ratio of test errors" }, type: "log", dtick: 2 },
    }),
    width: 1000,
    height: 430,
  });
}

/** C9: relative test error of diagonal networks by depth. */
export function depthCurves({ inputs, sparsity }: DepthSettings, runs: readonly DepthRun[]): Figure {
  const panel = (of: "sparse" | "dense", k: number) => ({
    title: `${k} of ${inputs} coefficients`,
    data: runs[0][of].map(({ depth, sizes }, i) =>
      curve({
        name: depth === 1 ? "linear" : `L = ${depth}`,
        x: sizes,
        y: sizes.map((_, s) => median(runs.map((run) => (run[of][i].test[s] ?? Number.MAX_VALUE) / k))),
        color: depth === 1 ? OKABE_ITO.black : CURVE_COLOURS[i - 1],
        style: depth === 1 ? "dash" : "solid",
        attributes: { mode: "lines+markers" },
      })
    ),
  });
  return figure({
    title: "Depth and sparse targets: median test error of diagonal networks",
    ...panels({
      panels: [panel("sparse", sparsity), panel("dense", inputs)],
      sameY: true,
      xaxis: { title: { text: "number of samples n" } },
      yaxis: { title: { text: "test error over mean square of the target" }, type: "log", dtick: 2 },
    }),
    width: 900,
    height: 430,
  });
}

/** Empirical sample size of a diagonal network, at one per cent of the target's mean square; one beyond the largest for none. */
export function depthSampleSize(curve: DepthCurve, sparsity: number): number {
  return recoveredFrom(curve, 0.01 * sparsity) ?? curve.sizes[curve.sizes.length - 1] + 1;
}

/** E6: the teaching notebook's example. */
export function oneNeuronCurves({ widths, sizes }: OneNeuronSettings, runs: readonly OneNeuronRun[]): Figure {
  return figure({
    title: "tanh(x + 1): test error by the number of samples (dots: seeds, line: median; dotted: theory)",
    ...panels({
      panels: widths.map((width, w) => ({
        title: `${width} neurons`,
        data: [
          dots({
            name: "a seed",
            x: runs.flatMap(() => sizes),
            y: runs.flatMap((run) => run[w].test.map((error) => error ?? NaN)),
            color: OKABE_ITO.skyBlue,
          }),
          curve({
            name: "median",
            x: sizes,
            y: sizes.map((_, s) => median(runs.map((run) => run[w].test[s] ?? Number.MAX_VALUE))),
            color: OKABE_ITO.blue,
          }),
          curve({ name: "theory", x: [3, 3], y: [1e-9, 1], color: OKABE_ITO.vermillion, style: "dot" }),
        ],
      })),
      sameY: true,
      xaxis: { title: { text: "number of samples n" }, dtick: 1 },
      yaxis: { title: { text: "test error" }, type: "log", dtick: 2 },
    }),
    width: 900,
    height: 400,
  });
}

/** All runs of the grid by architecture, for the figure of trapped and overfitting ones. */
export function pointsOf(
  cells: readonly WidthCell[],
): { name: string; points: { train: number; test: number }[] }[] {
  return NAMES.map((architecture) => ({
    name: ARCHITECTURES[architecture],
    points: cells.filter(({ settings }) => settings.architecture === architecture).flatMap(({ result }) =>
      result.sizes.flatMap((_, i) => {
        const [train, test] = [result.train[i], result.test[i]];
        return train === null || test === null ? [] : [{ train, test }];
      })
    ),
  })).filter(({ points }) => points.length > 0);
}

/** How runs on R samples and more ended: recovered, overfitting (fitted, but wrong), trapped (not fitted). */
export function endsOf(cells: readonly WidthCell[], architecture: Architecture, times: number) {
  const rank = targetRank(architecture), counts = { runs: 0, recovered: 0, overfitting: 0, trapped: 0 };
  for (const { result } of cellsAt(cells, architecture, times)) {
    result.sizes.forEach((size, i) => {
      if (size < rank) return;
      counts.runs++;
      const train = result.train[i] ?? Infinity, test = result.test[i] ?? Infinity;
      if (train > TRAPPED) counts.trapped++;
      else if (test > TOLERANCE) counts.overfitting++;
      else counts.recovered++;
    });
  }
  return counts;
}
