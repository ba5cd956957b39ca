/** Matrix completion by the nuclear norm, the convex rival of a small start. */
import { requireFinite, requireInteger, requirePositive } from "../checks.ts";
import { hypot } from "../linalg/hypot.ts";
import { jacobiSvd } from "../linalg/jacobi_svd.ts";

/** Threshold of the singular values, as a fraction of the norm of the seen entries. */
const THRESHOLD = 0.1;

/** Settings of {@linkcode leastNuclearNorm}. */
export interface NuclearNormOptions {
  /** Ends when no step changes the matrix by more than this fraction of the seen entries' norm; 1e-10 by default. */
  readonly tolerance?: number;
  /** 20,000 by default. */
  readonly maxIterations?: number;
}

/**
 * The d × d matrix of least nuclear norm (sum of singular values) that has the given entries; row-major `[d · d]`.
 *
 * By the alternating direction method of multipliers: singular values are lowered by a threshold, then the seen entries
 * are restored (Boyd et al. 2011, section 5 and 6.4). Its result has the seen entries exactly.
 *
 * @param entries the matrix, row-major `[d · d]`; only the seen entries are read
 * @param seen row-major indices of the seen entries
 * @throws {RangeError} for no seen entries, indices outside the matrix or given twice, or entries that are not finite
 */
export function leastNuclearNorm(
  entries: ArrayLike<number>,
  seen: readonly number[],
  d: number,
  { tolerance = 1e-10, maxIterations = 20_000 }: NuclearNormOptions = {},
): Float64Array {
  const where = "leastNuclearNorm";
  requireInteger(where, "the size of the matrix", d);
  requireInteger(where, "the number of seen entries", seen.length);
  requireInteger(where, "maxIterations", maxIterations);
  requirePositive(where, "the tolerance", tolerance);
  const bad = seen.find((at, i) => !(Number.isInteger(at) && at >= 0 && at < d * d) || seen.indexOf(at) < i);
  if (bad !== undefined) {
    throw new RangeError(`${where}: entry ${bad}, allowed different indices from 0 to ${d * d - 1}`);
  }
  requireFinite(where, "the seen entries", seen.map((at) => entries[at]));
  const scale = hypot(seen.map((at) => entries[at])), result = new Float64Array(d * d);
  const multipliers = new Float64Array(d * d);
  for (let step = 0; scale > 0 && step < maxIterations; step++) {
    const low = lowered(result.map((value, i) => value - multipliers[i]), d, THRESHOLD * scale);
    const next = low.map((value, i) => value + multipliers[i]);
    for (const at of seen) next[at] = entries[at];
    for (let i = 0; i < d * d; i++) multipliers[i] += low[i] - next[i];
    const change = Math.max(
      hypot(next.map((value, i) => value - result[i])),
      hypot(next.map((value, i) => value - low[i])),
    );
    result.set(next);
    if (change <= tolerance * scale) break;
  }
  return result;
}

/** A matrix whose singular values are lower by a threshold, at least 0. */
function lowered(matrix: Float64Array, d: number, threshold: number): Float64Array {
  const { left, right, values } = jacobiSvd(matrix, d, d), result = new Float64Array(d * d);
  for (let k = 0; k < d && values[k] > threshold; k++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        result[i * d + j] += (values[k] - threshold) * left[i * d + k] * right[j * d + k];
      }
    }
  }
  return result;
}
