/** Losses, gradients and Jacobians of a network on the line for optimisers that run on the host. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, constant, type Executable, grad, jacobian, trace } from "../graph/mod.ts";
import { symmetricEigen } from "../linalg/mod.ts";
import { flatten, parameterCount, unflatten } from "../nn/mod.ts";
import { largest } from "../stats/mod.ts";
import type { Line } from "./line_training.ts";
import { conditionResidual, pdeResidual } from "./residual.ts";

/** Traced: residuals whose sum of squares is the model loss. */
function residuals(line: Line, parameters: tf.Tensor[]): tf.Tensor {
  const u = line.solution(parameters), { collocation } = line, { conditions } = collocation;
  const scaled = (part: tf.Tensor, count: number) =>
    tf.mul(constant(1 / Math.sqrt(count)), tf.reshape(part, [-1])) as tf.Tensor1D;
  return tf.concat1d([
    scaled(pdeResidual(u, collocation), collocation.interior.count),
    ...conditions.map((condition) =>
      scaled(conditionResidual(u, line.problem.axes, condition), conditions.length)
    ),
  ]);
}

/**
 * What optimisers that run on the host need of a {@linkcode Line}, in float64: both losses with the model loss's
 * gradient, and the residuals whose sum of squares it is, with their Jacobian. Dispose of it after use.
 *
 * All parameters are flat, as `flatten` gives them.
 */
export class LineObjectives {
  private constructor(readonly values: Executable, readonly slopes: Executable) {}

  /** Compiles the losses of a problem and its network. */
  static async of(line: Line): Promise<LineObjectives> {
    const specs = line.model.parameters, inputs = { x: [parameterCount(specs)] };
    const settings = { precision: "float64" } as const;
    const values = trace(
      ({ x }) => {
        const tensors = unflatten(x, specs), u = line.solution(tensors), model = line.modelLoss(u);
        const gradient = flatten(grad(model, tensors));
        return { model, data: line.dataLoss(u), gradient, r: residuals(line, tensors) };
      },
      inputs,
      settings,
    );
    const slopes = trace(
      ({ x }) => ({ j: jacobian(residuals(line, unflatten(x, specs)), x) }),
      inputs,
      settings,
    );
    return new LineObjectives(await compile(values), await compile(slopes));
  }

  /** Frees both programs. */
  async dispose(): Promise<void> {
    await this.values.dispose();
    await this.slopes.dispose();
  }

  /** Both losses, the gradient of L_model `[parameters]`, and the residuals r with ‖r‖² = L_model. */
  async at(
    x: Float64Array,
  ): Promise<{ model: number; data: number; gradient: Float64Array; r: Float64Array }> {
    const { model, data, gradient, r } = await this.values.run({ x });
    return { model: model[0], data: data[0], gradient: Float64Array.from(gradient), r: Float64Array.from(r) };
  }

  /** ∂r/∂θ, `[residuals, parameters]` row-major. */
  async jacobian(x: Float64Array): Promise<Float64Array> {
    return Float64Array.from((await this.slopes.run({ x })).j);
  }

  /** λ_max of 2 JᵀJ, which is that of 2 JJᵀ. */
  async curvature(x: Float64Array): Promise<number> {
    const j = await this.jacobian(x), columns = x.length, rows = j.length / columns;
    const product = new Float64Array(rows * rows);
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < rows; b++) {
        let sum = 0;
        for (let q = 0; q < columns; q++) sum += j[a * columns + q] * j[b * columns + q];
        product[a * rows + b] = 2 * sum;
      }
    }
    return largest(symmetricEigen(product, rows).values);
  }
}
