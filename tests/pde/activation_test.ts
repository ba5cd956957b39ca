import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertLess, assertThrows } from "@std/assert";
import { grad, interpret, trace } from "../../lib/graph/mod.ts";
import { smoothActivation, type SmoothActivationName } from "../../lib/pde/mod.ts";

Deno.test("ReLU with a second-order residual is refused, with the reason that u'' is 0", () => {
  const error = assertThrows(() => smoothActivation("relu", 2), RangeError) as Error;
  for (const part of ['"relu"', "order 2", "u'' is 0 almost everywhere", "tanh"]) {
    assertLess(-1, error.message.indexOf(part), `${part} in: ${error.message}`);
  }
});

Deno.test("an activation is refused from the order on at which its derivative is zero almost everywhere", () => {
  const most: [SmoothActivationName, number][] = [["relu", 1], ["leakyRelu", 1], ["identity", 1], [
    "cubic",
    3,
  ]];
  for (const [name, order] of most) {
    smoothActivation(name, order);
    assertThrows(() => smoothActivation(name, order + 1), RangeError, `order ${order + 1}`);
  }
  for (const name of ["tanh", "sin", "softplus", "gelu"] as const) smoothActivation(name, 9);
});

Deno.test("the cubic activation is ReLU³, with derivatives 3x² and 6x where x > 0", () => {
  const cubic = smoothActivation("cubic", 3);
  const { y, slope, bend } = interpret(
    trace(({ x }) => {
      const y = cubic(x), slope = grad(tf.sum(y), x);
      return { y, slope, bend: grad(tf.sum(slope), x) };
    }, { x: [3] }),
    { x: Float64Array.of(-2, 0.5, 3) },
  );
  [0, 0.125, 27].forEach((value, i) => assertAlmostEquals(y[i], value, 1e-12));
  [0, 0.75, 27].forEach((value, i) => assertAlmostEquals(slope[i], value, 1e-12));
  [0, 3, 18].forEach((value, i) => assertAlmostEquals(bend[i], value, 1e-12));
});

Deno.test("an unknown activation is refused", () => {
  assertThrows(() => smoothActivation("cube" as SmoothActivationName, 1), RangeError, '"cube"');
});
