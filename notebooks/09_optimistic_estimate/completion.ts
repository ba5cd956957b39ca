/** Trainings of AB on some entries of a matrix. */
import {
  descend,
  type DescentOptions,
  type DescentStart,
  entrySamples,
  factorisation,
  samplingPattern,
  smallStart,
} from "../../lib/identifiability/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type Recovery, recoveryOf } from "./recovery.ts";
import { matrixNamed } from "./target_matrices.ts";

/** d */
export const SIZE = 4;
const ALL = Array.from({ length: SIZE * SIZE }, (_, i) => i);

/** How entries are chosen: `cross` starts with rows 0 and 3 and columns 0 and 2. */
export type Pattern = "nested" | "cross" | "random";

/** A set of trainings: one for each number of entries. */
export interface CompletionCase {
  matrix: string;
  pattern: Pattern;
  sigma: number;
  sizes: number[];
  learningRate: number;
}

/** The entries that are seen. */
export function seenEntries(pattern: Pattern, count: number, seed: number): number[] {
  return samplingPattern(pattern, SIZE, count, {
    generator: generator(seed, "entries", count),
    ...(pattern === "cross" ? { rows: [0, 3], columns: [0, 2] } : {}),
  });
}

/** Where the training of a case on so many entries starts. */
export function completionStart(
  { matrix, pattern, sigma }: CompletionCase,
  count: number,
  seed: number,
): DescentStart {
  return {
    samples: entrySamples(matrixNamed(matrix).entries, seenEntries(pattern, count, seed)),
    initial: smallStart(2 * SIZE * SIZE, sigma, generator(seed, "initial", count)),
  };
}

/** All trainings of a case; the test error is that of all entries. */
export function completionRecovery(
  one: CompletionCase,
  options: Omit<DescentOptions, "learningRate">,
  seed: number,
): Recovery {
  const model = factorisation(SIZE), starts = one.sizes.map((count) => completionStart(one, count, seed));
  const runs = descend(model, starts, { ...options, learningRate: one.learningRate });
  return recoveryOf(model, one.sizes, runs, entrySamples(matrixNamed(one.matrix).entries, ALL));
}
