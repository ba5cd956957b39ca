/** Trainings on growing numbers of samples: their starts, what is kept of them, and where they recover a target. */
import { rounded } from "../experiments/rounded.ts";
import { generator } from "../random/mod.ts";
import { median } from "../stats/mod.ts";
import type { DescentRun, DescentStart } from "./descend.ts";
import { smallStart } from "./initialisation.ts";
import { type DifferentiableModel, meanSquaredError, type Samples } from "./model.ts";
import { empiricalSampleSize } from "./sample_size.ts";

/** Mean squared errors, one for each number of samples; `null` if a run diverged. */
export type Errors = (number | null)[];

/** Curves by the number of samples. */
export interface Recovery {
  sizes: number[];
  /** Mean squared errors on test and training samples. */
  test: Errors;
  train: Errors;
  /** Of gradient descent. */
  steps: number[];
}

/**
 * The curves of runs, one for each number of samples, rounded to four digits.
 *
 * @throws {RangeError} for another number of runs than of sizes
 */
export function recoveryOf(
  model: DifferentiableModel,
  sizes: readonly number[],
  runs: readonly DescentRun[],
  test: Samples,
): Recovery {
  if (runs.length !== sizes.length) {
    throw new RangeError(`recoveryOf: ${runs.length} runs do not fit ${sizes.length} sizes`);
  }
  const unlessDiverged = (of: (run: DescentRun) => number): Errors =>
    runs.map((run) => run.end === "diverged" ? null : rounded(of(run)));
  return {
    sizes: [...sizes],
    test: unlessDiverged((run) => meanSquaredError(model, run.parameters, test)),
    train: unlessDiverged((run) => run.loss),
    steps: runs.map((run) => run.steps),
  };
}

/** Small starts of standard deviation σ for trainings on the first n of some samples, one for each n. */
export function growingStarts(
  model: DifferentiableModel,
  all: Samples,
  { sizes, sigma }: { readonly sizes: readonly number[]; readonly sigma: number },
  seed: number,
  ...label: (string | number)[]
): DescentStart[] {
  return sizes.map((n) => ({
    samples: firstSamples(all, n),
    initial: smallStart(model.parameterCount, sigma, generator(seed, "initial", ...label, n)),
  }));
}

/**
 * The first n of some samples.
 *
 * @throws {RangeError} for more samples than there are
 */
export function firstSamples({ inputs, targets }: Samples, n: number): Samples {
  if (!(n <= targets.length)) {
    throw new RangeError(`firstSamples: n must be at most ${targets.length}, got ${n}`);
  }
  return { inputs: inputs.slice(0, n * inputs.length / targets.length), targets: targets.slice(0, n) };
}

/**
 * Test error at a number of samples; infinite for a run that diverged.
 *
 * @throws {RangeError} for a number of samples that has no run
 */
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

/** The curve at those sizes whose training error is at most `trapped`: without the runs that did not fit. */
export function withoutTrapped(curve: Recovery, trapped: number): Recovery {
  return entriesOf(curve, curve.train.flatMap((error, i) => error !== null && error <= trapped ? [i] : []));
}

/**
 * One curve of several on different numbers of samples, in ascending order.
 *
 * @throws {RangeError} for a number of samples that occurs twice
 */
export function mergedRecovery(curves: readonly Recovery[]): Recovery {
  const all = <T>(of: (curve: Recovery) => readonly T[]) => curves.flatMap(of);
  const sizes = all((curve) => curve.sizes);
  if (new Set(sizes).size < sizes.length) {
    throw new RangeError(`mergedRecovery: sizes must be different, got ${sizes}`);
  }
  const joined = {
    sizes,
    test: all(({ test }) => test),
    train: all(({ train }) => train),
    steps: all(({ steps }) => steps),
  };
  return entriesOf(joined, sizes.map((_, i) => i).sort((i, j) => sizes[i] - sizes[j]));
}

/** Entries of all curves. */
function entriesOf({ sizes, test, train, steps }: Recovery, which: readonly number[]): Recovery {
  const kept = <T>(values: readonly T[]) => which.map((i) => values[i]);
  return { sizes: kept(sizes), test: kept(test), train: kept(train), steps: kept(steps) };
}
