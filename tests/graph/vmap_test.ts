import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { grad, interpret, trace, TraceError, vmap } from "../../lib/graph/mod.ts";

Deno.test("vmap repeats what does not depend on the sample, and shares what the function captures", () => {
  const program = trace(({ x, w }) => {
    const [scaled, same] = vmap((row) => [tf.mul(row, w), tf.sum(w)], [x]);
    return { scaled, same };
  }, { x: [3, 2], w: [2] });
  const { scaled, same } = interpret(program, {
    x: Float64Array.of(1, 2, 3, 4, 5, 6),
    w: Float64Array.of(10, 100),
  });
  assertEquals([...scaled], [10, 200, 30, 400, 50, 600]);
  assertEquals([...same], [110, 110, 110]);
});

Deno.test("vmap nests, and its result can be differentiated", () => {
  const program = trace(({ x, w }) => {
    const products = vmap((row) => vmap((element) => tf.mul(tf.square(element), w), [row]), [x]);
    return { products, slope: grad(tf.sum(products), w) };
  }, { x: [2, 2], w: [] });
  const { products, slope } = interpret(program, { x: Float64Array.of(1, 2, 3, 4), w: Float64Array.of(2) });
  assertEquals([...products], [2, 8, 18, 32]);
  assertEquals([...slope], [30]);
});

Deno.test("samples of row numbers look up their own rows", () => {
  const program = trace(({ x, rows }) => ({
    found: vmap((row) => tf.gather(x, tf.reshape(row, [1]) as tf.Tensor1D), [rows]),
  }), { x: [3, 2], rows: { shape: [4], dtype: "int32" } });
  const { found } = interpret(program, {
    x: Float64Array.of(1, 2, 3, 4, 5, 6),
    rows: Int32Array.of(2, 0, 2, 1),
  });
  assertEquals([...found], [5, 6, 1, 2, 5, 6, 3, 4]);
});

Deno.test("a dense layer's graph does not grow with the number of samples", () => {
  const size = (count: number) =>
    trace(({ x, w }) => ({
      g: vmap((row) => grad(tf.sum(tf.tanh(tf.matMul(tf.reshape(row, [1, 2]), w))), w), [x]),
    }), { x: [count, 2], w: [2, 3] }).graph.nodes.length;
  assertEquals(size(5), size(50));
  assertLess(size(5), 60);
});

Deno.test("vmap refuses inputs without rows, with unequal rows, and results that are no tensors", () => {
  const over = (specs: Record<string, number[]>, fn: () => unknown = () => tf.scalar(1)) => () =>
    trace(
      (given: Record<string, tf.Tensor>) => ({ y: vmap(fn as () => tf.Tensor, Object.values(given)) }),
      specs,
    );
  assertThrows(
    over({ x: [2], y: [3] }),
    RangeError,
    "each equally many, found [2], [3]",
  );
  assertThrows(over({ x: [0, 2] }), RangeError, "found [0,2]");
  assertThrows(over({ x: [] }), RangeError, "found []");
  assertThrows(over({}), RangeError, "found none");
  assertThrows(over({ x: [2] }, () => 3), TraceError, "vmap: the function must return a tensor");
  assertThrows(over({ x: [2] }, () => undefined), TraceError, "vmap: the function must return a tensor");
  assertThrows(() => vmap((x) => x, []), TraceError, "vmap: works only inside a traced function");
});
