import { requireInteger, requirePositive, requireSameLength } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import type { Windows } from "../windows.ts";
import { kMeans } from "./k_means.ts";

/** Where the expectation–maximisation starts: K components. */
export interface GmmStart {
  /** `[K]`, sum 1 */
  readonly weights: ArrayLike<number>;
  /** `[K, d]`, row-major */
  readonly means: ArrayLike<number>;
  /** `[K, d]`, row-major: 1 / variance */
  readonly precisions: ArrayLike<number>;
}

/** Settings of {@link gmm}. */
export interface GmmOptions {
  /** K Gaussians with diagonal covariances */
  readonly components: number;
  /** added to each variance */
  readonly regularisation: number;
  /** the change of the mean log likelihood at which the search ends */
  readonly tolerance: number;
  readonly maximumSteps: number;
  readonly seed: number;
  /** start in place of that by k-means */
  readonly draws?: GmmStart;
}

/** A share of a window that changes no digit of a sum. */
const VANISHING = 1e-40;

interface Mixture {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/**
 * Minus the log density under a mixture of Gaussians with diagonal covariances, fitted by expectation–maximisation
 * from a k-means start; the steps are those of `sklearn.mixture.GaussianMixture`.
 */
export const gmm: DetectorFactory<GmmOptions> = defineDetector<GmmOptions>({
  number: 15,
  name: "GMM",
  family: "statistical",
  seedable: true,
  defaults: { components: 4, regularisation: 1e-6, tolerance: 1e-3, maximumSteps: 100, seed: 0 },
  optional: ["draws"],
  check({ components, regularisation, tolerance, maximumSteps }, where) {
    requireInteger(where, "components", components);
    requirePositive(where, "regularisation", regularisation);
    requirePositive(where, "tolerance", tolerance);
    requireInteger(where, "maximumSteps", maximumSteps);
  },
  fit(standard, options) {
    const { components: K, tolerance, maximumSteps, draws } = options;
    requireInteger("GMM", "components", K, 1, standard.count);
    const shares = new Float64Array(standard.count * K);
    let mixture: Mixture;
    if (draws) mixture = given(draws, K, standard.length);
    else {
      const { labels } = kMeans(standard, K, options.seed);
      labels.forEach((label, i) => shares[i * K + label] = 1);
      mixture = maximised(standard, shares, K, options.regularisation);
    }
    let before = -Infinity;
    for (let step = 0; step < maximumSteps; step++) {
      const bound = -mean(surprises(standard, mixture, shares));
      mixture = maximised(standard, shares, K, options.regularisation);
      if (Math.abs(bound - before) < tolerance) break;
      before = bound;
    }
    return { score: (windows) => surprises(windows, mixture) };
  },
});

function given({ weights, means, precisions }: GmmStart, K: number, d: number): Mixture {
  requireSameLength("GMM", "the given weights", weights.length, "the components", K);
  requireSameLength("GMM", "the given means", means.length, "components × points", K * d);
  requireSameLength("GMM", "the given precisions", precisions.length, "components × points", K * d);
  return {
    weights: Float64Array.from(weights),
    means: Float64Array.from(means),
    variances: Float64Array.from(precisions, (value) => 1 / value),
  };
}

/** −log density of each window; fills `shares`, `[n, K]`, with the components' responsibilities. */
function surprises(windows: Windows, mixture: Mixture, shares?: Float64Array): Float64Array {
  const { values, count, length: d } = windows, { weights, means, variances } = mixture, K = weights.length;
  const precisions = variances.map((variance) => 1 / variance), logs = new Float64Array(K);
  const constants = Float64Array.from(weights, (weight, c) => {
    let sum = d * Math.log(2 * Math.PI);
    for (let t = 0; t < d; t++) sum += Math.log(variances[c * d + t]);
    return Math.log(weight) - sum / 2;
  });
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let most = -Infinity;
    for (let c = 0; c < K; c++) {
      let even = 0, odd = 0;
      const at = i * d, of = c * d;
      for (let t = 0; t < d - 1; t += 2) {
        const away = values[at + t] - means[of + t], other = values[at + t + 1] - means[of + t + 1];
        even += away * away * precisions[of + t];
        odd += other * other * precisions[of + t + 1];
      }
      if (d % 2) even += (values[at + d - 1] - means[of + d - 1]) ** 2 * precisions[of + d - 1];
      logs[c] = constants[c] - (even + odd) / 2;
      if (logs[c] > most) most = logs[c];
    }
    let total = 0;
    for (let c = 0; c < K; c++) total += Math.exp(logs[c] - most);
    const log = most + Math.log(total);
    out[i] = -log;
    if (shares) { for (let c = 0; c < K; c++) shares[i * K + c] = Math.exp(logs[c] - log); }
  }
  return out;
}

/** The mixture of largest likelihood for given responsibilities. */
function maximised(
  { values, count, length: d }: Windows,
  shares: Float64Array,
  K: number,
  least: number,
): Mixture {
  const sizes = new Float64Array(K).fill(10 * Number.EPSILON);
  const means = new Float64Array(K * d), variances = new Float64Array(K * d);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < K; c++) {
      const share = shares[i * K + c];
      if (share < VANISHING) continue;
      sizes[c] += share;
      for (let t = 0; t < d; t++) means[c * d + t] += share * values[i * d + t];
    }
  }
  for (let k = 0; k < K * d; k++) means[k] /= sizes[Math.floor(k / d)];
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < K; c++) {
      const share = shares[i * K + c];
      if (share < VANISHING) continue;
      for (let t = 0; t < d; t++) variances[c * d + t] += share * (values[i * d + t] - means[c * d + t]) ** 2;
    }
  }
  for (let k = 0; k < K * d; k++) variances[k] = variances[k] / sizes[Math.floor(k / d)] + least;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return { weights: sizes.map((size) => size / total), means, variances };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
