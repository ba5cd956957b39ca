import { requireSquare } from "../../checks.ts";

/** Neurons sorted into groups of similar direction. */
export interface CondensationOrder {
  /** n indices of neurons, group after group */
  readonly order: Int32Array;
  /** Size of each group, largest first. */
  readonly groups: readonly number[];
}

/**
 * Orders neurons so that those with similar directions are adjacent and the similarity matrix shows blocks (paper 03,
 * section 2).
 *
 * The algorithm is greedy: the first neuron without a group opens one, and all others without a group whose similarity
 * with it is above the threshold join. The order of groups by descending size is our choice.
 *
 * @param similarity D, `[n, n]`, row-major, from {@linkcode cosineSimilarityMatrix}
 * @param n number of neurons
 * @param threshold 0.7 in the paper's text, 0.4 in the authors' later notebook
 * @throws {RangeError} for a matrix that is not n × n, an entry outside [−1, 1], or a threshold outside [−1, 1)
 */
export function condensationOrder(
  similarity: ArrayLike<number>,
  n: number,
  threshold = 0.7,
): CondensationOrder {
  const where = "condensationOrder";
  requireSquare(where, "the similarity", similarity, n);
  if (!(threshold >= -1 && threshold < 1)) {
    throw new RangeError(`${where}: the threshold must lie in [−1, 1), got ${threshold}`);
  }
  for (let i = 0; i < n * n; i++) {
    if (Math.abs(similarity[i]) > 1) {
      throw new RangeError(`${where}: entry ${i} is ${similarity[i]}, cosines lie in [−1, 1]`);
    }
  }
  const free = new Set(Array.from({ length: n }, (_, i) => i)), groups: number[][] = [];
  for (const first of free) {
    free.delete(first);
    const group = [first, ...[...free].filter((other) => similarity[first * n + other] > threshold)];
    for (const neuron of group) free.delete(neuron);
    groups.push(group);
  }
  groups.sort((a, b) => b.length - a.length);
  return { order: Int32Array.from(groups.flat()), groups: groups.map((group) => group.length) };
}
