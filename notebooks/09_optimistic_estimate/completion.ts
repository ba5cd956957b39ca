/** Trainings of AB on some entries of a matrix. */
import { descend, type DescentOptions, entrySamples, factorisation } from "../../lib/identifiability/mod.ts";
import { recoveryOf, type Samples, samplingPattern } from "../../lib/identifiability/mod.ts";
import { type SamplingPatternName, smallStart } from "../../lib/identifiability/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { matrixNamed } from "./target_matrices.ts";

/** d */
export const SIZE = 4;
/** AB of two such matrices. */
export const PRODUCT = factorisation(SIZE);

/** A set of trainings: one for each number of entries. */
export interface CompletionCase {
  matrix: string;
  /** Which entries are seen; `cross` starts with rows 0 and 3 and columns 0 and 2. */
  pattern: SamplingPatternName;
  sigma: number;
  sizes: number[];
  learningRate: number;
}

/** The entries that are seen. */
export function seenEntries(pattern: SamplingPatternName, count: number, seed: number): number[] {
  return samplingPattern(pattern, SIZE, count, {
    generator: generator(seed, "entries", count),
    ...(pattern === "cross" ? { rows: [0, 3], columns: [0, 2] } : {}),
  });
}

/** All entries of a matrix, on which the test error is measured. */
export function allEntries(matrix: string): Samples {
  return entrySamples(matrixNamed(matrix).entries, Array.from({ length: SIZE * SIZE }, (_, i) => i));
}

/** A small start on some entries of a matrix. */
export function startOn(matrix: string, seen: number[], sigma: number, seed: number, label: string | number) {
  const samples = entrySamples(matrixNamed(matrix).entries, seen);
  return { samples, initial: smallStart(PRODUCT.parameterCount, sigma, generator(seed, "initial", label)) };
}

/** All trainings of a case. */
export function completionRecovery(
  { matrix, pattern, sigma, sizes, learningRate }: CompletionCase,
  options: Omit<DescentOptions, "learningRate">,
  seed: number,
) {
  const starts = sizes.map((n) => startOn(matrix, seenEntries(pattern, n, seed), sigma, seed, n));
  const runs = descend(PRODUCT, starts, { ...options, learningRate });
  return recoveryOf(PRODUCT, sizes, runs, allEntries(matrix));
}
