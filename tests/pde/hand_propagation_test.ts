import * as tf from "@tensorflow/tfjs-core";
import { assertLess } from "@std/assert";
import { compile, constant, grad, trace } from "../../lib/graph/mod.ts";
import { flatten, multilayerPerceptron, parameterCount, unflatten, xavierUniform } from "../../lib/nn/mod.ts";
import { boundFunction, evenCollocation, modelLoss, pdeResidual, poisson } from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { secondDerivativeByHand } from "./hand_propagation.ts";
import { largest } from "./traced_values.ts";

/** Largest difference over the largest value. */
function relativeGap(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  return largest(Array.from(expected, (value, i) => found[i] - value)) / largest(expected);
}

for (const widths of [[1, 12, 1], [1, 64, 64, 1], [1, 40, 40, 40, 1]]) {
  Deno.test(`residual and parameter gradient of a ${widths.join("-")} network agree with the derivation by hand to 1e-9`, async () => {
    const collocation = evenCollocation(poisson(), 50), { interior, forcing, conditions } = collocation;
    const model = multilayerPerceptron({ widths, activation: "tanh" });
    const program = trace(
      ({ theta }) => {
        const parameters = unflatten(theta, model.parameters), u = boundFunction(model, parameters);
        const loss = modelLoss(collocation)(u);
        const x = constant(interior.values, [interior.count, 1]);
        const byHand = tf.sub(
          secondDerivativeByHand(parameters, x).h2,
          constant(forcing, [interior.count, 1]),
        );
        const ends = constant(conditions.map(({ condition }) => condition.at), [2, 1]);
        const atEnds = tf.sub(u(ends), constant(conditions.flatMap(({ values }) => [...values]), [2, 1]));
        const lossByHand = tf.add(tf.mean(tf.square(byHand)), tf.mean(tf.square(atEnds)));
        return {
          residual: pdeResidual(u, collocation),
          byHand,
          gradient: flatten(grad(loss, parameters)),
          gradientByHand: flatten(grad(lossByHand, parameters)),
        };
      },
      { theta: [parameterCount(model.parameters)] },
      { precision: "float64" },
    );
    const compiled = await compile(program);
    const theta = xavierUniform(model.parameters, generator(3, "initial"));
    const { residual, byHand, gradient, gradientByHand } = await compiled.run({ theta });
    await compiled.dispose();
    assertLess(relativeGap(residual, byHand), 1e-9, "residual");
    assertLess(relativeGap(gradient, gradientByHand), 1e-9, "gradient");
  });
}
