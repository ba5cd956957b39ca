/** Trainings of the two models of figure 1, which express the same functions of two inputs. */
import { descend, type DescentOptions, finishByLeastSquares } from "../../lib/identifiability/mod.ts";
import { growingStarts, lineModel, recoveryOf, type Samples } from "../../lib/identifiability/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";

/** f_L and f_NL. */
export type LineKind = "linear" | "reparameterised";
/** Coefficients of 1, x₁, x₂. */
export type LineTarget = readonly [number, number, number];

/** Common settings of both experiments on lines. */
export interface LineSettings extends DescentOptions {
  sizes: number[];
  /** Points in [−1, 1]² on which the test error is measured. */
  testPoints: number;
}

/** Samples (1, x₁, x₂) of a target at uniform points. */
function lineSamples(target: LineTarget, seed: number, label: string, count: number): Samples {
  const points = uniformArray(generator(seed, "points", label), 2 * count, -1, 1);
  const inputs = Float64Array.from({ length: 3 * count }, (_, i) => {
    const column = i % 3;
    return column === 0 ? 1 : points[2 * Math.floor(i / 3) + column - 1];
  });
  const targets = Float64Array.from(
    { length: count },
    (_, i) => target.reduce((sum, coefficient, j) => sum + coefficient * inputs[3 * i + j], 0),
  );
  return { inputs, targets };
}

/** |x₁ − x₁′| of the first two training points of a seed: if they are close, the straight parameters learn slowly. */
export function distanceOfFirstTwo(sizes: readonly number[], seed: number): number {
  const { inputs } = lineSamples([1, 0, 0], seed, "training", largest(sizes));
  return Math.abs(inputs[1] - inputs[4]);
}

/**
 * Curves of one model and target on growing numbers of samples, of which the smaller sets are parts of the larger ones:
 * of gradient descent as in the paper, and of the same runs carried to their end by Levenberg–Marquardt.
 */
export async function lineRecovery(
  settings: LineSettings,
  kind: LineKind,
  target: LineTarget,
  sigma: number,
  seed: number,
) {
  const { sizes, testPoints } = settings, model = lineModel(kind);
  const all = lineSamples(target, seed, "training", largest(sizes));
  const starts = growingStarts(model, all, { sizes, sigma }, seed, kind);
  const test = lineSamples(target, seed, "test", testPoints), runs = descend(model, starts, settings);
  const end = { stopBelow: 1e-24, maxIterations: 100 };
  const finished = await Promise.all(
    runs.map((run, i) =>
      run.end === "diverged" ? run : finishByLeastSquares(model, starts[i].samples, run.parameters, end)
    ),
  );
  return {
    descent: recoveryOf(model, sizes, runs, test),
    finished: recoveryOf(model, sizes, finished, test),
  };
}
