import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertLess, assertStrictEquals, assertThrows } from "@std/assert";
import { grad, Graph, interpret, onnxModel, type Program, trace } from "../../lib/graph/mod.ts";
import { liveNodes } from "../../lib/graph/graph.ts";
import { add } from "../../lib/graph/ops/elementwise_binary.ts";

/** Names of the ops that run, constants and inputs left out. */
function running(program: Program): string[] {
  return liveNodes(Object.values(program.outputs)).filter((node) => node.inputs.length > 0)
    .map((node) => node.op.name);
}

Deno.test("an expression that stands twice is one node", () => {
  const program = trace(({ x, y }) => ({
    a: tf.tanh(tf.add(x, y)),
    b: tf.tanh(tf.add(x, y)),
    c: tf.tanh(tf.add(y, x)),
  }), { x: [2], y: [2] });
  assertStrictEquals(program.outputs.a, program.outputs.b);
  assert(program.outputs.a !== program.outputs.c, "the operands' order is kept");
  assertEquals(running(program), ["add", "tanh", "add", "tanh"]);
});

Deno.test("nodes that differ in an attribute, a shape or the sign of zero are not shared", () => {
  const program = trace(({ x }) => ({
    a: tf.sum(x, 0),
    b: tf.sum(x, 1),
    c: tf.reshape(x, [4]),
    d: tf.reshape(x, [1, 4]),
    e: tf.div(1, tf.mul(tf.abs(x), tf.tensor1d([0, 0]))),
    f: tf.div(1, tf.mul(tf.abs(x), tf.tensor1d([-0, -0]))),
  }), { x: [2, 2] });
  assertEquals(new Set(Object.values(program.outputs)).size, 6);
  const { e, f } = interpret(program, { x: Float64Array.of(1, 1, 1, 1) });
  assertEquals([e[0], f[0]], [Infinity, -Infinity]);
});

Deno.test("ops on constants are computed once, when the graph is made", () => {
  const program = trace(({ x }) => ({ y: tf.mul(x, tf.exp(tf.add(tf.scalar(1), tf.scalar(2)))) }), {
    x: [2],
  });
  assertEquals(running(program), ["mul"]);
  assertEquals(interpret(program, { x: Float64Array.of(1, 0) }).y[0], Math.exp(3));
});

Deno.test("a constant that is repeated is not stored repeated", () => {
  const size = 1000;
  const program = trace(({ x }) => {
    const repeated = tf.tile(tf.tensor2d([[1, 2]]), [size, 1]);
    return { y: tf.matMul(x, repeated), z: tf.fill([size, size], 3), g: grad(tf.sum(x), x) };
  }, { x: [1, size] });
  const stored = liveNodes(Object.values(program.outputs)).reduce(
    (sum, n) => sum + (n.values?.length ?? 0),
    0,
  );
  assertLess(stored, 10);
  assertLess(onnxModel(program).length, 2000);
  const { y, z, g } = interpret(program, { x: new Float64Array(size).fill(1) });
  assertEquals([y[0], y[1], z[size], g[size - 1]], [size, 2 * size, 3, 1]);
});

Deno.test("what no output needs is not run", () => {
  const program = trace(({ x }) => {
    tf.exp(tf.matMul(x, x));
    return { y: tf.neg(x) };
  }, { x: [2, 2] });
  assertEquals(running(program), ["neg"]);
});

Deno.test("adding 0, taking 0 away, multiplying and dividing by 1, and the powers 0 and 1 vanish", () => {
  const program = trace(({ x }) => ({
    a: tf.add(x, 0),
    b: tf.add(tf.scalar(0), x),
    c: tf.mul(x, 1),
    d: tf.mul(tf.ones([3]), x),
    e: tf.sub(x, 0),
    f: tf.div(x, 1),
    g: tf.reshape(x, [3]),
    h: tf.pow(x, 1),
  }), { x: [3] });
  for (const [name, node] of Object.entries(program.outputs)) {
    assertStrictEquals(node, program.inputs.x, `output ${name}`);
  }
  const other = trace(({ x }) => ({ minus: tf.sub(tf.scalar(0), x), one: tf.pow(x, 0) }), { x: [3] });
  assertEquals(running(other), ["neg"]);
  assertEquals([...interpret(other, { x: Float64Array.of(2, 0, NaN) }).one], [1, 1, 1]);
});

Deno.test("an op that vanishes still gives the broadcast shape", () => {
  const program = trace(({ x }) => ({
    sum: tf.add(x, tf.zeros([2, 3])),
    product: tf.mul(tf.ones([2, 1]), x),
    power: tf.pow(x, tf.zeros([2, 1])),
  }), { x: [3] });
  for (const node of Object.values(program.outputs)) assertEquals([...node.shape], [2, 3]);
  const { sum } = interpret(program, { x: Float64Array.of(1, 2, 3) });
  assertEquals([...sum], [1, 2, 3, 1, 2, 3]);
});

Deno.test("constant factors of a tensor are joined", () => {
  const program = trace(({ x }) => ({ y: tf.mul(2, tf.mul(tf.mul(x, 3), 4)) }), { x: [2] });
  assertEquals(running(program), ["mul"]);
  assertEquals([...interpret(program, { x: Float64Array.of(1, 2) }).y], [24, 48]);
});

Deno.test("a graph refuses values that do not fill a shape and nodes of another graph", () => {
  const graph = new Graph(), other = new Graph();
  const error = assertThrows(() => graph.constant(Float64Array.of(1, 2), [3], "float"), RangeError);
  assertEquals(error.message, "constant: 2 values do not fill shape [3]");
  const x = graph.input("x", [2]), y = other.input("y", [2]);
  assertThrows(() => add(x, y), TypeError, "another graph");
});
