import * as tf from "@tensorflow/tfjs-core";
import { assertLess, assertThrows } from "@std/assert";
import { constant, grad, trace } from "../../lib/graph/mod.ts";
import { fieldOf, randomPoints, valuesAt } from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { largest, tracedValues } from "./traced_values.ts";

/** sin(2x + 3t), whose derivatives are powers of 2 and 3. */
const wave = (points: tf.Tensor) => {
  const [x, t] = tf.split(points, 2, 1);
  return tf.sin(tf.add(tf.mul(2, x), tf.mul(3, t)));
};
const points = randomPoints([[-1, 1], [0, 2]], 20, generator(0, "points"));

Deno.test("derivatives of any order and mixture are exact", async () => {
  const phase = ([x, t]: readonly number[]) => 2 * x + 3 * t;
  const expected: Record<string, (point: readonly number[]) => number> = {
    x: (p) => 2 * Math.cos(phase(p)),
    t: (p) => 3 * Math.cos(phase(p)),
    xx: (p) => -4 * Math.sin(phase(p)),
    xt: (p) => -6 * Math.sin(phase(p)),
    tt: (p) => -9 * Math.sin(phase(p)),
    xxxx: (p) => 16 * Math.sin(phase(p)),
  };
  const found = await tracedValues(() => {
    const field = fieldOf(wave, points, ["x", "t"]);
    return Object.fromEntries(Object.keys(expected).map((by) => [by, field.derivative(by)]));
  });
  for (const [by, of] of Object.entries(expected)) {
    assertLess(largest(valuesAt(points, of).map((value, i) => value - found[by][i])), 1e-12, by);
  }
});

Deno.test("a second derivative agrees with reverse mode twice", async () => {
  const { forward, reverse } = await tracedValues(() => {
    const f = (x: tf.Tensor) => tf.mul(tf.tanh(x), tf.exp(x));
    const line = { count: 3, axes: 1, values: Float64Array.of(0.1, -0.7, 2) };
    const x = constant(line.values, [3, 1]), slope = grad(tf.sum(f(x)), x), bend = grad(tf.sum(slope), x);
    return {
      forward: fieldOf(f, line, ["x"]).derivative("xx"),
      reverse: bend,
    };
  });
  assertLess(largest(forward.map((value, i) => value - reverse[i])), 1e-12);
});

Deno.test("unknown axes, wrong points and functions of another shape are refused", () => {
  const traced = (fn: () => tf.Tensor) => () => trace(() => ({ y: fn() }), {});
  assertThrows(traced(() => fieldOf(wave, points, ["x", "t"]).derivative("xy")), RangeError, '"y"');
  assertThrows(traced(() => fieldOf(wave, points, ["x"]).value), RangeError, "2 axes");
  assertThrows(traced(() => fieldOf((x) => x, points, ["x", "t"]).value), RangeError, "[20,2]");
});
