import * as tf from "@tensorflow/tfjs-core";
import { assertEquals } from "@std/assert";
import { grad, interpret, trace } from "../../lib/graph/mod.ts";
import { liveNodes } from "../../lib/graph/graph.ts";

const X = { x: Float64Array.of(1, 10) };

/** Names of the ops that a program computes. */
function opsOf(fn: (x: tf.Tensor) => tf.Tensor): string[] {
  const program = trace(({ x }) => ({ y: fn(x) }), { x: [2] });
  return liveNodes([program.outputs.y]).map((node) => node.op.name).filter((name) =>
    !/^(input|constant)$/.test(name)
  );
}

Deno.test("a gradient with respect to a scaled, reshaped or broadcast tensor sees all that was made of it", () => {
  const program = trace(({ x }) => {
    const scaled = tf.mul(2, x), column = tf.reshape(x, [2, 1]), wide = tf.broadcastTo(x, [3, 2]);
    return {
      scaled: grad(tf.sum(tf.add(tf.mul(3, scaled), tf.square(scaled))), scaled),
      column: grad(
        tf.sum(tf.add(tf.mul(5, tf.reshape(column, [1, 2])), tf.reshape(tf.square(column), [1, 2]))),
        column,
      ),
      wide: grad(tf.sum(tf.mul(wide, tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]))), wide),
    };
  }, { x: [2] });
  const { scaled, column, wide } = interpret(program, X);
  // Of 3u + u² at u = 2x, of 5v + v² at v = x.
  assertEquals([[...scaled], [...column]], [[3 + 4, 3 + 40], [5 + 2, 5 + 20]]);
  assertEquals([...wide], [1, 2, 3, 4, 5, 6]);
});

Deno.test("what is computed reads past reshapes, broadcasts and factors", () => {
  assertEquals(opsOf((x) => tf.reshape(tf.reshape(x, [2, 1]), [1, 2])), ["reshape"]);
  assertEquals(opsOf((x) => tf.sub(x, tf.fill([2], 5))), ["sub"]);
  assertEquals(opsOf((x) => tf.mul(3, tf.mul(x, 2))), ["mul"]);
  assertEquals(opsOf((x) => tf.sub(tf.reshape(x, [2, 1]), tf.reshape(tf.reshape(x, [1, 2]), [2, 1]))), [
    "reshape",
    "sub",
  ]);
});

Deno.test("signs and doublings go into factors and into sums", () => {
  assertEquals(opsOf((x) => tf.add(x, x)), ["mul"]);
  assertEquals(opsOf((x) => tf.mul(3, tf.neg(tf.mul(x, 2)))), ["mul"]);
  assertEquals(opsOf((x) => tf.add(tf.neg(x), tf.square(x))), ["mul", "sub"]);
  assertEquals(opsOf((x) => tf.sub(tf.square(x), tf.neg(x))), ["mul", "add"]);
  assertEquals(opsOf((x) => tf.neg(tf.sub(x, tf.square(x)))), ["mul", "sub"]);
  assertEquals(opsOf((x) => tf.neg(tf.neg(tf.square(x)))), ["mul"]);
});

Deno.test("what is repeated is computed before it is repeated", () => {
  const sizes = trace(({ x }) => ({ y: tf.exp(tf.mul(tf.add(x, tf.zeros([3, 2])), 2)) }), { x: [2] });
  const computed = liveNodes([sizes.outputs.y]).filter(({ op }) => op.name === "exp" || op.name === "mul");
  assertEquals(computed.map(({ shape }) => [...shape]), [[2], [2]]);
});

Deno.test("the gradient of a vector that was cut into slices is joined from those of the slices", () => {
  const program = trace(
    ({ x }) => {
      const [a, b, c] = tf.split(x, [2, 1, 3]);
      const y = tf.addN([tf.sum(tf.square(a)), tf.sum(tf.sin(b)), tf.mul(1.5, tf.sum(tf.square(c)))]);
      return { dx: grad(y, x), edge: grad(tf.sum(tf.square(c)), x) };
    },
    { x: [6] },
    { precision: "float64" },
  );
  const names = liveNodes([program.outputs.dx]).map(({ op }) => op.name);
  assertEquals(names.filter((name) => /^(pad|add|concat)$/.test(name)), ["concat"]);
  const { dx, edge } = interpret(program, { x: Float64Array.of(1, 2, 0, 3, 4, 5) });
  assertEquals([...dx], [2, 4, 1, 9, 12, 15]);
  assertEquals([...edge], [0, 0, 0, 6, 8, 10]);
});

Deno.test("blocks with a space between them, or that overlap, are added and not joined", () => {
  const program = trace(({ x }) => {
    const [a, b, c] = [tf.slice(x, 0, 2), tf.slice(x, 3, 2), tf.slice(x, 4, 2)];
    return {
      apart: grad(tf.sum(tf.add(tf.square(a), b)), x),
      over: grad(tf.sum(tf.add(tf.square(b), c)), x),
    };
  }, { x: [6] });
  const { apart, over } = interpret(program, { x: Float64Array.of(1, 2, 3, 4, 5, 6) });
  assertEquals([[...apart], [...over]], [[2, 4, 0, 1, 1, 0], [0, 0, 0, 8, 11, 1]]);
});
