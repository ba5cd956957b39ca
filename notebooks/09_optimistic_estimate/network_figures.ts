/** Figures on networks: ranks, starts near the best point, widths. */
import type { RunsOf } from "../../lib/experiments/mod.ts";
import * as fig from "../../lib/figure/mod.ts";
import { type Architecture, maxModelRank, optimisticSampleSize } from "../../lib/identifiability/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import type * as study from "./experiments.ts";
import { networkOf, targetRank, targetSpec } from "./convolution_target.ts";
import * as read from "./readings.ts";
import { TRAPPED } from "./readings.ts";

const COLOURS: Readonly<Record<Architecture, string>> = {
  convolution: fig.OKABE_ITO.green,
  local: fig.OKABE_ITO.orange,
  dense: fig.OKABE_ITO.blue,
};
const MARKED = { mode: "lines+markers" };

/** Optimistic sample size of one kernel of 3 × 3 on pictures of 28 × 28, without bias. */
export function pictureSize(kind: Architecture): number {
  const targetWidth = kind === "dense" ? 26 * 26 : 1;
  return optimisticSampleSize({ kind, inputs: [28, 28], kernel: [3, 3], targetWidth, bias: false });
}

/** R and M by width, and the numbers for pictures. */
export function ranksByWidth(times: readonly number[]): fig.Figure {
  const parameters = (kind: Architecture, width: number) =>
    maxModelRank(targetSpec(kind), width * targetSpec(kind).targetWidth);
  const byWidth = read.ARCHITECTURES.flatMap((kind) => {
    const name = read.NAMES[kind], color = COLOURS[kind], rank = targetRank(kind);
    const counts = times.map((width) => parameters(kind, width));
    return [
      fig.curve({ name: `${name}: R`, x: times, y: times.map(() => rank), color }),
      fig.curve({ name: `${name}: M`, x: times, y: counts, color, style: "dot" }),
    ];
  });
  const pictures = {
    type: "bar",
    name: "R",
    x: read.ARCHITECTURES.map((kind) => read.NAMES[kind]),
    y: read.ARCHITECTURES.map(pictureSize),
    text: read.ARCHITECTURES.map((kind) => pictureSize(kind).toLocaleString("en-US")),
    textposition: "outside",
    marker: { color: read.ARCHITECTURES.map((kind) => COLOURS[kind]) },
    showlegend: false,
  };
  return fig.panelFigure({
    title: "Free in width, costly in connection: the optimistic sample size by formula",
    panels: [
      {
        title: "five inputs, one kernel of length 3",
        data: byWidth,
        xaxis: fig.logAxis("width over that of the target"),
        yaxis: fig.logAxis("samples"),
      },
      {
        title: "pictures of 28 × 28, a kernel of 3 × 3",
        data: [pictures],
        xaxis: fig.axis("architecture", { type: "category" }),
        yaxis: fig.logAxis("R, samples", { range: [2, 6.5] }),
      },
    ],
    width: 960,
    height: 430,
  });
}

/** Singular values of the Jacobian at a condensed and at a random point. */
export function rankSpectra({ results }: RunsOf<typeof study.exactRanks>): fig.Figure {
  const floor = 1e-17, x = results[0].spectra.null.map((_, k) => k + 1);
  const lines = (of: "null" | "random", name: string, color: string) =>
    fig.curvesBySeed({
      x,
      curves: results.map(({ spectra }) => spectra[of].map((value) => Math.max(floor, value ?? floor))),
      name,
      color,
      attributes: { ...MARKED, marker: { size: 4 } },
    });
  return fig.figure({
    title: "A convolution of three kernels: directions in which its parameters change the function",
    data: [
      ...lines("null", "at a target of one kernel", fig.OKABE_ITO.vermillion),
      ...lines("random", "at random parameters", fig.OKABE_ITO.blue),
    ],
    layout: {
      xaxis: fig.axis("index of the singular value"),
      yaxis: fig.logAxis("singular value over the largest"),
      shapes: [fig.verticalLine(targetRank("convolution") + 0.5)],
    },
    width: 720,
    height: 400,
  });
}

/** Empirical sample sizes over the number of parameters, with those of random features. */
export function sizesByParameters(
  cells: readonly read.WidthCell[],
  { settings, results }: RunsOf<typeof study.randomFeatures>,
): fig.Figure {
  const networks = read.ARCHITECTURES.flatMap((architecture) => {
    const widths = read.widthsOf(cells, architecture),
      color = COLOURS[architecture],
      name = read.NAMES[architecture];
    const x = widths.map((times) => networkOf(architecture, times).parameterCount);
    const all = widths.map((times) => read.cellsAt(cells, architecture, times).map(read.sampleSizeOf));
    const seeds = fig.dots({
      name: `${name}, seeds`,
      x: all.flatMap((sizes, i) => sizes.map(() => x[i])),
      y: all.flat(),
      color,
      attributes: { showlegend: false },
    });
    const theory = x.map(() => targetRank(architecture));
    return [
      seeds,
      fig.curve({ name, x, y: all.map((sizes) => median(sizes)), color }),
      fig.curve({ name: `R = ${theory[0]}`, x, y: theory, color, style: "dot" }),
    ];
  });
  const linear = settings.counts.map((count, i) =>
    median(results.map((curves) => curves[i].recovered ?? count))
  );
  return fig.figure({
    title: "Samples needed from a tiny start, by the number of parameters (dots: seeds, lines: median)",
    data: [
      ...networks,
      fig.curve({
        name: "linear: random features",
        x: settings.counts,
        y: linear,
        color: fig.OKABE_ITO.black,
        style: "dash",
      }),
    ],
    layout: {
      xaxis: fig.logAxis("number of parameters M"),
      yaxis: fig.logAxis("samples needed", { tickvals: [5, 7, 10, 15, 21, 30, 50, 100, 200] }),
    },
    width: 820,
    height: 460,
  });
}

/** Test error against training error of all runs of the grid, which distinguishes trapped from overfitting ones. */
export function fitsAndErrors(cells: readonly read.WidthCell[]): fig.Figure {
  const shown = (error: number | null) => Math.max(1e-20, error ?? NaN);
  return fig.figure({
    title: "Trapped or overfitting? Every training of the grid",
    data: read.ARCHITECTURES.map((architecture) => {
      const all = read.widthsOf(cells, architecture).flatMap((times) =>
        read.cellsAt(cells, architecture, times)
      );
      return fig.dots({
        name: read.NAMES[architecture],
        x: all.flatMap(({ train }) => train.map(shown)),
        y: all.flatMap(({ test }) => test.map(shown)),
        color: COLOURS[architecture],
        size: 4,
      });
    }),
    layout: {
      xaxis: fig.lossAxis("training error"),
      yaxis: fig.lossAxis("test error"),
      shapes: [fig.verticalLine(TRAPPED)],
    },
    width: 720,
    height: 430,
  });
}
