import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { compile, compileLoop, interpret, onnxModel, type Program, trace } from "../../../lib/graph/mod.ts";

/** How often an ONNX op's name occurs in a model. */
function occurrences(program: Program, op: string): number {
  return new TextDecoder("latin1").decode(onnxModel(program)).split(op).length - 1;
}

Deno.test("an output that other nodes use, that comes twice, or that is an input or a constant keeps its value", async () => {
  const program = trace(({ x }) => {
    const double = tf.mul(x, 2);
    return { double, again: double, sum: tf.add(double, x), same: x, two: tf.scalar(2) };
  }, { x: [2] });
  const engine = await compile(program, { engine: "onnx" });
  const { double, again, sum, same, two } = await engine.run({ x: Float32Array.of(1, 3) });
  assertEquals([double, again, sum, same, two].map((values) => [...values]), [
    [2, 6],
    [2, 6],
    [3, 9],
    [1, 3],
    [
      2,
    ],
  ]);
  await engine.dispose();
});

Deno.test("a computed output is not copied once more", () => {
  const program = trace(({ x }) => {
    const double = tf.mul(x, 2);
    return { double, sum: tf.add(double, x) };
  }, { x: [2] });
  assertEquals(occurrences(program, "Identity"), 0);
});

Deno.test("a loop carries a vector that the step also uses, and one that it leaves alone", async () => {
  const program = trace(({ a, b }) => {
    const next = tf.add(a, b);
    return { a: next, b, square: tf.sum(tf.square(next)) };
  }, { a: [2], b: [2] });
  const loop = await compileLoop(program, ["a", "b"], { engine: "onnx" });
  const { state, metrics } = await loop.run({ a: Float32Array.of(0, 0), b: Float32Array.of(1, 2) }, {}, 3);
  assertEquals([[...state.a], [...state.b], [...metrics.square]], [[3, 6], [1, 2], [5, 20, 45]]);
  await loop.dispose();
});

Deno.test("a sum over the rows of a matrix keeps infinities and NaN, and is zero for no rows", async () => {
  const sumRows = async (values: number[], columns: number) => {
    const program = trace(({ x }) => ({ y: tf.sum(x, 0) }), { x: [values.length / columns, columns] });
    const engine = await compile(program, { engine: "onnx" });
    const { y } = await engine.run({ x: Float32Array.from(values) });
    await engine.dispose();
    return [...y];
  };
  assertEquals(await sumRows([1, Infinity, NaN, -1, 2, 5, -Infinity, 4], 4), [3, Infinity, NaN, 3]);
  assertEquals(await sumRows([], 3), [0, 0, 0]);
});

Deno.test("a large tensor and a short row, from either side, are combined as small ones are", async () => {
  // 5·7·1009 rows of 3: more than one row of side-by-side rows, in a number that 2 does not divide.
  const shape = [5, 7, 1009, 3], size = 5 * 7 * 1009 * 3;
  const program = trace(
    ({ x, row }) => ({ sum: tf.add(x, row), difference: tf.sub(tf.reshape(row, [1, 1, 1, 3]), x) }),
    { x: shape, row: [3] },
  );
  assertEquals(occurrences(program, "Tile"), 2);
  const x = Float32Array.from({ length: size }, (_, i) => i % 1000), row = Float32Array.of(0.5, 2, -1);
  const engine = await compile(program, { engine: "onnx" });
  const { sum, difference } = await engine.run({ x, row });
  await engine.dispose();
  assertEquals(sum, x.map((value, i) => value + row[i % 3]));
  assertEquals(difference, x.map((value, i) => row[i % 3] - value));
});

Deno.test("a convolution takes its bias and ReLU along, unless something else needs what lies between", async () => {
  const inputs = { x: [2, 5, 4, 3], w: [3, 3, 3, 2], b: [2] };
  const numbers = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(1 + 3 * i));
  const values = { x: numbers(120), w: numbers(54), b: numbers(2) };
  const results = async (kept: (conv: tf.Tensor, sum: tf.Tensor) => Record<string, tf.Tensor>) => {
    const program = trace(({ x, w, b }) => {
      const conv = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same"), sum = tf.add(conv, b);
      return { y: tf.relu(sum), ...kept(conv, sum) };
    }, inputs);
    const engine = await compile(program, { engine: "onnx" });
    const found = await engine.run(values), expected = interpret(program, values);
    await engine.dispose();
    for (const [name, array] of Object.entries(found)) {
      array.forEach((value, i) => assertAlmostEquals(value, expected[name][i], 1e-5, name));
    }
    return occurrences(program, "Add");
  };
  assertEquals(await results(() => ({})), 0);
  assertEquals(await results((_, sum) => ({ sum })), 0);
  assertEquals(await results((conv) => ({ conv })), 1);
  assertEquals(await results((conv, sum) => ({ both: tf.mul(conv, sum) })), 1);
});

Deno.test("an op with two outputs works in a loop, too", async () => {
  const program = trace(({ a }) => {
    const { values, indices } = tf.topk(a, 2);
    return { a: tf.add(a, 1), largest: values, at: indices };
  }, { a: [3] });
  const loop = await compileLoop(program, ["a"], { engine: "onnx" });
  const { state, metrics } = await loop.run({ a: Float32Array.of(1, 7, 4) }, {}, 2);
  assertEquals([...state.a], [3, 9, 6]);
  assertEquals([[...metrics.largest], [...metrics.at]], [[7, 4, 8, 5], [1, 2, 1, 2]]);
  await loop.dispose();
});
