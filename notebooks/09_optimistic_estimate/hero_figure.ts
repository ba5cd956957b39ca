/**
 * The paper in one figure: samples needed from a tiny start against the optimistic sample size, of every target here.
 */
import * as fig from "../../lib/figure/mod.ts";
import { caseRuns, runs } from "../../lib/experiments/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import { networkOf, targetRank } from "./convolution_target.ts";
import depth from "./depth.ts";
import matrixCompletion from "./matrix_completion.ts";
import * as read from "./readings.ts";
import { recoveredFrom } from "../../lib/identifiability/mod.ts";
import reparameterisation, { LINE_TARGETS } from "./reparameterisation.ts";
import { MATRICES, optimisticEntries } from "./target_matrices.ts";
import widthGrid from "./width_grid.ts";

/** A target in one model: R, numbers of samples that the seeds needed, M. */
type Place = [R: number, needed: number[], M: number];

/** All targets by kind, from stored results. */
async function places(): Promise<Record<string, Place[]>> {
  const stored = { profile: "full" as const, say: () => {} };
  const lines = await runs(reparameterisation, stored), deep = await runs(depth, stored);
  const matrices = await runs(matrixCompletion, stored),
    { stored: cells } = await caseRuns(widthGrid, () => {});
  return {
    "lines (E1)": (["linear", "reparameterised"] as const).flatMap((kind) =>
      LINE_TARGETS.map(({ rank }, i): Place => {
        const needed = lines.results.map((run) =>
          recoveredFrom(run[kind][i].descent, read.LINE_TOLERANCE) ?? 4
        );
        return [rank[kind], needed, kind === "linear" ? 3 : 4];
      })
    ),
    "4 × 4 matrices, nested order (E2)": MATRICES.map(({ name }) => {
      const needed = matrices.results.map((run) => read.matrixSize(matrices.settings, run, name) ?? 17);
      return [optimisticEntries(name), needed, 32];
    }),
    "networks, 1× to 100× as wide (E4)": read.ARCHITECTURES.flatMap((one) =>
      read.widthsOf(cells, one).map((times): Place => {
        const needed = read.cellsAt(cells, one, times).map(read.sampleSizeOf);
        return [targetRank(one), needed, networkOf(one, times).parameterCount];
      })
    ),
    "diagonal networks, L = 2, 3, 4 (C9)": (["sparse", "dense"] as const).flatMap((of) =>
      deep.results[0][of].slice(1).map(({ depth, formula }, i): Place => {
        const needed = deep.results.map((run) => read.deepSizes(deep.settings, run, of)[i]);
        return [formula, needed, depth * deep.settings.inputs];
      })
    ),
  };
}

/** Median n* of every target over R, next to its number of parameters. */
export async function heroFigure(): Promise<fig.Figure> {
  const kinds = Object.entries(await places()), all = kinds.flatMap(([, own]) => own);
  const colours = [fig.OKABE_ITO.orange, fig.OKABE_ITO.blue, fig.OKABE_ITO.green, fig.OKABE_ITO.vermillion];
  return fig.figure({
    title: "Samples needed from a tiny start, and what theory says (median over seeds)",
    data: [
      fig.dots({
        name: "number of parameters M",
        x: all.map(([R]) => R),
        y: all.map(([, , M]) => M),
        color: fig.REFERENCE,
        style: "line-ew-open",
        size: 10,
      }),
      fig.curve({ name: "theory: n = R", x: [2, 24], y: [2, 24], color: fig.REFERENCE, style: "dot" }),
      ...kinds.map(([name, own], k) =>
        fig.dots({
          name,
          // Next to each other if they share R.
          x: own.map(([R], i) => R * (1 + 0.012 * (i % 5 - 2))),
          y: own.map(([, needed]) => median(needed)),
          color: colours[k],
          size: 8,
          attributes: { opacity: 0.8 },
        })
      ),
    ],
    layout: {
      xaxis: fig.logAxis("optimistic sample size R", { tickvals: [2, 3, 5, 7, 12, 15, 21] }),
      yaxis: fig.logAxis("number of samples", {
        tickvals: [2, 3, 5, 7, 12, 21, 50, 100, 200, 500, 1000, 2000],
      }),
    },
    width: 820,
    height: 480,
  });
}
