import * as tf from "@tensorflow/tfjs";
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
  assertEquals(opsOf((x) => tf.add(tf.reshape(x, [2, 1]), tf.reshape(tf.reshape(x, [1, 2]), [2, 1]))), [
    "reshape",
    "add",
  ]);
});
