/** The residuals of a problem as one vector, with weights by frequency. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger, requireSameLength } from "../../checks.ts";
import { constant } from "../../graph/mod.ts";
import type { Collocation } from "../collocation.ts";
import type { TracedFunction } from "../field.ts";
import { latticePoints, type Points } from "../points.ts";
import { conditionResidual, pdeResidual } from "../residual.ts";
import { checkedWeight, type TracedLoss } from "./loss.ts";
import type { ConditionWeights } from "./model_loss.ts";

/** Traced: a vector `[count]` made of a traced function. */
export type TracedVector = (u: TracedFunction) => tf.Tensor;

/** Products of sines of a box, and their weights. */
export interface BoxModes {
  /** Points of the lattice along each axis, as `latticeCollocation` had them. */
  readonly counts: readonly number[];
  /** Modes along each axis: sin(j π (x − a)/(b − a)), j = 1, 2, …. */
  readonly modes: readonly number[];
  /** Weight of a mode's squared residual, from its angular frequency along each axis. */
  weight(frequency: readonly number[]): number;
}

/** Settings of {@linkcode residualVector}. */
export interface ResidualVectorOptions extends ConditionWeights {
  /** Weights by mode; all points alike if absent. */
  readonly modes?: BoxModes;
}

/** Weight |k|^−2, which makes a residual's loss the square of its H^−1 norm. */
export function inverseLaplacian(frequency: readonly number[]): number {
  return 1 / frequency.reduce((sum, k) => sum + k * k, 0);
}

/**
 * Traced: the vector ρ with ‖ρ‖² = the mean of |N[u] − f|² plus the weighted conditions, that is the model loss.
 *
 * With modes, the sum Σ_j w(k_j) r_j²/2^d over products of sines takes the place of the mean, r_j being the residual's
 * coefficients, and so for conditions on derivatives, along their side. Weight 1 is the model loss on those modes,
 * {@linkcode inverseLaplacian} its H^−1 norm.
 *
 * @throws {RangeError} for a negative weight or one that is not finite; for modes whose numbers do not fit the axes,
 *   points that are not the lattice of `counts`, or more modes than half the points of an axis (aliasing)
 */
export function residualVector(
  collocation: Collocation,
  options: ResidualVectorOptions = {},
): TracedVector {
  const where = "residualVector", { problem, interior, conditions } = collocation, { modes } = options;
  const betas = {
    boundary: checkedWeight(where, "boundary (β_b)", options.boundary ?? 1),
    initial: checkedWeight(where, "initial (β_0)", options.initial ?? 1),
  };
  const everywhere = problem.axes.map((_, k) => k);
  const inside = modes ? sineMatrix(where, collocation, interior, everywhere, modes) : null;
  const expanded = conditions.map(({ condition: { axis, derivative }, points }) => {
    const others = everywhere.filter((k) => problem.axes[k] !== axis);
    if (!modes || derivative === "" || others.length === 0) return null;
    return sineMatrix(where, collocation, points, others, modes);
  });
  const total = (kind: string) =>
    conditions.reduce((sum, { condition, points }) => sum + (condition.kind === kind ? points.count : 0), 0);
  return (u) => {
    const parts = [weighted(pdeResidual(u, collocation), inside, inside ? 1 : 1 / interior.count)];
    conditions.forEach((part, k) => {
      const { kind } = part.condition, share = part.points.count / total(kind);
      // With modes, the sum over them stands for the mean over the side.
      const beta = betas[kind] * (expanded[k] ? share : share / part.points.count);
      parts.push(weighted(conditionResidual(u, problem.axes, part), expanded[k], beta));
    });
    return tf.concat(parts);
  };
}

/** √factor times a residual, or times its product with a matrix whose rows are already weighted. */
function weighted(residual: tf.Tensor, matrix: Float64Array | null, factor: number): tf.Tensor {
  const count = residual.size;
  if (!matrix) return tf.reshape(tf.mul(constant(Math.sqrt(factor)), residual), [-1]);
  const product = tf.matMul(constant(matrix, [matrix.length / count, count]), residual);
  return tf.reshape(tf.mul(constant(Math.sqrt(factor)), product), [-1]);
}

/** Traced: ‖ρ‖², to train with. */
export function squaredNorm(vector: TracedVector): TracedLoss {
  return (u) => tf.sum(tf.square(vector(u)));
}

/**
 * √(w/2^d) times the coefficients' quadrature by the trapezoidal rule, in which the ends add nothing, as sines are 0
 * there.
 *
 * @param along numbers of the axes that the points fill
 */
function sineMatrix(
  where: string,
  { problem: { domain, axes } }: Collocation,
  { count, values }: Points,
  along: readonly number[],
  options: BoxModes,
): Float64Array {
  requireSameLength(where, "counts", options.counts.length, "axes", axes.length);
  requireSameLength(where, "modes", options.modes.length, "axes", axes.length);
  const counts = along.map((k) => options.counts[k]), modes = along.map((k) => options.modes[k]);
  const box = along.map((k) => domain[k]), span = box.map(([from, to]) => to - from), d = along.length;
  const at = (row: number, k: number) => values[row * axes.length + along[k]];
  const lattice = latticePoints(box, counts);
  const odd = lattice.values.findIndex((value, i) =>
    !(Math.abs(value - at(Math.floor(i / d), i % d)) <= 1e-9 * span[i % d])
  );
  if (lattice.count !== count || odd >= 0) {
    throw new RangeError(`${where}: the ${count} points are not the even lattice of ${counts.join(" × ")}`);
  }
  modes.forEach((number, k) => {
    const name = `modes along ${axes[along[k]]} (half its points; higher ones alias)`;
    requireInteger(where, name, number, 1, Math.floor(counts[k] / 2));
  });
  const matrix = new Float64Array(modes.reduce((product, number) => product * number, 1) * count);
  for (let row = 0; row < matrix.length / count; row++) {
    let rest = row;
    const frequency = modes.map((number, k) => {
      const j = rest % number + 1;
      rest = Math.floor(rest / number);
      return j * Math.PI / span[k];
    });
    const name = `at k = (${frequency.map((k) => k.toFixed(2)).join(", ")})`;
    const size = Math.sqrt(checkedWeight(where, name, options.weight(frequency)) / 2 ** d);
    for (let i = 0; i < count; i++) {
      const sines = frequency.map((k, axis) =>
        2 / (counts[axis] - 1) * Math.sin(k * (at(i, axis) - box[axis][0]))
      );
      matrix[row * count + i] = sines.reduce((product, value) => product * value, size);
    }
  }
  return matrix;
}
