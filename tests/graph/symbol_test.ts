import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertThrows } from "@std/assert";
import { constant, grad, interpret, trace } from "../../lib/graph/mod.ts";
import { substitute, symbol } from "../../lib/graph/symbol.ts";

Deno.test("derivatives by a symbol hold at the values that are put in, factors without parameters included", () => {
  const program = trace(({ w }) => {
    const x = symbol([3]), y = tf.mul(tf.square(x), tf.mul(w, x)), slope = grad(tf.sum(y), x);
    const at = substitute(x, constant([1, 2, -0.5]));
    const slopes = at(slope);
    return { y: at(y), slopes, byWeight: grad(tf.sum(slopes), w) };
  }, { w: [] });
  const { y, slopes, byWeight } = interpret(program, { w: Float64Array.of(2) });
  [1, 2, -0.5].forEach((x, i) => {
    assertAlmostEquals(y[i], 2 * x ** 3, 1e-12);
    assertAlmostEquals(slopes[i], 6 * x ** 2, 1e-12);
  });
  assertAlmostEquals(byWeight[0], 3 * (1 + 4 + 0.25), 1e-12);
});

Deno.test("what does not depend on the symbol stays as it is", () => {
  const program = trace(({ w }) => {
    const x = symbol([1]), same = tf.exp(w);
    return { same: substitute(x, constant([4]))(same) };
  }, { w: [] });
  assertAlmostEquals(interpret(program, { w: Float64Array.of(1) }).same[0], Math.E, 1e-12);
});

Deno.test("a value of another shape is refused", () => {
  assertThrows(
    () => trace(() => ({ y: substitute(symbol([2]), constant([1, 2, 3]))(constant(1)) }), {}),
    RangeError,
    "shape [3] for a symbol of shape [2]",
  );
});
