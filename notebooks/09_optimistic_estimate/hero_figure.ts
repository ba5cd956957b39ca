/** The paper in one figure: samples needed from a tiny start against the optimistic sample size, of every target here. */
import { curve, dots, type Figure, figure, logAxis, OKABE_ITO, REFERENCE } from "../../lib/figure/mod.ts";
import { caseRuns, runs } from "../../lib/experiments/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import { networkOf, targetRank } from "./convolution_target.ts";
import depth from "./depth.ts";
import matrixCompletion from "./matrix_completion.ts";
import {
  ARCHITECTURES,
  cellsAt,
  depthSampleSize,
  LINE_TOLERANCE,
  matrixSize,
  sampleSizeOf,
  widthsOf,
} from "./readings.ts";
import { recoveredFrom } from "./recovery.ts";
import reparameterisation, { LINE_TARGETS } from "./reparameterisation.ts";
import { MATRICES, optimisticEntries } from "./target_matrices.ts";
import widthGrid from "./width_grid.ts";

/** A target in one model: optimistic sample size, numbers of samples that the seeds needed, number of parameters. */
interface Place {
  R: number;
  needed: number[];
  M: number;
}

/** All targets by kind, from stored results. */
async function places(): Promise<Record<string, Place[]>> {
  const stored = { profile: "full" as const, say: () => {} };
  const lines = await runs(reparameterisation, stored), deep = await runs(depth, stored);
  const matrices = await runs(matrixCompletion, stored),
    { stored: cells } = await caseRuns(widthGrid, () => {});
  return {
    "lines (E1)": (["linear", "reparameterised"] as const).flatMap((kind) =>
      LINE_TARGETS.map(({ rank }, i) => ({
        R: rank[kind],
        needed: lines.results.map((run) => recoveredFrom(run[kind][i].descent, LINE_TOLERANCE) ?? 4),
        M: kind === "linear" ? 3 : 4,
      }))
    ),
    "4 × 4 matrices, nested order (E2)": MATRICES.map(({ name }) => ({
      R: optimisticEntries(name),
      needed: matrices.results.map((run) => matrixSize(matrices.settings, run, name) ?? 17),
      M: 32,
    })),
    "networks, 1× to 100× as wide (E4)": ARCHITECTURES.flatMap((architecture) =>
      widthsOf(cells, architecture).map((times) => ({
        R: targetRank(architecture),
        needed: cellsAt(cells, architecture, times).map(sampleSizeOf),
        M: networkOf(architecture, times).parameterCount,
      }))
    ),
    "diagonal networks, L = 2, 3, 4 (C9)": (["sparse", "dense"] as const).flatMap((of) =>
      [1, 2, 3].map((i) => {
        const { sparsity, inputs } = deep.settings, { depth, formula } = deep.results[0][of][i];
        const coefficients = of === "sparse" ? sparsity : inputs;
        const needed = deep.results.map((run) => depthSampleSize(run[of][i], coefficients));
        return { R: formula, needed, M: depth * inputs };
      })
    ),
  };
}

/** Median n* of every target over R, beside its number of parameters. */
export async function heroFigure(): Promise<Figure> {
  const kinds = Object.entries(await places()), all = kinds.flatMap(([, own]) => own);
  const colours = [OKABE_ITO.orange, OKABE_ITO.blue, OKABE_ITO.green, OKABE_ITO.vermillion];
  return figure({
    title: "Samples needed from a tiny start, and what theory says (median over seeds)",
    data: [
      dots({
        name: "number of parameters M",
        x: all.map(({ R }) => R),
        y: all.map(({ M }) => M),
        color: REFERENCE,
        style: "line-ew-open",
        size: 10,
      }),
      curve({ name: "theory: n = R", x: [2, 24], y: [2, 24], color: REFERENCE, style: "dot" }),
      ...kinds.map(([name, own], k) =>
        dots({
          name,
          // Beside each other where they share R.
          x: own.map(({ R }, i) => R * (1 + 0.012 * (i % 5 - 2))),
          y: own.map(({ needed }) => median(needed)),
          color: colours[k],
          size: 8,
          attributes: { opacity: 0.8 },
        })
      ),
    ],
    layout: {
      xaxis: logAxis("optimistic sample size R", { tickvals: [2, 3, 5, 7, 12, 15, 21] }),
      yaxis: logAxis("number of samples", { tickvals: [2, 3, 5, 7, 12, 21, 50, 100, 200, 500, 1000, 2000] }),
    },
    width: 820,
    height: 480,
  });
}
