/** Two-layer networks on digits with squared errors: every combination of dropout's mean, its noise, and its parts. */
import * as tf from "@tensorflow/tfjs-core";
import type { Dataset } from "../../lib/data/mod.ts";
import { compile, compileLoop, constant, grad, hvp, stepInputs, trace } from "../../lib/graph/mod.ts";
import { type DialSettings, dropoutDial, twoLayerLosses } from "../../lib/gradient_noise/dial/mod.ts";
import { sampleDropoutMask } from "../../lib/gradient_noise/mod.ts";
import { flatten, kaimingNormal, multilayerPerceptron } from "../../lib/nn/mod.ts";
import { parameterCount, unflatten } from "../../lib/nn/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { type RunContext, TrainingStopped } from "../../lib/train/mod.ts";
import { pooledDigits } from "./digits.ts";

/** What is minimised: R_S with as much of dropout's drift and noise as the dial says, and further terms. */
export interface Parts extends DialSettings {
  /** Weight of R̃_2 = (ε/4)‖∇R^drop‖². */
  second?: number;
  /** Normal noise of dropout's trace, the same in all directions. */
  isotropic?: boolean;
}

const VARIANTS = {
  /** R_S, R_S + R_1, and R^drop. */
  plain: { drift: 0, noise: 0 },
  modified: { drift: 1, noise: 0 },
  dropout: { drift: 1, noise: 1 },
  /** R^drop − R_1. */
  noiseOnly: { drift: 0, noise: 1 },
  isotropic: { drift: 0, noise: 0, isotropic: true },
  plainR2: { drift: 0, noise: 0, second: 1 },
  dropoutMinusR2: { drift: 1, noise: 1, second: -1 },
};

/** Name of a variant. */
export type Variant = keyof typeof VARIANTS;

/** IRD's set-up, smaller. */
export const TWO_LAYER = {
  rows: 500,
  testRows: 2000,
  /** Pixels of a side. */
  side: 14,
  width: 100,
  keep: 0.5,
  rate: 0.05,
  steps: 2000,
  readings: 40,
  variants: Object.keys(VARIANTS) as Variant[],
  /** Random vectors of the estimate of Tr H. */
  probes: 30,
};

/** Numbers of a set-up; the notebook says where they come from. */
export type TwoLayerSettings = typeof TWO_LAYER;

/** What is read along a training: R_S on the training digits, R_1, and both measures on digits that were not seen. */
const CURVES = ["loss", "regularizer", "testLoss", "testAccuracy"] as const;

/** One training. */
export interface TwoLayerRun extends Record<typeof CURVES[number], number[]> {
  steps: number[];
  /** Tr ∇²R_S at the end; `null` if the training diverged. */
  hessianTrace: number | null;
  /** Step by which it had. */
  diverged: number | null;
}

/** Trainings of one seed by variant. */
export type VariantRun = Partial<Record<Variant, TwoLayerRun>>;

/** Steps of one call of the engine. */
const CHUNK = 100;

/** All variants of one seed, from the same parameters and with the same masks. */
export async function trainTwoLayer(
  settings: TwoLayerSettings,
  seed: number,
  context: RunContext,
): Promise<VariantRun> {
  const { rows, testRows, side, variants, steps } = settings, runs: VariantRun = {};
  const digits = await pooledDigits(rows, testRows, side, seed);
  for (const variant of variants) {
    const run = runs[variant] = await trainParts(VARIANTS[variant], digits, settings, seed, context.signal);
    context.progress(variant, { step: steps, steps, loss: run.loss.at(-1)! });
  }
  return runs;
}

/** Steps of all variants. */
export function twoLayerSteps({ variants, steps }: TwoLayerSettings): number {
  return variants.length * steps;
}

/** One training, from the parameters and with the masks of a seed. */
export async function trainParts(
  { second = 0, isotropic = false, ...dial }: Parts,
  { train, test }: Record<"train" | "test", Dataset>,
  { width, keep, rate, steps, readings, probes }: Omit<TwoLayerSettings, "variants">,
  seed: number,
  signal: AbortSignal,
): Promise<TwoLayerRun> {
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
    const run: TwoLayerRun = { steps: [], ...curves, hessianTrace: null, diverged: null };
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
