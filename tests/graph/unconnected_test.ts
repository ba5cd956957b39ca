/** Derivatives by what does not enter what is differentiated. */
import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  compile,
  constant,
  type DerivativeOptions,
  grad,
  GradientError,
  hessian,
  hessianRows,
  hvp,
  jacobian,
  jvp,
  perSampleGradients,
  stopGradient,
  trace,
  valueAndGrad,
  vjp,
  vmap,
} from "../../lib/graph/mod.ts";
import { fieldOf } from "../../lib/pde/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";

type Body = (x: tf.Tensor, z: tf.Tensor, options?: DerivativeOptions) => tf.Tensor;

const sumOfSquares = (x: tf.Tensor) => tf.sum(tf.square(x));

/** Each derivative, by a z of shape [3] of what is made of x, of shape [2]. */
const BY_UNUSED: Record<string, [Body, shape: number[]]> = {
  grad: [(x, z, options) => grad(sumOfSquares(x), z, options), [3]],
  "grad of several": [(x, z, options) => grad(sumOfSquares(x), [x, z], options)[1], [3]],
  valueAndGrad: [(x, z, options) => valueAndGrad(() => sumOfSquares(x), z, options).gradient, [3]],
  vjp: [(x, z, options) => vjp(tf.square(x), z, x, options), [3]],
  jvp: [(x, z, options) => jvp(tf.square(x), z, z, options), [2]],
  hvp: [(x, z, options) => hvp(sumOfSquares(x), z, z, options), [3]],
  jacobian: [(x, z, options) => jacobian(tf.square(x), z, options), [2, 3]],
  "jacobian by columns": [(x, z, options) => jacobian(tf.square(z), x, options), [3, 2]],
  hessian: [(x, z, options) => hessian(sumOfSquares(x), z, options), [3, 3]],
  hessianRows: [
    (x, z, options) => hessianRows(sumOfSquares(x), z, tf.tensor1d([1], "int32"), options),
    [1, 3],
  ],
  perSampleGradients: [(x, z, options) => perSampleGradients((one) => tf.square(one), z, [x], options), [
    2,
    3,
  ]],
  "grad in vmap": [(x, z, options) => vmap((one) => grad(tf.square(one), z, options), [x]), [2, 3]],
  "grad of a constant": [(_, z, options) => grad(tf.scalar(3), z, options), [3]],
};

for (const [name, [body, shape]] of Object.entries(BY_UNUSED)) {
  Deno.test(`${name} by a tensor that does not enter is zero, or an error where that is asked for`, () => {
    const traced = (options?: DerivativeOptions) => () =>
      trace(({ x, z }) => ({ y: body(x, z, options) }), { x: [2], z: [3] }).outputs.y;
    for (const options of [undefined, {}, { unconnected: "zero" } as const]) {
      const { shape: found, dtype } = traced(options)();
      assertEquals([[...found], dtype], [shape, "float"]);
    }
    const strict: DerivativeOptions = { unconnected: "error", names: ["z", "z"] };
    const error = assertThrows(traced(strict), GradientError, "does not depend on it");
    for (const part of ["with respect to z (shape [", "unconnected_test.ts:"]) {
      assertStringIncludes(error.message, part);
    }
    assertThrows(
      traced({ unconnected: "none" as "zero" }),
      RangeError,
      `unconnected: "none" is unknown, allowed "zero", "error"`,
    );
  });
}

for (const status of ENGINE_STATUSES) {
  engineTest(status, "derivatives of what became constant or dropped out are zeros", async () => {
    const program = trace(({ x, z }) => {
      const nth = (y: tf.Tensor, order: number): tf.Tensor =>
        order === 0 ? y : nth(grad(tf.sum(y), x), order - 1);
      const t = tf.tensor1d([2, 3]);
      return {
        bilinear: nth(tf.mul(x, t), 2),
        square: nth(tf.square(x), 3),
        relu: nth(tf.relu(x), 2),
        compared: nth(tf.cast(tf.greater(x, 0), "float32"), 2),
        stopped: nth(stopGradient(tf.square(x)), 1),
        power: nth(tf.pow(x, 0), 1),
        "jvp of jvp": jvp(jvp(tf.mul(x, t), x, x), x, tf.onesLike(x)),
        hessian: hessian(tf.sum(tf.mul(x, t)), x),
        ...Object.fromEntries(
          Object.entries(BY_UNUSED).map(([name, [body]]) => [`${name} by unused`, body(x, z)]),
        ),
      };
    }, { x: [2], z: [3] });
    const executable = await compile(program, { engine: status.engine });
    const found = await executable.run({ x: Float32Array.of(-1, 2), z: Float32Array.of(1, 2, 3) });
    await executable.dispose();
    for (const [name, values] of Object.entries(found)) {
      if (name === "jvp of jvp") assertEquals([...values], [2, 3]);
      else assertEquals(values.filter((value) => value !== 0).length, 0, name);
    }
  });
}

Deno.test("a field that is linear along an axis has second derivatives of zero", () => {
  const program = trace(
    () => {
      const points = { count: 2, axes: 2, values: Float64Array.of(1, 2, 3, 4) };
      const u = (x: tf.Tensor) => tf.mul(tf.slice(x, [0, 0], [2, 1]), tf.slice(x, [0, 1], [2, 1]));
      const field = fieldOf(u, points, ["x", "t"]);
      return {
        x: field.derivative("x"),
        xx: field.derivative("xx"),
        xt: field.derivative("xt"),
        xxx: field.derivative("xxx"),
      };
    },
    {},
    { precision: "float64" },
  );
  const values = Object.fromEntries(
    Object.entries(program.outputs).map(([name, node]) => [name, node.values ? [...node.values] : null]),
  );
  assertEquals(values, { x: [2, 4], xx: [0, 0], xt: [1, 1], xxx: [0, 0] });
});

Deno.test("an integer or a result that is no scalar is an error all the same", () => {
  const attempt = (body: (x: tf.Tensor, n: tf.Tensor) => tf.Tensor) => () =>
    trace(({ x, n }) => ({ y: body(x, n) }), { x: [2], n: { shape: [2], dtype: "int32" } });
  assertThrows(attempt((x, n) => grad(tf.sum(x), n)), GradientError, "it is int32, not float");
  assertThrows(attempt((x) => grad(constant([1, 2]), x)), GradientError, "must be a float scalar");
  assertThrows(attempt((x, n) => jvp(n, x, x)), GradientError, "jvp: number 0 to differentiate is int32");
});
