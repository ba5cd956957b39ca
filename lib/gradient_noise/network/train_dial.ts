/** Training of two-layer classifiers on dropout with its drift and its noise set independently. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger, requirePositive } from "../../checks.ts";
import type { Dataset } from "../../data/mod.ts";
import { rounded } from "../../experiments/rounded.ts";
import { compile, compileLoop, constant, grad, hvp, stepInputs, trace } from "../../graph/mod.ts";
import { flatten, kaimingNormal, multilayerPerceptron, parameterCount, unflatten } from "../../nn/mod.ts";
import { generator, normalArray } from "../../random/mod.ts";
import { TrainingStopped } from "../../train/mod.ts";
import { type DialSettings, dropoutDial } from "../dial/mod.ts";
import { sampleDropoutMask } from "../mask.ts";
import { twoLayerLosses } from "./two_layer_losses.ts";

/** What is minimised: R_S with as much of dropout's drift and noise as the dial says, and further terms. */
export interface DialParts extends DialSettings {
  /** Weight of R̃_2 = (ε/4)‖∇R^drop‖². */
  second?: number;
  /** Normal noise of dropout's trace, the same in all directions. */
  isotropic?: boolean;
}

/** Network and training of {@linkcode trainDial}. */
export interface DialTrainingOptions {
  /** Hidden units. */
  readonly width: number;
  /** p */
  readonly keep: number;
  /** ε */
  readonly rate: number;
  readonly steps: number;
  /** Readings along the training, beside that at its start. */
  readonly readings: number;
  /** Random vectors of the estimate of Tr H. */
  readonly probes: number;
}

/** What is read along a training: R_S on the training digits, R_1, and both measures on digits that were not seen. */
const CURVES = ["loss", "regularizer", "testLoss", "testAccuracy"] as const;

/** One training. */
export interface DialTraining extends Record<typeof CURVES[number], number[]> {
  steps: number[];
  /** Tr ∇²R_S at the end; `null` if the training diverged. */
  hessianTrace: number | null;
  /** Step by which it had. */
  diverged: number | null;
}

/** Steps of one call of the engine. */
const CHUNK = 100;

/**
 * Gradient descent of a two-layer ReLU classifier with squared errors, on dropout turned by the dial: what its drift, its
 * noise and their parts do to the end of training.
 *
 * @param parts what is minimised
 * @param data rows to train on, and rows that are not seen
 * @param options of network and training
 * @param seed of initial parameters and masks, which do not depend on the parts
 * @param signal stops the training
 * @throws {RangeError} for a drift that is not finite, a noise that is negative or not finite, a probability outside
 *   (0, 1], or numbers of steps, units or readings that are not positive integers
 * @throws {TrainingStopped} if the signal is given
 */
export async function trainDial(
  { second = 0, isotropic = false, ...dial }: DialParts,
  { train, test }: Record<"train" | "test", Dataset>,
  { width, keep, rate, steps, readings, probes }: DialTrainingOptions,
  seed: number,
  signal: AbortSignal,
): Promise<DialTraining> {
  for (const [name, value] of Object.entries({ width, steps, readings })) {
    requireInteger("trainDial", name, value);
  }
  requirePositive("trainDial", "rate", rate);
  const model = multilayerPerceptron({ widths: [train.features, width, train.targets], activation: "relu" });
  const specs = model.parameters, P = parameterCount(specs);
  const masked = dial.noise > 0 || second !== 0 || isotropic;
  const losses = (tensors: readonly tf.Tensor[], data: Dataset, mask?: tf.Tensor) =>
    twoLayerLosses(model, tensors, data, keep, mask);
  const direction = (tensors: tf.Tensor[], mask: tf.Tensor, normal: tf.Tensor): tf.Tensor => {
    const slope = (value: tf.Tensor) => flatten(grad(value, tensors));
    const under = (mask: tf.Tensor) => losses(tensors, train, mask).loss;
    const { loss, regularizer } = losses(tensors, train), masks = tf.reshape(mask, [1, width]);
    const turned = slope(dropoutDial(under, masks, { ...dial, regularizer }));
    if (second === 0 && !isotropic) return turned;
    const noisy = slope(under(mask));
    if (second !== 0) {
      const squared = tf.mul(tf.sum(tf.square(noisy)), constant(second * rate / 4));
      return tf.add(turned, slope(squared));
    }
    const noise = tf.sub(noisy, slope(tf.add(loss, regularizer)));
    const size = tf.sqrt(tf.mul(tf.sum(tf.square(noise)), constant(1 / P)));
    return tf.add(turned, tf.mul(size, normal));
  };

  const ones = new Float64Array(width).fill(1);
  const move = ({ theta, mask = constant(ones), normal }: Record<string, tf.Tensor>) => ({
    theta: tf.sub(theta, tf.mul(constant(rate), direction(unflatten(theta, specs), mask, normal))),
  });
  const inputs = { theta: [P], ...(masked && { mask: [width] }), ...(isotropic && { normal: [P] }) };
  const step = await compileLoop(trace(move, inputs), ["theta"]);
  const look = await compile(trace(({ theta }) => {
    const tensors = unflatten(theta, specs), { loss, regularizer } = losses(tensors, train);
    const unseen = losses(tensors, test);
    return { loss, regularizer, testLoss: unseen.loss, testAccuracy: unseen.accuracy };
  }, { theta: [P] }));
  const curvature = await compile(trace(({ theta, v }) => {
    const tensors = unflatten(theta, specs), along = unflatten(v, specs);
    return { product: tf.sum(tf.mul(v, flatten(hvp(losses(tensors, train).loss, tensors, along)))) };
  }, { theta: [P], v: [P] }));
  // The same masks for every variant, whatever else it draws, and however the steps fall into calls.
  const drawn = (at: number) => ({
    ...(masked && { mask: sampleDropoutMask(generator(seed, "masks", at), width, keep) }),
    ...(isotropic && { normal: normalArray(generator(seed, "normals", at), P, 0, 1) }),
  });
  try {
    const every = Math.ceil(steps / readings), signs = generator(seed, "probes");
    const curves = { loss: [], regularizer: [], testLoss: [], testAccuracy: [] };
    const run: DialTraining = { steps: [], ...curves, hessianTrace: null, diverged: null };
    let theta = kaimingNormal(specs, generator(seed, "initial")), trace = 0;
    for (let done = 0;;) {
      if (done % every === 0 || done === steps) {
        const found = await look.run({ theta });
        if (!Number.isFinite(found.loss[0])) return { ...run, diverged: done };
        run.steps.push(done);
        for (const name of CURVES) run[name].push(rounded(found[name])[0]);
      }
      if (done === steps) break;
      if (signal.aborted) throw new TrainingStopped(done, undefined);
      const now = Math.min(CHUNK, steps - done, every - done % every);
      const { state } = await step.run({ theta }, stepInputs(done, now, drawn), now);
      theta = Float64Array.from(state.theta);
      done += now;
    }
    for (let k = 0; k < probes; k++) {
      const v = Float64Array.from({ length: P }, () => (signs.uniform() < 0.5 ? -1 : 1));
      trace += (await curvature.run({ theta, v })).product[0] / probes;
    }
    return { ...run, hessianTrace: rounded(trace) };
  } finally {
    for (const one of [step, look, curvature]) await one.dispose();
  }
}
