import type { Windows } from "../windows.ts";

/** Rows of queries that the kernel takes at once: 4 × 4 sums stay in registers. */
const BLOCK = 4;

/**
 * Squared Euclidean distance of two windows, summed over their points in order.
 *
 * @param at start of the first window in `a`
 * @param other start of the second in `b`
 */
export function squaredDistance(
  a: Float64Array,
  at: number,
  b: Float64Array,
  other: number,
  length: number,
): number {
  let sum = 0;
  for (let t = 0; t < length; t++) {
    const difference = a[at + t] - b[other + t];
    sum += difference * difference;
  }
  return sum;
}

/**
 * Squared distances of each query to all reference windows, row by row: memory for 4 rows, whatever the counts.
 *
 * Each is a sum of squared differences over the points in order, the same bits as {@link squaredDistance}, however
 * many queries there are: a score that rests on it cannot depend on its batch.
 *
 * @param visit gets the index of the query and its `reference.count` squared distances, in an array that is used again
 */
export function distanceRows(
  queries: Windows,
  reference: Windows,
  visit: (query: number, squared: Float64Array) => void,
): void {
  const rows = Array.from({ length: BLOCK }, () => new Float64Array(reference.count));
  for (let first = 0; first < queries.count; first += BLOCK) {
    const count = Math.min(BLOCK, queries.count - first);
    if (count === BLOCK) fourRows(queries.values, first * queries.length, reference, rows);
    else {
      for (let r = 0; r < count; r++) {
        oneRow(queries.values, (first + r) * queries.length, reference, rows[r]);
      }
    }
    for (let r = 0; r < count; r++) visit(first + r, rows[r]);
  }
}

/** Squared distances of windows among themselves, `[n, n]`, each pair computed once: the bits of {@link distanceRows}. */
export function ownDistances({ values, count: n, length: d }: Windows): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let first = 0; first < n; first += BLOCK) {
    const rest = { values: values.subarray(first * d), count: n - first, length: d };
    const block = {
      values: rest.values.subarray(0, BLOCK * d),
      count: Math.min(BLOCK, n - first),
      length: d,
    };
    distanceRows(block, rest, (r, squared) => matrix.set(squared, (first + r) * n + first));
    for (let j = first + BLOCK; j < n; j++) {
      for (let r = first; r < first + BLOCK; r++) matrix[j * n + r] = matrix[r * n + j];
    }
  }
  return matrix;
}

function oneRow(values: Float64Array, at: number, reference: Windows, row: Float64Array): void {
  const { length } = reference;
  for (let j = 0; j < reference.count; j++) {
    row[j] = squaredDistance(values, at, reference.values, j * length, length);
  }
}

/** Four queries against two reference windows at a time: eight running sums. */
function fourRows(x: Float64Array, at: number, reference: Windows, rows: readonly Float64Array[]): void {
  const { values: y, count, length: d } = reference, [row0, row1, row2, row3] = rows;
  const x1 = at + d, x2 = x1 + d, x3 = x2 + d, even = count - count % 2;
  for (let j = 0; j < even; j += 2) {
    const p = j * d, q = p + d;
    let s0 = 0, s1 = 0, s2 = 0, s3 = 0, t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    for (let k = 0; k < d; k++) {
      const v = y[p + k], w = y[q + k], a = x[at + k], b = x[x1 + k], c = x[x2 + k], e = x[x3 + k];
      const av = a - v, bv = b - v, cv = c - v, ev = e - v, aw = a - w, bw = b - w, cw = c - w, ew = e - w;
      s0 += av * av;
      s1 += bv * bv;
      s2 += cv * cv;
      s3 += ev * ev;
      t0 += aw * aw;
      t1 += bw * bw;
      t2 += cw * cw;
      t3 += ew * ew;
    }
    row0[j] = s0;
    row1[j] = s1;
    row2[j] = s2;
    row3[j] = s3;
    row0[j + 1] = t0;
    row1[j + 1] = t1;
    row2[j + 1] = t2;
    row3[j + 1] = t3;
  }
  for (let j = even; j < count; j++) {
    row0[j] = squaredDistance(x, at, y, j * d, d);
    row1[j] = squaredDistance(x, x1, y, j * d, d);
    row2[j] = squaredDistance(x, x2, y, j * d, d);
    row3[j] = squaredDistance(x, x3, y, j * d, d);
  }
}
