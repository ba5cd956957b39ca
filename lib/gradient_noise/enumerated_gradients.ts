import { dropoutLoss } from "./losses.ts";
import { allDropoutMasks } from "./mask.ts";
import { parameterCount, type TwoLayerProblem } from "./two_layer_net.ts";

/** First two moments of ∇R^drop over all masks. */
export interface GradientMoments {
  /** `[P]` */
  readonly mean: Float64Array;
  /** `[P, P]`, row-major */
  readonly covariance: Float64Array;
}

/**
 * Mean and covariance of the gradient over all 2^m masks, for comparison with {@linkcode dropoutGradientCovariance}.
 *
 * @param theta m rows (a_r, w_r)
 * @param keep p
 * @throws {RangeError} for more than 20 neurons, or a probability outside (0, 1]
 */
export function enumeratedGradientMoments(
  problem: TwoLayerProblem,
  theta: ArrayLike<number>,
  keep: number,
): GradientMoments {
  const P = parameterCount(problem), mean = new Float64Array(P), covariance = new Float64Array(P * P);
  const gradients = allDropoutMasks(problem.neurons, keep).map(({ mask, probability }) => ({
    probability,
    gradient: dropoutLoss(problem, theta, mask).gradient,
  }));
  for (const { probability, gradient } of gradients) {
    for (let k = 0; k < P; k++) mean[k] += probability * gradient[k];
  }
  for (const { probability, gradient } of gradients) {
    for (let row = 0; row < P; row++) {
      const factor = probability * (gradient[row] - mean[row]);
      for (let column = 0; column < P; column++) {
        covariance[row * P + column] += factor * (gradient[column] - mean[column]);
      }
    }
  }
  return { mean, covariance };
}
