import { requireFinite } from "../checks.ts";

/**
 * Computes how many independent draws a Markov chain is worth for its mean: n / (1 + 2 Σ ρ_k), the sum of
 * autocorrelations ended where a pair ρ_{2m} + ρ_{2m+1} is no longer positive (Geyer 1992, initial positive sequence).
 *
 * @param chain at least four finite numbers, not all equal, after burn-in
 * @returns 1 … n
 * @throws {RangeError} if there are fewer, one is not finite, or all are equal
 */
export function effectiveSampleSize(chain: ArrayLike<number>): number {
  requireFinite("effectiveSampleSize", "chain", chain, 4);
  const n = chain.length, values = Float64Array.from(chain);
  const mean = values.reduce((sum, value) => sum + value / n, 0),
    centred = values.map((value) => value - mean);
  const covariance = (lag: number) => {
    let sum = 0;
    for (let i = 0; i + lag < n; i++) sum += centred[i] * centred[i + lag];
    return sum / n;
  };
  const variance = covariance(0);
  if (values.every((value) => value === values[0])) {
    throw new RangeError(`effectiveSampleSize: the chain is constant (${values[0]}), it has no variance`);
  }
  let total = -1;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = (covariance(lag) + covariance(lag + 1)) / variance;
    if (pair <= 0) break;
    total += 2 * pair;
  }
  return Math.max(1, Math.min(n, n / Math.max(total, 1 / n)));
}
