import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  compile,
  constant,
  grad,
  GradientError,
  hessian,
  hessianRows,
  hvp,
  interpret,
  jacobian,
  trace,
} from "../../lib/graph/mod.ts";
import { assertSameVector, centralDifferences } from "../support/differences.ts";
import { assertAllClose, between, drawTensor, specsOf, valuesOf } from "../support/tensors.ts";

const FLOAT64 = { relative: 1e-12, absolute: 1e-13 };
const POINT = { x: drawTensor([3, 2], 5, between(-1, 1)), w: drawTensor([2, 4], 6, between(-1, 1)) };

for (const [mode, ySize, by] of [["reverse", 2, "w"], ["forward", 4, "x"]] as const) {
  Deno.test(`the Jacobian in ${mode} mode agrees with central differences, and on onnx`, async () => {
    const program = trace(
      ({ x, w }) => {
        const all = tf.softmax(tf.sin(tf.matMul(tf.tanh(x), w)));
        const y = tf.slice(all, [0, 0], [3, ySize]);
        const parts = tf.unstack(tf.reshape(y, [3 * ySize]));
        return {
          ...Object.fromEntries(parts.map((part, k) => [`${k}`, part])),
          jacobian: jacobian(y, by === "x" ? x : w),
        };
      },
      specsOf(POINT),
      { precision: "float64" },
    );
    const inputs = valuesOf(POINT), found = interpret(program, inputs);
    assertEquals([...program.outputs.jacobian.shape], [3, ySize, ...POINT[by].shape]);
    const rows = Array.from(
      { length: 3 * ySize },
      (_, k) => [...centralDifferences(program, `${k}`, inputs, by)],
    );
    assertSameVector(found.jacobian, rows.flat(), 1e-8, mode);
    const onnx = await compile(program, { engine: "onnx" });
    assertAllClose(await onnx.run(inputs), found, FLOAT64, "onnx");
    await onnx.dispose();
  });
}

Deno.test("the Jacobian by several tensors is a list, and that of a scalar is its gradient", () => {
  const program = trace(({ x, w }) => {
    const y = tf.tanh(tf.matMul(x, w)), scalar = tf.sum(y);
    const [byX, byW] = jacobian(y, [x, w]);
    return { byX, byW, again: jacobian(y, w), row: jacobian(scalar, w), gradient: grad(scalar, w) };
  }, specsOf(POINT));
  const found = interpret(program, valuesOf(POINT));
  assertEquals([...program.outputs.byX.shape], [3, 4, 3, 2]);
  assertEquals(found.byW, found.again);
  assertEquals(found.row, found.gradient);
});

Deno.test("the Hessian is symmetric, holds the products with unit vectors, and agrees on onnx", async () => {
  const program = trace(
    ({ w }) => {
      const x = constant(POINT.x.values, [3, 2]);
      const y = tf.sum(tf.square(tf.softmax(tf.sin(tf.matMul(x, w)))));
      const first = constant([1, 0, 0, 0, 0, 0, 0, 0], [2, 4]);
      return { hessian: hessian(y, w), row: hvp(y, w, first), mixed: jacobian(grad(y, w), w) };
    },
    { w: [2, 4] },
    { precision: "float64" },
  );
  const inputs = { w: POINT.w.values }, found = interpret(program, inputs);
  assertEquals([...program.outputs.hessian.shape], [2, 4, 2, 4]);
  assertSameVector(found.hessian.subarray(0, 8), found.row, 1e-14, "first row");
  assertSameVector(found.hessian, found.mixed, 1e-12, "Jacobian of the gradient");
  const transposed = Float64Array.from(
    { length: 64 },
    (_, k) => found.hessian[(k % 8) * 8 + Math.floor(k / 8)],
  );
  assertSameVector(found.hessian, transposed, 1e-12, "symmetry");
  const onnx = await compile(program, { engine: "onnx" });
  assertAllClose(await onnx.run(inputs), found, FLOAT64, "onnx");
  await onnx.dispose();
});

Deno.test("blocks of a Hessian's rows are those of the whole, and a row that is not there is refused", async () => {
  const y = (w: tf.Tensor) =>
    tf.sum(tf.square(tf.softmax(tf.sin(tf.matMul(constant(POINT.x.values, [3, 2]), w)))));
  const rows = { shape: [3], dtype: "int32" } as const, options = { precision: "float64" } as const;
  const whole = interpret(trace(({ w }) => ({ h: hessian(y(w), w) }), { w: [2, 4] }, options), {
    w: POINT.w.values,
  }).h;
  const block = trace(({ w, rows }) => ({ h: hessianRows(y(w), w, rows) }), { w: [2, 4], rows }, options);
  assertEquals([...block.outputs.h.shape], [3, 2, 4]);
  const onnx = await compile(block, { engine: "onnx" });
  for (const chosen of [[0, 1, 2], [7, 3, 3]]) {
    const inputs = { w: POINT.w.values, rows: Int32Array.from(chosen) };
    const expected = chosen.flatMap((row) => [...whole.subarray(8 * row, 8 * row + 8)]);
    assertSameVector(interpret(block, inputs).h, expected, 1e-13, `rows ${chosen}`);
    assertSameVector((await onnx.run(inputs)).h, expected, 1e-12, `rows ${chosen}, onnx`);
  }
  for (const outside of [-1, 8]) {
    const inputs = { w: POINT.w.values, rows: Int32Array.of(0, outside, 1) };
    assertThrows(() => interpret(block, inputs), RangeError, "is outside");
    await assertRejects(() => onnx.run(inputs), Error, "ind");
  }
  await onnx.dispose();
});

Deno.test("a matrix of derivatives that would not fit into memory is refused with what to use instead", () => {
  const attempt = (body: (x: tf.Tensor) => tf.Tensor) => () =>
    trace(({ x }) => ({ y: body(x) }), { x: [150, 100] });
  const square = (x: tf.Tensor) => tf.sum(tf.square(x));
  const size = "[150,100] by [150,100] would be 225000000 numbers, allowed 134217728";
  assertThrows(attempt((x) => hessian(square(x), x)), RangeError, `hessian: the derivatives of ${size}`);
  assertThrows(attempt((x) => jacobian(tf.square(x), x)), RangeError, `jacobian: the derivatives of ${size}`);
  const [few] = trace(({ x }) => ({ h: hessianRows(square(x), x, tf.tensor1d([3], "int32")) }), {
    x: [150, 100],
  }).outputs.h.shape;
  assertEquals(few, 1);
});

Deno.test("the pass of a Jacobian is one, whatever its size", () => {
  const nodes = (rows: number) =>
    trace(({ x, w }) => ({ j: jacobian(tf.tanh(tf.matMul(x, w)), w) }), { x: [rows, 3], w: [3, 2] })
      .graph.nodes.length;
  assertEquals(nodes(40), nodes(4));
});

Deno.test("a Jacobian or Hessian that is not defined is refused", () => {
  const attempt = (body: (x: tf.Tensor, z: tf.Tensor) => tf.Tensor) => () =>
    trace(({ x, z }) => ({ y: body(x, z) }), { x: [2], z: [3] });
  const strict = { unconnected: "error" } as const;
  assertThrows(attempt((x, z) => jacobian(x, z, strict)), GradientError, "does not depend on it (at ");
  assertThrows(
    attempt((x) => jacobian(tf.greater(x, 0), x)),
    GradientError,
    "jacobian: number 0 to differentiate is bool",
  );
  assertThrows(
    attempt((x) => hessian(x, x)),
    GradientError,
    "must be a float scalar, got float [2]",
  );
  assertThrows(attempt((x, z) => hessian(tf.sum(x), z, strict)), GradientError, "does not depend on it");
  const rows = (of: () => tf.Tensor) => attempt((x) => hessianRows(tf.sum(x), x, of()));
  assertThrows(rows(() => tf.scalar(0, "int32")), RangeError, "rows have shape [], needs a list");
  assertThrows(rows(() => tf.zeros([0], "int32")), RangeError, "rows have shape [0]");
  assertThrows(rows(() => tf.zeros([1])), TypeError, "rows must be int32, found float (at ");
});
