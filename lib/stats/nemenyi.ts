import { requireInteger } from "../checks.ts";
import { normalDistribution } from "./error_function.ts";

/** The probability that the range of k standard normal numbers is below q, by Simpson's rule. */
function rangeDistribution(q: number, k: number): number {
  const from = -8, to = 8 + q, parts = 2 * Math.ceil((to - from) * 40), h = (to - from) / parts;
  let sum = 0;
  for (let i = 0; i <= parts; i++) {
    const z = from + i * h, weight = i === 0 || i === parts ? 1 : i % 2 === 0 ? 2 : 4;
    const density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    sum += weight * density * (normalDistribution(z) - normalDistribution(z - q)) ** (k - 1);
  }
  return k * sum * h / 3;
}

/**
 * Computes Nemenyi's critical difference q_α √(k(k+1)/6N): mean ranks further apart differ at level α (Demšar 2006).
 *
 * q_α is the quantile of the studentised range with infinite degrees of freedom over √2.
 *
 * @param treatments k, 2 or more
 * @param blocks N, 1 or more
 * @param alpha level in (0, 1); 0.05 by default
 * @throws {RangeError} for counts that are too small, or a level outside (0, 1)
 */
export function nemenyiCriticalDifference(treatments: number, blocks: number, alpha = 0.05): number {
  requireInteger("nemenyiCriticalDifference", "treatments", treatments, 2);
  requireInteger("nemenyiCriticalDifference", "blocks", blocks);
  if (!(alpha > 0 && alpha < 1)) {
    throw new RangeError(`nemenyiCriticalDifference: alpha must lie in (0, 1), got ${alpha}`);
  }
  let low = 0, high = 20;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (rangeDistribution(middle, treatments) < 1 - alpha) low = middle;
    else high = middle;
  }
  return low / Math.SQRT2 * Math.sqrt(treatments * (treatments + 1) / (6 * blocks));
}
