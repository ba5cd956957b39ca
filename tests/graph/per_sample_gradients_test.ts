import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertThrows } from "@std/assert";
import {
  compile,
  constant,
  grad,
  GradientError,
  interpret,
  perSampleGradients,
  trace,
  valueAndGrad,
} from "../../lib/graph/mod.ts";
import { multilayerPerceptron, unflatten, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { assertSameVector } from "../support/differences.ts";

const ROWS = 5;
const MODEL = multilayerPerceptron({ widths: [2, 4, 1], activation: "tanh" });

Deno.test("gradients of a network's samples are those of each sample alone, and average to the batch's", async () => {
  const flat = uniformFanIn(MODEL.parameters, generator(1)), data = normalArray(generator(2), 2 * ROWS, 0, 1);
  const program = trace(
    ({ flat }) => {
      const parameters = unflatten(flat, MODEL.parameters), x = constant(data, [ROWS, 2]);
      const y = tf.sin(tf.sum(x, 1, true));
      const loss = (x: tf.Tensor, y: tf.Tensor) =>
        tf.mean(tf.squaredDifference(MODEL.apply(parameters, x), y));
      const one = (x: tf.Tensor, y: tf.Tensor) => loss(tf.reshape(x, [1, 2]), tf.reshape(y, [1, 1]));
      const all = perSampleGradients(one, parameters, [x, y]);
      const third = grad(loss(tf.slice(x, [3, 0], [1, 2]), tf.slice(y, [3, 0], [1, 1])), parameters);
      const { value, gradient } = valueAndGrad(
        (p) => tf.add(loss(x, y), tf.mul(0, tf.sum(p[0]))),
        parameters,
      );
      return {
        ...Object.fromEntries(all.map((g, k) => [`all ${k}`, g])),
        ...Object.fromEntries(third.map((g, k) => [`third ${k}`, g])),
        ...Object.fromEntries(gradient.map((g, k) => [`batch ${k}`, g])),
        value,
        "loss itself": loss(x, y),
        only: perSampleGradients(one, parameters[0], [x, y]),
      };
    },
    { flat: [flat.length] },
    { precision: "float64" },
  );
  const engine = await compile(program), found = await engine.run({ flat });
  MODEL.parameters.forEach(({ shape }, k) => {
    assertEquals([...program.outputs[`all ${k}`].shape], [ROWS, ...shape]);
    const all = found[`all ${k}`], size = all.length / ROWS;
    assertSameVector(
      all.subarray(3 * size, 4 * size),
      found[`third ${k}`],
      1e-12,
      `sample 3, parameter ${k}`,
    );
    const mean = Float64Array.from(
      { length: size },
      (_, i) => Array.from({ length: ROWS }, (_, row) => all[row * size + i]).reduce((a, b) => a + b) / ROWS,
    );
    assertSameVector(mean, found[`batch ${k}`], 1e-12, `mean, parameter ${k}`);
  });
  assertEquals(found.only, found["all 0"]);
  assertSameVector(found.value, found["loss itself"], 1e-14, "value");
  await engine.dispose();
});

Deno.test("a value comes with its gradient by one tensor or by several", () => {
  const program = trace(({ x, w }) => {
    const one = valueAndGrad((x) => tf.sum(tf.square(x)), x);
    const { gradient: [byX, byW] } = valueAndGrad(([x, w]) => tf.sum(tf.mul(x, w)), [x, w]);
    return { value: one.value, slope: one.gradient, byX, byW };
  }, { x: [2], w: [2] });
  const found = interpret(program, { x: Float64Array.of(1, 3), w: Float64Array.of(5, 7) });
  assertEquals(Object.fromEntries(Object.entries(found).map(([name, values]) => [name, [...values]])), {
    value: [10],
    slope: [2, 6],
    byX: [5, 7],
    byW: [1, 3],
  });
});

Deno.test("a sample's loss must be a scalar, and depend on the parameters where that is asked for", () => {
  const attempt = (loss: (x: tf.Tensor) => tf.Tensor) => () =>
    trace(({ w, x }) => ({ g: perSampleGradients(loss, w, [x], { unconnected: "error" }) }), {
      w: [2],
      x: [3, 2],
    });
  assertThrows(attempt((x) => x), GradientError, "must be a float scalar, got float [2]");
  assertThrows(attempt((x) => tf.sum(x)), GradientError, "does not depend on it");
});
