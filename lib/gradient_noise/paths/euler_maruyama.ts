import { generator } from "../../random/mod.ts";
import { dropoutGradientCovariance } from "../gradient_covariance.ts";
import { empiricalLoss, modifiedLoss, modifiedLossHessianVector } from "../losses.ts";
import { pca } from "../../linalg/pca.ts";
import { PathMoments } from "./moments.ts";
import {
  checkedPathOptions,
  driftCorrection,
  type PathOptions,
  type PathStatistics,
} from "./path_options.ts";

/**
 * The equations by Euler–Maruyama, θ ← θ − b dt + √(ε dt) Σ(θ)^{1/2} ξ with normal ξ and the symmetric root of the
 * closed form of Σ: a check of the square-root-free step of {@linkcode simulatePaths}, about a hundred times
 * slower.
 *
 * At ℓ = 1 substep this is not a test of the continuous equation, since one step then has dropout's first two moments
 * by construction.
 *
 * @throws {RangeError} for options out of range, or for the process "dropout", which is not an equation
 */
export function simulateEulerMaruyama(options: PathOptions): PathStatistics {
  const { problem, start, keep, rate, steps, paths, process, seed } = checkedPathOptions(
    "simulateEulerMaruyama",
    options,
  );
  if (process.kind === "dropout") {
    throw new RangeError('simulateEulerMaruyama: "dropout" is no equation, allowed are "sme" and "naive"');
  }
  const stream = generator(seed, "paths", "Euler–Maruyama"), moments = new PathMoments(steps + 1);
  const dt = rate / process.substeps, P = start.length, correction = driftCorrection(process, rate);
  for (let path = 0; path < paths; path++) {
    const theta = Float64Array.from(start);
    moments.add(0, observables(theta));
    for (let step = 1; step <= steps; step++) {
      for (let k = 0; k < process.substeps; k++) {
        const { values, vectors } = pca(dropoutGradientCovariance(problem, theta, keep), P);
        const drift = driftAt(theta), noise = new Float64Array(P);
        const normals = Float64Array.from({ length: P }, () => stream.normal());
        vectors.forEach((vector, j) => {
          let share = 0;
          for (let i = 0; i < P; i++) share += vector[i] * normals[i];
          for (let i = 0; i < P; i++) noise[i] += Math.sqrt(values[j]) * share * vector[i];
        });
        for (let i = 0; i < P; i++) theta[i] += Math.sqrt(rate * dt) * noise[i] - dt * drift[i];
      }
      moments.add(step, observables(theta));
    }
  }
  return moments.statistics(rate);

  function observables(theta: Float64Array): number[] {
    return [
      empiricalLoss(problem, theta).loss,
      modifiedLoss(problem, theta, keep).loss,
      theta.reduce((sum, value) => sum + value * value, 0),
    ];
  }

  function driftAt(theta: Float64Array): Float64Array {
    if (process.kind === "naive") return empiricalLoss(problem, theta).gradient;
    const { gradient } = modifiedLoss(problem, theta, keep);
    if (correction === 0) return gradient;
    const product = modifiedLossHessianVector(problem, theta, keep, gradient);
    return gradient.map((value, k) => value + correction / 2 * product[k]);
  }
}
