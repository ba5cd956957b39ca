/** Figures on networks: ranks, starts beside the best point, widths. */
import {
  axis,
  curve,
  CURVE_COLOURS,
  curvesBySeed,
  dots,
  type Figure,
  figure,
  logAxis,
  lossAxis,
  OKABE_ITO,
  panels,
  verticalLine,
} from "../../lib/figure/mod.ts";
import { type Architecture, maxModelRank, optimisticSampleSize } from "../../lib/identifiability/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import { networkOf, targetRank, targetSpec } from "./convolution_target.ts";
import type exactRanks from "./exact_ranks.ts";
import type optimisticStart from "./optimistic_start.ts";
import type randomFeatures from "./random_features.ts";
import { ARCHITECTURES, cellsAt, NAMES, sampleSizeOf, type WidthCell, widthsOf } from "./readings.ts";
import { medians, type RunsOf, TRAPPED } from "./recovery.ts";

const COLOURS: Readonly<Record<Architecture, string>> = {
  convolution: OKABE_ITO.green,
  local: OKABE_ITO.orange,
  dense: OKABE_ITO.blue,
};
const MARKED = { mode: "lines+markers" };

/** Optimistic sample size of one kernel of 3 × 3 on pictures of 28 × 28, without bias. */
export function pictureSize(kind: Architecture): number {
  const targetWidth = kind === "dense" ? 26 * 26 : 1;
  return optimisticSampleSize({ kind, inputs: [28, 28], kernel: [3, 3], targetWidth, bias: false });
}

/** R and M by width, and the numbers for pictures. */
export function ranksByWidth(times: readonly number[]): Figure {
  const parameters = (kind: Architecture, width: number) =>
    maxModelRank(targetSpec(kind), width * targetSpec(kind).targetWidth);
  const byWidth = ARCHITECTURES.flatMap((kind) => [
    curve({
      name: `${NAMES[kind]}: R`,
      x: times,
      y: times.map(() => targetRank(kind)),
      color: COLOURS[kind],
    }),
    curve({
      name: `${NAMES[kind]}: M`,
      x: times,
      y: times.map((width) => parameters(kind, width)),
      color: COLOURS[kind],
      style: "dot",
    }),
  ]);
  const pictures = {
    type: "bar",
    name: "R",
    x: ARCHITECTURES.map((kind) => NAMES[kind]),
    y: ARCHITECTURES.map(pictureSize),
    text: ARCHITECTURES.map((kind) => pictureSize(kind).toLocaleString("en-US")),
    textposition: "outside",
    marker: { color: ARCHITECTURES.map((kind) => COLOURS[kind]) },
    showlegend: false,
  };
  return figure({
    title: "Free in width, costly in connection: the optimistic sample size by formula",
    ...panels({
      panels: [
        {
          title: "five inputs, one kernel of length 3",
          data: byWidth,
          xaxis: logAxis("width over that of the target"),
          yaxis: logAxis("samples"),
        },
        {
          title: "pictures of 28 × 28, a kernel of 3 × 3",
          data: [pictures],
          xaxis: axis("architecture", { type: "category" }),
          yaxis: logAxis("R, samples", { range: [2, 6.5] }),
        },
      ],
    }),
    width: 960,
    height: 430,
  });
}

/** Singular values of the Jacobian at a condensed and at a random point. */
export function rankSpectra({ results }: RunsOf<typeof exactRanks>): Figure {
  const floor = 1e-17, x = results[0].spectra.null.map((_, k) => k + 1);
  const lines = (of: "null" | "random", name: string, color: string) =>
    curvesBySeed({
      x,
      curves: results.map(({ spectra }) => spectra[of].map((value) => Math.max(floor, value ?? floor))),
      name,
      color,
      attributes: { ...MARKED, marker: { size: 4 } },
    });
  return figure({
    title: "A convolution of three kernels: directions in which its parameters change the function",
    data: [
      ...lines("null", "at a target of one kernel", OKABE_ITO.vermillion),
      ...lines("random", "at random parameters", OKABE_ITO.blue),
    ],
    layout: {
      xaxis: axis("place of the singular value"),
      yaxis: logAxis("singular value over the largest"),
      shapes: [verticalLine(targetRank("convolution") + 0.5)],
    },
    width: 720,
    height: 400,
  });
}

/** C6: test error over that at the start, by samples beyond the optimistic size. */
export function optimisticRatios({ settings, results }: RunsOf<typeof optimisticStart>): Figure {
  const line = (architecture: Architecture, times: number, part: "ratios" | "control") => {
    const all = results.flatMap((curves) =>
      curves.filter((one) => one.architecture === architecture && one.times === times)
    );
    return curve({
      name: `${times}×, ${part === "ratios" ? "beside the best point" : "random start"}`,
      x: settings.beyond,
      y: medians(all.map((one) => one[part])).map((ratio) => Math.max(1e-16, ratio)),
      color: CURVE_COLOURS[settings.times.indexOf(times)],
      style: part === "ratios" ? "solid" : "dot",
      attributes: MARKED,
    });
  };
  return figure({
    title: "Beside the best point: test error after the fit over that before",
    ...panels({
      panels: settings.architectures.map((architecture) => ({
        title: `${NAMES[architecture]}, R = ${targetRank(architecture)}`,
        data: settings.times.flatMap((times) => [
          line(architecture, times, "ratios"),
          line(architecture, times, "control"),
        ]),
      })),
      sameY: true,
      xaxis: axis("samples beyond R"),
      yaxis: lossAxis("ratio of test errors"),
    }),
    width: 1000,
    height: 430,
  });
}

/** Empirical sample sizes over the number of parameters, with those of random features. */
export function sizesByParameters(
  cells: readonly WidthCell[],
  { settings, results }: RunsOf<typeof randomFeatures>,
): Figure {
  const networks = ARCHITECTURES.flatMap((architecture) => {
    const widths = widthsOf(cells, architecture), color = COLOURS[architecture], name = NAMES[architecture];
    const x = widths.map((times) => networkOf(architecture, times).parameterCount);
    const all = widths.map((times) => cellsAt(cells, architecture, times).map(sampleSizeOf));
    const seeds = dots({
      name: `${name}, seeds`,
      x: all.flatMap((sizes, i) => sizes.map(() => x[i])),
      y: all.flat(),
      color,
      attributes: { showlegend: false },
    });
    const theory = x.map(() => targetRank(architecture));
    return [
      seeds,
      curve({ name, x, y: all.map((sizes) => median(sizes)), color }),
      curve({ name: `R = ${theory[0]}`, x, y: theory, color, style: "dot" }),
    ];
  });
  const linear = settings.counts.map((count, i) =>
    median(results.map((curves) => curves[i].recovered ?? count))
  );
  return figure({
    title: "Samples needed from a tiny start, by the number of parameters (dots: seeds, lines: median)",
    data: [
      ...networks,
      curve({
        name: "linear: random features",
        x: settings.counts,
        y: linear,
        color: OKABE_ITO.black,
        style: "dash",
      }),
    ],
    layout: {
      xaxis: logAxis("number of parameters M"),
      yaxis: logAxis("samples needed", { tickvals: [5, 7, 10, 15, 21, 30, 50, 100, 200] }),
    },
    width: 820,
    height: 460,
  });
}

/** Test error against training error of all runs of the grid, which tells trapped from overfitting ones. */
export function fitsAndErrors(cells: readonly WidthCell[]): Figure {
  const shown = (error: number | null) => Math.max(1e-20, error ?? NaN);
  return figure({
    title: "Trapped or overfitting? Every training of the grid",
    data: ARCHITECTURES.map((architecture) => {
      const all = widthsOf(cells, architecture).flatMap((times) => cellsAt(cells, architecture, times));
      return dots({
        name: NAMES[architecture],
        x: all.flatMap(({ train }) => train.map(shown)),
        y: all.flatMap(({ test }) => test.map(shown)),
        color: COLOURS[architecture],
        size: 4,
      });
    }),
    layout: {
      xaxis: lossAxis("training error"),
      yaxis: lossAxis("test error"),
      shapes: [verticalLine(TRAPPED)],
    },
    width: 720,
    height: 430,
  });
}
