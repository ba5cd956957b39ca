/** Derivatives where a function ends, bends or has an infinite slope. */
import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals } from "@std/assert";
import { compile, grad, trace } from "../../lib/graph/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";

type Elementwise = (x: tf.Tensor) => tf.Tensor;

/** Functions, points, and the first and second derivatives there. */
const SLOPES: Record<string, [Elementwise, x: number[], first: number[], second: number[]]> = {
  acos: [
    (x) => tf.acos(x),
    [1, -1, 0, 2],
    [-Infinity, -Infinity, -1, NaN],
    [-Infinity, Infinity, 0, NaN],
  ],
  asin: [(x) => tf.asin(x), [1, -1, 0, 2], [Infinity, Infinity, 1, NaN], [Infinity, -Infinity, 0, NaN]],
  atanh: [(x) => tf.atanh(x), [1, -1, 0], [Infinity, Infinity, 1], [Infinity, -Infinity, 0]],
  acosh: [(x) => tf.acosh(x), [1, 0, -2, 2], [Infinity, NaN, NaN, 3 ** -0.5], [
    -Infinity,
    NaN,
    NaN,
    -2 / 3 ** 1.5,
  ]],
  asinh: [(x) => tf.asinh(x), [0, 1], [1, Math.SQRT1_2], [0, -(2 ** -1.5)]],
  sqrt: [(x) => tf.sqrt(x), [0, 4], [Infinity, 0.25], [-Infinity, -1 / 32]],
  rsqrt: [(x) => tf.rsqrt(x), [0, 1], [-Infinity, -0.5], [Infinity, 0.75]],
  log1p: [(x) => tf.log1p(x), [-1, 0], [Infinity, 1], [-Infinity, -1]],
  relu: [(x) => tf.relu(x), [-1, 0, 1], [0, 0, 1], [0, 0, 0]],
  relu6: [(x) => tf.relu6(x), [-1, 0, 3, 6, 7], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]],
  clip: [(x) => tf.clipByValue(x, 0, 6), [-1, 0, 3, 6, 7], [0, 1, 1, 1, 0], [0, 0, 0, 0, 0]],
};

for (const status of ENGINE_STATUSES) {
  engineTest(status, "slopes are infinite or 0 where they should be, not NaN", async () => {
    for (const [name, [fn, x, first, second]] of Object.entries(SLOPES)) {
      const program = trace(({ x }) => {
        const slope = grad(tf.sum(fn(x)), x);
        return { first: slope, second: grad(tf.sum(slope), x) };
      }, { x: [x.length] });
      const executable = await compile(program, { engine: status.engine });
      const found = await executable.run({ x: Float32Array.from(x) });
      await executable.dispose();
      for (const [order, expected] of Object.entries({ first, second })) {
        expected.forEach((value, k) => {
          const close = Object.is(value, found[order][k]) || value === found[order][k] ||
            Math.abs(value - found[order][k]) < 1e-5;
          assert(close, `${name}, ${order} derivative at ${x[k]} is ${found[order][k]}, expected ${value}`);
        });
      }
    }
  });

  engineTest(
    status,
    "prelu of 0 is 0 whatever its slope, and an infinite slope stays on its side",
    async () => {
      const program = trace(({ x, alpha }) => {
        const y = tf.prelu(x, alpha), [byX, byAlpha] = grad(tf.sum(tf.mul(y, 2)), [x, alpha]);
        return { y, byX, byAlpha };
      }, { x: [4], alpha: [4] });
      const executable = await compile(program, { engine: status.engine });
      const { y, byX, byAlpha } = await executable.run({
        x: Float32Array.of(0, 3, -2, 0),
        alpha: Float32Array.of(Infinity, Infinity, 0.5, -1),
      });
      await executable.dispose();
      const plain = (values: ArrayLike<number>) => Array.from(values, (value) => value + 0);
      assertEquals(plain(y), [0, 3, -1, 0]);
      assertEquals(plain(byX), [Infinity, 2, 1, -2]);
      assertEquals(plain(byAlpha), [0, 0, -4, 0]);
    },
  );
}
