import { type Cholesky, cholesky, choleskyQuadratic } from "../../linalg/mod.ts";
import { generator, permutation } from "../../random/mod.ts";
import type { Windows } from "../windows.ts";

/** Windows above which the first steps are made on parts of about this many (Rousseeuw and Van Driessen 1999). */
const PART = 300;
/** Starts that go on from the parts to all windows, and concentration steps of each start before that. */
const KEPT = 10, FIRST_STEPS = 2, LAST_STEPS = 30;

/** Location and scatter of some windows. */
export interface Scatter {
  readonly mean: Float64Array;
  readonly covariance: Cholesky;
}

/**
 * The `support` windows whose covariance has the smallest determinant, by FAST-MCD: concentration steps, each of which
 * takes the windows nearest to the mean in the metric of the covariance of the last ones.
 *
 * @param starts random subsets to begin from
 * @returns their indices, rising
 * @throws {RangeError} where the chosen windows lie in a plane, so that the determinant is 0
 */
export function fastMcd(windows: Windows, support: number, starts: number, seed: number): Int32Array {
  const { count: n, values, length: d } = windows, random = generator(seed, "MCD");
  const parts = Math.max(1, Math.floor(n / PART)), order = permutation(random, n);
  let best: { scatter: Scatter; rows: Int32Array }[] = [];
  for (let p = 0; p < parts; p++) {
    const rows = order.slice(Math.floor(p * n / parts), Math.floor((p + 1) * n / parts));
    const part = new Float64Array(rows.length * d);
    rows.forEach((row, i) => part.set(values.subarray(row * d, (row + 1) * d), i * d));
    const piece = { values: part, count: rows.length, length: d };
    const size = Math.max(d + 1, Math.ceil(rows.length * support / n)), found: typeof best = [];
    for (let s = 0; s < Math.ceil(starts / parts); s++) {
      const begin = permutation(random, rows.length).slice(0, size);
      found.push(concentrated(piece, scatterOf(piece, begin), size, FIRST_STEPS));
    }
    best = best.concat(lowest(found, KEPT));
  }
  best = lowest(best.map(({ scatter }) => concentrated(windows, scatter, support, FIRST_STEPS)), KEPT);
  const ends = best.map(({ scatter }) => concentrated(windows, scatter, support, LAST_STEPS));
  return lowest(ends, 1)[0].rows.sort();
}

/** Mean and covariance (divisor: their number) of some windows, factored. */
export function scatterOf({ values, length: d }: Windows, rows: Int32Array): Scatter {
  const mean = new Float64Array(d), covariance = new Float64Array(d * d), h = rows.length;
  for (const row of rows) for (let j = 0; j < d; j++) mean[j] += values[row * d + j];
  for (let j = 0; j < d; j++) mean[j] /= h;
  const away = new Float64Array(d * h);
  for (let r = 0; r < h; r++) for (let j = 0; j < d; j++) away[j * h + r] = values[rows[r] * d + j] - mean[j];
  for (let j = 0; j < d; j++) {
    for (let k = 0; k <= j; k++) {
      let even = 0, odd = 0;
      for (let r = 0, a = j * h, b = k * h; r < h - 1; r += 2) {
        even += away[a + r] * away[b + r];
        odd += away[a + r + 1] * away[b + r + 1];
      }
      if (h % 2) even += away[j * h + h - 1] * away[k * h + h - 1];
      covariance[j * d + k] = covariance[k * d + j] = (even + odd) / h;
    }
  }
  const factored = cholesky(covariance, d);
  if (factored) return { mean, covariance: factored };
  throw new RangeError(`MCD: ${h} of the standard windows lie in a plane, their covariance has no inverse`);
}

/** Squared Mahalanobis distances of all windows. */
export function mahalanobis(
  { values, count, length: d }: Windows,
  { mean, covariance }: Scatter,
): Float64Array {
  const away = new Float64Array(d), work = new Float64Array(d), out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < d; j++) away[j] = values[i * d + j] - mean[j];
    out[i] = choleskyQuadratic(covariance, away, 0, work);
  }
  return out;
}

function concentrated(windows: Windows, start: Scatter, size: number, steps: number) {
  let scatter = start, rows = nearest(windows, scatter, size);
  for (let step = 0; step < steps; step++) {
    const next = scatterOf(windows, rows), before = scatter.covariance.logDeterminant;
    scatter = next;
    if (step > 0 && !(next.covariance.logDeterminant < before)) break;
    if (step < steps - 1) rows = nearest(windows, scatter, size);
  }
  return { scatter, rows };
}

/** The windows of the smallest distances; of equal ones at the limit the first. */
function nearest(windows: Windows, scatter: Scatter, size: number): Int32Array {
  const distances = mahalanobis(windows, scatter), limit = distances.slice().sort()[size - 1];
  const rows = new Int32Array(size);
  let free = size, taken = 0;
  for (const distance of distances) if (distance < limit) free--;
  for (let i = 0; i < distances.length; i++) {
    if (distances[i] < limit || (distances[i] === limit && free-- > 0)) rows[taken++] = i;
  }
  return rows;
}

function lowest<One extends { scatter: Scatter }>(all: One[], count: number): One[] {
  const value = ({ scatter }: One) => scatter.covariance.logDeterminant;
  return all.sort((a, b) => value(a) - value(b)).slice(0, count);
}
