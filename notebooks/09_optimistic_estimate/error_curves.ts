/** Test errors by the number of samples. */
import type { RunsOf } from "../../lib/experiments/mod.ts";
import { axis, CURVE_COLOURS, errorCurves, type ErrorPanel, type Figure } from "../../lib/figure/mod.ts";
import { logAxis, OKABE_ITO, REFERENCE } from "../../lib/figure/mod.ts";
import { Matrix } from "ml-matrix";
import type { Architecture } from "../../lib/identifiability/mod.ts";
import type * as study from "./experiments.ts";
import { networkOf, targetRank } from "./convolution_target.ts";
import { NAMES } from "./readings.ts";
import { optimisticEntries, type TargetMatrix } from "./target_matrices.ts";

/** E5 and E7: test error by the number of points; dotted the free parameters of the target. */
export function dropoutErrors(
  three: RunsOf<typeof study.dropoutThreeSteps>,
  large: RunsOf<typeof study.dropoutThreeSteps>,
): Figure {
  const panel = (
    { settings: { sizes }, results }: typeof three,
    title: string,
    rank: number,
  ): ErrorPanel => ({
    title,
    sizes,
    rank,
    groups: [
      { name: "with dropout", curves: results.map((run) => run.dropout.test), color: OKABE_ITO.vermillion },
      { name: "without", curves: results.map((run) => run.plain.test), color: OKABE_ITO.blue },
    ],
  });
  return errorCurves("Test error with and without dropout (dots: seeds, lines: median; dotted: R)", [
    panel(three, "three steps, 300 neurons", 9),
    panel(large, "two steps, 1,000 neurons, large start", 6),
  ]);
}

/** X7: other ways to favour low rank, for some of the matrices. */
export function biasCurves({ settings, results }: RunsOf<typeof study.otherBiases>): Figure {
  const ways = { plain: "σ = 0.1", decayed: "weight decay, then none", nuclear: "least nuclear norm" };
  return errorCurves(
    "From a large start: test error (dots: seeds, lines: median; dotted: R)",
    ["NB1", "NB2", "NB3"].map((name) => ({
      title: name,
      sizes: settings.sizes,
      rank: optimisticEntries(name),
      groups: (["plain", "decayed", "nuclear"] as const).map((way, i) => ({
        name: ways[way],
        curves: results.map((run) =>
          run[settings.matrices.indexOf(name)][way].map((error) =>
            error === null ? null : Math.max(1e-20, error)
          )
        ),
        color: CURVE_COLOURS[i],
      })),
    })),
    { x: axis("number of entries n") },
  );
}

/** C9: diagonal networks by depth. */
export function depthCurves({ settings: { inputs, sparsity }, results }: RunsOf<typeof study.depth>): Figure {
  const panel = (of: "sparse" | "dense", k: number): ErrorPanel => ({
    title: `${k} of ${inputs} coefficients`,
    sizes: results[0][of][0].sizes,
    groups: results[0][of].map(({ depth }, i) => ({
      name: depth === 1 ? "linear" : `L = ${depth}`,
      curves: results.map((run) => run[of][i].test.map((error) => error === null ? null : error / k)),
      color: depth === 1 ? OKABE_ITO.black : CURVE_COLOURS[i - 1],
    })),
  });
  return errorCurves(
    "Depth and sparse targets: test error of diagonal networks (dots: seeds, lines: median)",
    [panel("sparse", sparsity), panel("dense", inputs)],
    { y: "test error / mean square of target" },
  );
}

/** C6: test error over that at the start, by samples beyond the optimistic size. */
export function optimisticRatios({ settings, results }: RunsOf<typeof study.optimisticStart>): Figure {
  const of = (architecture: Architecture, times: number, part: "ratios" | "control") => ({
    name: `${times}×, ${part === "ratios" ? "near the best point" : "random start"}`,
    curves: results.flatMap((run) =>
      run.filter((one) => one.architecture === architecture && one.times === times).map((one) =>
        one[part].map((ratio) => ratio === null ? null : Math.max(1e-16, ratio))
      )
    ),
    color: CURVE_COLOURS[settings.times.indexOf(times)],
    style: part === "ratios" ? "solid" : "dot",
    dots: false as const,
  });
  return errorCurves(
    "Near the best point: test error after the fit over that before (median)",
    settings.architectures.map((one) => ({
      title: `${NAMES[one]}, R = ${targetRank(one)}`,
      sizes: settings.beyond,
      rank: 0,
      groups: settings.times.flatMap((times) => [of(one, times, "ratios"), of(one, times, "control")]),
    })),
    { x: axis("samples beyond R"), y: "ratio of test errors", height: 430 },
  );
}

/** X3: excess error by the number of noisy samples. */
export function noiseCurves(
  { settings: { times, noises, sizes }, results }: RunsOf<typeof study.labelNoise>,
): Figure {
  const R = targetRank("convolution"), dots = false as const;
  const guide = (letter: "R" | "M", count: number, s: number) => ({
    name: `s²${letter}/n`,
    curves: [sizes.map((n) => s * s * count / n)],
    color: REFERENCE,
    style: letter === "R" ? "dot" : "dash",
    dots,
  });
  return errorCurves(
    "Noise s on the targets: median test error (grey: s²R/n and s²M/n)",
    times.map((wide, t) => {
      const M = networkOf("convolution", wide).parameterCount;
      const line = (of: "network" | "linear", k: number) => ({
        name: `${of === "network" ? "network" : "linear model"}, s = ${noises[k]}`,
        curves: results.map((run) => run[of][t][k]),
        color: CURVE_COLOURS[k],
        style: of === "network" ? "solid" : "dot",
        dots,
      });
      return {
        title: `width ${wide}×, M = ${M}, R = ${R}`,
        sizes,
        groups: noises.flatMap((s, k) => [
          guide("R", R, s),
          ...(M === R ? [] : [guide("M", M, s)]),
          line("network", k),
          line("linear", k),
        ]),
      };
    }),
    { x: logAxis("number of samples n", { tickvals: [5, 7, 10, 21, 50, 100, 200] }), height: 450 },
  );
}

/** A 4 × 4 matrix from its entries, row by row. */
export function square(entries: ArrayLike<number>): Matrix {
  return Matrix.from1DArray(4, 4, Array.from(entries));
}

/** The live cell's figure: the error that a training on n entries of a matrix leaves, n = 1 … 16. */
export function stepFigure({ name, rank }: TargetMatrix, train: (n: number) => number): Figure {
  const sizes = Array.from({ length: 16 }, (_, i) => i + 1), R = optimisticEntries(name);
  return errorCurves(`Error of all 16 entries after training on n of them (dotted: R = ${R})`, [
    {
      title: `${name}, rank ${rank}`,
      sizes,
      rank: R,
      groups: [{ name: "this start", curves: [sizes.map(train)] }],
    },
  ]);
}
