import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  compile,
  grad,
  GradientError,
  hvp,
  interpret,
  jvp,
  stopGradient,
  trace,
  TraceError,
  vjp,
} from "../../lib/graph/mod.ts";
import { assertSameVector, centralDifferences } from "../support/differences.ts";
import { direction, total } from "../support/directions.ts";
import { KERNEL_CASES, type KernelCall } from "../support/kernel_cases.ts";
import { assertAllClose, between, drawTensor, specsOf, useCpuBackend, valuesOf } from "../support/tensors.ts";

const RUNS = { seed: 4, numRuns: 4 };
const FLOAT64 = { relative: 1e-12, absolute: 1e-13 };

function inner(a: readonly tf.Tensor[], b: readonly tf.Tensor[]): tf.Tensor {
  return total(a.map((x, k) => tf.sum(tf.mul(x, b[k]))));
}

/** ⟨u, J v⟩ by forward and by reverse mode, of an op's results by its float inputs. */
function bothModes(call: KernelCall) {
  const floats = Object.keys(call.inputs).filter((name) => call.inputs[name].dtype === "float");
  return trace(
    (tensors) => {
      const result = call.apply(tensors), ys = Array.isArray(result) ? result : [result];
      const xs = floats.map((name) => tensors[name]);
      const u = ys.map((y, k) => direction(y, 30 + k)), v = xs.map((x, k) => direction(x, 40 + k));
      const forward = inner(u, jvp(ys, xs, v)), reverse = inner(vjp(ys, xs, u), v);
      // Forward over forward, against reverse over forward.
      const y = total(ys.map((y, k) => tf.sum(tf.mul(tf.square(y), u[k]))));
      const slope = jvp(y, xs, v);
      return {
        forward,
        reverse,
        curvature: jvp(slope, xs, v),
        same: inner(hvp(y, xs, v), v),
      };
    },
    specsOf(call.inputs),
    { precision: "float64" },
  );
}

for (const [kernel, cases] of Object.entries(KERNEL_CASES)) {
  const smooth = cases.filter((one) => one.smooth);
  if (smooth.length === 0) continue;
  Deno.test(`forward and reverse mode of ${kernel} agree, in first and second order`, () => {
    for (const { what, call } of smooth) {
      fc.assert(
        fc.property(call, (drawn) => {
          const found = interpret(bothModes(drawn), valuesOf(drawn.inputs));
          assertSameVector(found.forward, found.reverse, 1e-12, `${kernel}, ${what}, first`);
          assertSameVector(found.curvature, found.same, 1e-11, `${kernel}, ${what}, second`);
        }),
        RUNS,
      );
    }
  });
}

const POINT = { x: drawTensor([3, 2], 5, between(-1, 1)), w: drawTensor([2, 2], 6, between(-1, 1)) };

/** A composite of two tensors. */
function composite(x: tf.Tensor, w: tf.Tensor): tf.Tensor {
  return tf.softmax(tf.add(tf.sin(tf.matMul(x, w)), tf.sigmoid(tf.matMul(tf.tanh(x), w))));
}

Deno.test("a directional derivative agrees with central differences along it, and on onnx", async () => {
  const program = trace(
    ({ x, w, t }) => {
      const v = [direction(x, 1), direction(w, 2)];
      const moved = composite(tf.add(x, tf.mul(t, v[0])), tf.add(w, tf.mul(t, v[1])));
      const forward = jvp(composite(x, w), [x, w], v);
      return {
        value: inner([moved], [direction(moved, 3)]),
        slope: inner([forward], [direction(forward, 3)]),
      };
    },
    { x: POINT.x, w: POINT.w, t: [] },
    { precision: "float64" },
  );
  const inputs = { ...valuesOf(POINT), t: Float64Array.of(0) };
  const found = interpret(program, inputs);
  assertSameVector(found.slope, centralDifferences(program, "value", inputs, "t"), 1e-9, "slope");
  const onnx = await compile(program, { engine: "onnx" });
  assertAllClose(await onnx.run(inputs), found, FLOAT64, "onnx");
  await onnx.dispose();
});

Deno.test("a Hessian times a vector is the derivative of the gradient along it, and nests", async () => {
  const program = trace(
    ({ x, w }) => {
      const y = tf.sum(tf.mul(composite(x, w), direction(composite(x, w), 3)));
      const v = [direction(x, 1), direction(w, 2)];
      const slope = inner(grad(y, [x, w]), v), product = hvp(y, [x, w], v);
      const curvature = inner(product, v), third = hvp(slope, [x, w], v);
      return {
        slope,
        curvature,
        "product x": product[0],
        "product w": product[1],
        "third x": third[0],
        "third w": third[1],
        "also third x": jvp(grad(slope, [x, w]), [x, w], v)[0],
      };
    },
    specsOf(POINT),
    { precision: "float64" },
  );
  const inputs = valuesOf(POINT), found = interpret(program, inputs);
  for (const by of ["x", "w"]) {
    const product = centralDifferences(program, "slope", inputs, by);
    assertSameVector(found[`product ${by}`], product, 1e-8, `product by ${by}`);
    const third = centralDifferences(program, "curvature", inputs, by);
    assertSameVector(found[`third ${by}`], third, 1e-7, `third by ${by}`);
  }
  assertSameVector(found["also third x"], found["third x"], 1e-11, "forward over reverse over reverse");
  const onnx = await compile(program, { engine: "onnx" });
  assertAllClose(await onnx.run(inputs), found, FLOAT64, "onnx");
  await onnx.dispose();
});

Deno.test("one tensor gives one, and a list gives a list", () => {
  const program = trace(({ x }) => {
    const y = tf.mul(x, x);
    const [single] = vjp([y, x], [x], [x, x]);
    return { single, plain: vjp(y, x, x), forward: jvp(y, x, x), listed: jvp([y], [x], [x])[0] };
  }, { x: [2] });
  const found = interpret(program, { x: Float64Array.of(1, 3) });
  assertEquals(Object.fromEntries(Object.entries(found).map(([name, values]) => [name, [...values]])), {
    single: [3, 21],
    plain: [2, 18],
    forward: [2, 18],
    listed: [2, 18],
  });
});

Deno.test("a part that depends on no x has a zero derivative, and no derivative passes stopGradient", () => {
  const program = trace(({ x, z }) => {
    const [byX, byZ] = jvp([tf.square(x), tf.square(z)], x, x);
    return { byX, byZ, stopped: jvp(tf.mul(stopGradient(x), x), x, x), hessian: hvp(tf.sum(x), x, x) };
  }, { x: [2], z: [2] });
  const found = interpret(program, { x: Float64Array.of(1, 3), z: Float64Array.of(4, 5) });
  assertEquals([...found.byX], [2, 18]);
  assertEquals([...found.byZ], [0, 0]);
  assertEquals([...found.stopped], [1, 9]);
  assertEquals([...found.hessian], [0, 0]);
});

Deno.test("derivatives that are not defined are refused with what was found and the user's line", async () => {
  await useCpuBackend();
  const cases: [string, (x: tf.Tensor, z: tf.Tensor) => tf.Tensor | tf.Tensor[], string][] = [
    [
      "cotangent's shape",
      (x) => vjp(tf.square(x), x, tf.sum(x)),
      "vjp: cotangent 0 is float [], needs float [2]",
    ],
    ["number of cotangents", (x) => vjp([x, x], x, [x]), "vjp: 1 cotangents were given for 2 tensors"],
    ["tangent's shape", (x, z) => jvp(tf.square(x), x, z), "jvp: tangent 0 is float [3], needs float [2]"],
    ["vector's shape", (x, z) => hvp(tf.sum(x), x, z), "hvp: vector 0 is float [3], needs float [2]"],
    [
      "unused",
      (x, z) => jvp(tf.square(x), z, z, { unconnected: "error" }),
      "number 0 (shape [3]): what is differentiated does not depend",
    ],
    [
      "unused",
      (x, z) => hvp(tf.sum(x), z, z, { unconnected: "error", names: ["z"] }),
      "z (shape [3]): the scalar does not depend on it",
    ],
    ["integer", (x) => vjp(tf.cast(x, "int32"), x, x), "vjp: number 0 to differentiate is int32 [2]"],
    ["no scalar", (x) => hvp(tf.square(x), x, x), "must be a float scalar, got float [2]"],
  ];
  for (const [what, body, message] of cases) {
    const attempt = () => trace(({ x, z }) => ({ y: [body(x, z)].flat()[0] }), { x: [2], z: [3] });
    const error = assertThrows(attempt, GradientError, message, what);
    assertEquals(
      /\(at .*directional_derivatives_test\.ts:\d+:\d+\)$/.test(error.message),
      true,
      error.message,
    );
  }
  const x = tf.tensor1d([1]);
  for (const outside of [() => vjp(x, x, x), () => jvp(x, x, x), () => hvp(tf.reshape(x, []), x, x)]) {
    assertThrows(outside, TraceError, ": works only inside a traced function");
  }
});
