import type { Generator } from "../../random/mod.ts";

/** A binary tree of random cuts, as arrays over its nodes; node 0 is the root. */
export interface IsolationTree {
  /** coordinate that is compared */
  readonly feature: ArrayLike<number>;
  /** to the left where the coordinate is ≤ this */
  readonly threshold: ArrayLike<number>;
  /** index of the left child, below 0 for a leaf */
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  /** windows of the sample that came to the node */
  readonly samples: ArrayLike<number>;
}

/**
 * Grows a tree: random coordinates that vary in the node, thresholds uniform between their extremes, to a depth of
 * ⌈log₂ of the sample⌉.
 *
 * @param values rows of `d` numbers
 * @param rows the sample, as row numbers
 */
export function grownTree(
  values: Float32Array | Float64Array,
  d: number,
  rows: Int32Array,
  random: Generator,
): IsolationTree {
  const feature: number[] = [], threshold: number[] = [], left: number[] = [], right: number[] = [];
  const samples: number[] = [], deepest = Math.ceil(Math.log2(rows.length));
  const grow = (part: Int32Array, depth: number): number => {
    const node = feature.length,
      cut = depth < deepest && part.length > 1 ? randomCut(values, d, part, random) : null;
    feature.push(cut?.feature ?? -2);
    threshold.push(cut?.threshold ?? -2);
    left.push(-1);
    right.push(-1);
    samples.push(part.length);
    if (!cut) return node;
    left[node] = grow(part.filter((row) => values[row * d + cut.feature] <= cut.threshold), depth + 1);
    right[node] = grow(part.filter((row) => values[row * d + cut.feature] > cut.threshold), depth + 1);
    return node;
  };
  grow(rows, 0);
  return {
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    samples: Int32Array.from(samples),
  };
}

/** A cut that parts the rows; `null` where they are all equal. */
function randomCut(values: Float32Array | Float64Array, d: number, rows: Int32Array, random: Generator) {
  const order = Int32Array.from({ length: d }, (_, j) => j);
  for (let tried = 0; tried < d; tried++) {
    const at = tried + random.integer(d - tried), feature = order[at];
    order[at] = order[tried];
    let low = Infinity, high = -Infinity;
    for (const row of rows) {
      const value = values[row * d + feature];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low === high) continue;
    const threshold = low + random.uniform() * (high - low);
    return { feature, threshold: threshold < high ? threshold : low };
  }
  return null;
}

/** The path of a row through a tree. */
export interface TreePath {
  /** edges, and the mean path below a leaf of several windows */
  readonly length: number;
  /** Σ |x − threshold| over the cuts along the path */
  readonly gaps: number;
  /** cuts along the path whose value differs from the row's */
  readonly cuts: number;
}

/**
 * Follows a row to its leaf.
 *
 * @param rounded single-precision values, which are compared
 * @param values the same in double precision, for the gaps
 * @param at start of the row in both
 */
export function pathOf(
  tree: IsolationTree,
  rounded: Float32Array,
  values: Float64Array,
  at: number,
): TreePath {
  const { feature, threshold, left, right, samples } = tree;
  let node = 0, depth = 0, gaps = 0, cuts = 0;
  for (; left[node] >= 0; depth++) {
    const gap = Math.abs(values[at + feature[node]] - threshold[node]);
    if (gap > 0) cuts++;
    gaps += gap;
    node = rounded[at + feature[node]] <= threshold[node] ? left[node] : right[node];
  }
  return { length: depth + averagePathLength(samples[node]), gaps, cuts };
}

/** c(n), the mean path length of an unsuccessful search in a binary tree of n: 0 for 1, 1 for 2. */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER) - 2 * (n - 1) / n;
}

const EULER = 0.5772156649015329;
