/** What is kept of trainings on growing numbers of samples. */
import type { DescentRun, DifferentiableModel } from "../../lib/identifiability/mod.ts";
import { empiricalSampleSize } from "../../lib/identifiability/mod.ts";
import { meanSquaredError, type Samples, smallStart } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { median } from "../../lib/stats/mod.ts";

/** Arithmetic of most experiments: loops over typed arrays. */
export const ON_HOST = { precision: "float64", engine: "host" } as const;

/** Errors, `null` if a run diverged. */
export type Errors = (number | null)[];

/** Curves by the number of samples. */
export type Recovery = ReturnType<typeof recoveryOf>;

/** The curves of runs, one for each number of samples. */
export function recoveryOf(
  model: DifferentiableModel,
  sizes: readonly number[],
  runs: readonly DescentRun[],
  test: Samples,
) {
  const unlessDiverged = (of: (run: DescentRun) => number): Errors =>
    runs.map((run) => run.end === "diverged" ? null : rounded(of(run)));
  return {
    sizes: [...sizes],
    /** Mean squared errors. */
    test: unlessDiverged((run) => meanSquaredError(model, run.parameters, test)),
    train: unlessDiverged((run) => run.loss),
    /** Of gradient descent. */
    steps: runs.map((run) => run.steps),
  };
}

/** Small starts for trainings on the first n of some samples, one for each n. */
export function growingStarts(
  model: DifferentiableModel,
  all: Samples,
  { sizes, sigma }: { sizes: readonly number[]; sigma: number },
  seed: number,
  ...label: (string | number)[]
) {
  return sizes.map((n) => ({
    samples: firstSamples(all, n),
    initial: smallStart(model.parameterCount, sigma, generator(seed, "initial", ...label, n)),
  }));
}

/** The first n of some samples. */
export function firstSamples({ inputs, targets }: Samples, n: number): Samples {
  return { inputs: inputs.slice(0, n * inputs.length / targets.length), targets: targets.slice(0, n) };
}

/** Mean squared error of a linear model with coefficients `[count]` on features `[n, count]`. */
export function linearError(
  coefficients: Float64Array,
  features: Float64Array,
  targets: Float64Array,
): number {
  const count = coefficients.length;
  let sum = 0;
  for (let i = 0; i < targets.length; i++) {
    let residual = -targets[i];
    for (let k = 0; k < count; k++) residual += coefficients[k] * features[i * count + k];
    sum += residual * residual;
  }
  return sum / targets.length;
}

/** Test error at a number of samples; infinite for a run that diverged. */
export function errorAt({ sizes, test }: Pick<Recovery, "sizes" | "test">, size: number): number {
  const at = sizes.indexOf(size);
  if (at < 0) throw new RangeError(`errorAt: no run on ${size} samples, allowed ${sizes}`);
  return test[at] ?? Infinity;
}

/** Medians over seeds, entry by entry; a diverged run counts as the largest number. */
export function medians(seeds: readonly Errors[]): number[] {
  return seeds[0].map((_, i) => median(seeds.map((errors) => errors[i] ?? Number.MAX_VALUE)));
}

/** Empirical sample size of a curve, `null` where the error is above the tolerance at the end. */
export function recoveredFrom(
  { sizes, test }: Pick<Recovery, "sizes" | "test">,
  tolerance: number,
): number | null {
  return empiricalSampleSize({ sizes, errors: test.map((error) => error ?? NaN) }, tolerance);
}

/** A training error above it at the end of a run means that the run is trapped (or was stopped too early). */
export const TRAPPED = 1e-6;

/** The curve without the runs that did not fit their samples. */
export function withoutTrapped(curve: Recovery, trapped = TRAPPED): Recovery {
  const fits = curve.train.map((error) => error !== null && error <= trapped);
  const kept = <T>(values: readonly T[]) => values.filter((_, i) => fits[i]);
  const { sizes, test, train, steps } = curve;
  return { sizes: kept(sizes), test: kept(test), train: kept(train), steps: kept(steps) };
}
