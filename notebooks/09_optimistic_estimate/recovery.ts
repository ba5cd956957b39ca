/** What is kept of trainings on growing numbers of samples. */
import {
  type DescentRun,
  type DifferentiableModel,
  empiricalSampleSize,
  meanSquaredError,
  type Samples,
} from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";

/** Errors by the number of samples; `null` where a run diverged. */
export interface Recovery {
  sizes: number[];
  /** Mean squared test error. */
  test: (number | null)[];
  /** Mean squared training error. */
  train: (number | null)[];
  /** Steps of gradient descent. */
  steps: number[];
}

/** The curves of runs, one for each number of samples. */
export function recoveryOf(
  model: DifferentiableModel,
  sizes: readonly number[],
  runs: readonly DescentRun[],
  test: Samples,
): Recovery {
  return {
    sizes: [...sizes],
    test: runs.map((run) =>
      run.end === "diverged" ? null : rounded(meanSquaredError(model, run.parameters, test))
    ),
    train: runs.map((run) => run.end === "diverged" ? null : rounded(run.loss)),
    steps: runs.map((run) => run.steps),
  };
}

/** Test error at a number of samples; infinite for a run that diverged. */
export function errorAt({ sizes, test }: Recovery, size: number): number {
  const at = sizes.indexOf(size);
  if (at < 0) throw new RangeError(`errorAt: no run on ${size} samples, allowed ${sizes}`);
  return test[at] ?? Infinity;
}

/** Empirical sample size of a curve, `null` where the error is above the tolerance at the end. */
export function recoveredFrom({ sizes, test }: Recovery, tolerance: number): number | null {
  return empiricalSampleSize({ sizes, errors: test.map((error) => error ?? NaN) }, tolerance);
}

/** A training error above it at the end of a run means that the run is trapped (or was stopped too early). */
export const TRAPPED = 1e-6;

/** The curve without the runs that did not fit their samples. */
export function withoutTrapped(curve: Recovery, trapped = TRAPPED): Recovery {
  const fits = curve.train.map((error) => error !== null && error <= trapped);
  const kept = <T>(values: readonly T[]) => values.filter((_, i) => fits[i]);
  return {
    sizes: kept(curve.sizes),
    test: kept(curve.test),
    train: kept(curve.train),
    steps: kept(curve.steps),
  };
}
