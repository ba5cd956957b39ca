/** What every model is held to: a gradient that reaches all parameters and is right, and equal values on ONNX Runtime. */
import * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals } from "@std/assert";
import { compile, grad, interpret, type Precision, trace } from "../../lib/graph/mod.ts";
import { type Hooks, type Model, normalParameters, parameterCount, unflatten } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { assertClose, between, drawTensor } from "../support/tensors.ts";

/** Random values for all parameters, also for those that have a start, so that none could be left out unnoticed. */
export function drawnParameters(model: Model, seed: number): Float64Array {
  const specs = model.parameters.map(({ start: _, ...spec }) => spec);
  return normalParameters(specs, 0.7, generator(seed)).map(Math.fround);
}

/** Output of a model for given parameters and input, in float64. */
export function outputOf(
  model: Model,
  parameters: Float64Array,
  x: { shape: readonly number[]; values: Float64Array },
  hooks?: Hooks,
): { shape: readonly number[]; values: number[] } {
  const program = trace(
    ({ flat, x }) => ({ y: model.apply(unflatten(flat, model.parameters), x, hooks) }),
    { flat: [parameterCount(model.parameters)], x: x.shape },
    { precision: "float64" },
  );
  const { y } = interpret(program, { flat: parameters, x: x.values });
  return { shape: program.outputs.y.shape, values: [...y] };
}

/**
 * Fails where a parameter's gradient is zero, the gradient along a random direction is not the difference quotient, or
 * ONNX Runtime disagrees with the interpreter in output or gradient.
 */
export async function checkModel(
  what: string,
  model: Model,
  inputShape: readonly number[],
  options: { seed?: number; blind?: readonly string[]; float64?: boolean } = {},
): Promise<void> {
  const { seed = 1, blind = [], float64 = true } = options;
  const flat = drawnParameters(model, seed), x = drawTensor(inputShape, seed, between(-1.5, 1.5)).values;
  const build = (precision: Precision) =>
    trace(
      ({ flat, x }) => {
        const tensors = unflatten(flat, model.parameters), y = model.apply(tensors, x);
        // Weights that differ from one element to the next, so that no symmetry hides a gradient.
        const weights = tf.sin(tf.cumsum(tf.onesLike(tf.reshape(y, [y.size]))));
        const loss = tf.sum(tf.mul(weights, tf.reshape(tf.tanh(y), [y.size])));
        const gradients = grad(loss, tensors);
        return { y, loss, ...Object.fromEntries(gradients.map((g, k) => [`g${k}`, g])) };
      },
      { flat: [flat.length], x: inputShape },
      { precision },
    );
  const program = build("float64"), values = interpret(program, { flat, x });
  const direction = drawnParameters(model, seed + 100);
  let along = 0, at = 0;
  model.parameters.forEach(({ name }, k) => {
    const g = values[`g${k}`] as Float64Array;
    const largest = g.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    if (!blind.includes(name)) assert(largest > 1e-6, `${what}: the gradient of ${name} is ${largest}`);
    for (const value of g) along += value * direction[at++];
  });
  const loss = (h: number) =>
    interpret(program, { flat: flat.map((value, i) => value + h * direction[i]), x }).loss[0];
  const h = 1e-4, slope = (8 * (loss(h) - loss(-h)) - (loss(2 * h) - loss(-2 * h))) / (12 * h);
  assertAlmostEquals(along / slope, 1, 1e-6, `${what}: derivative along a direction`);

  for (const precision of float64 ? ["float32", "float64"] as const : ["float32"] as const) {
    const relative = precision === "float32" ? 2e-4 : 1e-9;
    const executable = await compile(build(precision), { engine: "onnx" });
    const found = await executable.run({ flat, x });
    await executable.dispose();
    for (const [name, expected] of Object.entries(values)) {
      const wanted = expected as Float64Array;
      const scale = wanted.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-3);
      assertClose(found[name], wanted, { relative, absolute: relative * scale }, `${what}, onnx, ${name}`);
    }
  }
}
