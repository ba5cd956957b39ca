/** Two-layer networks on digits with squared errors: every combination of dropout's mean, its noise, and its parts. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, compileLoop, constant, grad, hvp, trace } from "../../lib/graph/mod.ts";
import { sampleDropoutMask } from "../../lib/gradient_noise/mod.ts";
import { flatten, kaimingNormal, multilayerPerceptron, unflatten } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { type RunContext, TrainingStopped } from "../../lib/train/mod.ts";
import { type LabelledRows, pooledDigits } from "./labelled_rows.ts";
import { rightShare, twoLayerLosses } from "./two_layer_losses.ts";
import { rounded } from "./rounded.ts";

/**
 * What is followed downhill.
 *
 * - `plain`: R_S. `modified`: R_S + R_1. `dropout`: R^drop.
 * - `noiseOnly`: R^drop − R_1, that is R_S with dropout's noise. `plainR2`: R_S + R̃_2, with R̃_2 = (ε/4)‖∇R^drop‖².
 * - `dropoutMinusR2`: R^drop − R̃_2. `isotropic`: R_S with normal noise of dropout's trace, the same in all directions.
 */
export const VARIANTS = [
  "plain",
  "modified",
  "dropout",
  "noiseOnly",
  "isotropic",
  "plainR2",
  "dropoutMinusR2",
] as const;

/** Name of a variant. */
export type Variant = typeof VARIANTS[number];

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface TwoLayerSettings {
  rows: number;
  testRows: number;
  /** Pixels of a side. */
  side: number;
  width: number;
  keep: number;
  rate: number;
  steps: number;
  readings: number;
  variants: Variant[];
  /** Random vectors of the estimate of Tr H. */
  probes: number;
}

/** Curves of one training. */
export interface TwoLayerRun {
  steps: number[];
  /** R_S on the training digits. */
  loss: number[];
  /** R_1. */
  regularizer: number[];
  testLoss: number[];
  testAccuracy: number[];
  /** Tr ∇²R_S at the end; `null` where the training ran off to infinity. */
  hessianTrace: number | null;
  /** Step by which it had. */
  diverged: number | null;
}

/** Steps of one call of the engine. */
const CHUNK = 100;

/** All variants of one seed, from the same parameters and with the same masks. */
export async function trainTwoLayer(
  settings: TwoLayerSettings,
  seed: number,
  context: RunContext,
): Promise<Partial<Record<Variant, TwoLayerRun>>> {
  const { rows, testRows, side, variants, steps } = settings;
  const { train, test } = await pooledDigits(rows, testRows, side, seed);
  const runs: Partial<Record<Variant, TwoLayerRun>> = {};
  for (const variant of variants) {
    runs[variant] = await trainVariant(variant, { train, test }, settings, seed, context.signal);
    context.progress(variant, { step: steps, steps, loss: runs[variant].loss.at(-1)! });
  }
  return runs;
}

/** Steps of all variants. */
export function twoLayerSteps({ variants, steps }: TwoLayerSettings): number {
  return variants.length * steps;
}

async function trainVariant(
  variant: Variant,
  { train, test }: { train: LabelledRows; test: LabelledRows },
  settings: TwoLayerSettings,
  seed: number,
  signal: AbortSignal,
): Promise<TwoLayerRun> {
  const { width, keep, rate, steps, readings, probes } = settings;
  const model = multilayerPerceptron({ widths: [train.features, width, train.classes], activation: "relu" });
  const specs = model.parameters,
    P = specs.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const initial = kaimingNormal(specs, generator(seed, "initial"));
  const masked = variant !== "plain" && variant !== "modified", isotropic = variant === "isotropic";

  const losses = (tensors: readonly tf.Tensor[], data: LabelledRows, mask?: tf.Tensor) =>
    twoLayerLosses(model, tensors, data, keep, mask);
  const direction = (tensors: readonly tf.Tensor[], mask: tf.Tensor, normal: tf.Tensor): tf.Tensor => {
    const slope = (value: tf.Tensor) => flatten(grad(value, [...tensors]));
    const plain = losses(tensors, train), gradient = () => slope(plain.loss);
    if (variant === "plain") return gradient();
    if (variant === "modified") return slope(tf.add(plain.loss, plain.regularizer));
    const dropped = losses(tensors, train, mask).loss, noisy = slope(dropped);
    if (variant === "dropout") return noisy;
    if (variant === "noiseOnly") return slope(tf.sub(dropped, plain.regularizer));
    if (isotropic) {
      const noise = tf.sub(noisy, slope(tf.add(plain.loss, plain.regularizer)));
      const size = tf.sqrt(tf.mul(tf.sum(tf.square(noise)), constant(1 / P)));
      return tf.add(gradient(), tf.mul(size, normal));
    }
    const second = slope(tf.mul(tf.sum(tf.square(noisy)), constant(rate / 4)));
    return variant === "plainR2" ? tf.add(gradient(), second) : tf.sub(noisy, second);
  };

  const step = await compileLoop(
    trace(
      ({ theta, mask, normal }) => ({
        theta: tf.sub(theta, tf.mul(constant(rate), direction(unflatten(theta, specs), mask, normal))),
      }),
      {
        theta: [P],
        ...(masked ? { mask: [width] } : {}),
        ...(isotropic ? { normal: [P] } : {}),
      } as Record<"theta" | "mask" | "normal", readonly number[]>,
    ),
    ["theta"],
  );
  const look = await compile(trace(({ theta }) => {
    const tensors = unflatten(theta, specs),
      { loss, regularizer } = losses(tensors, train),
      unseen = losses(tensors, test);
    return { loss, regularizer, testLoss: unseen.loss, testAccuracy: rightShare(unseen.output, test) };
  }, { theta: [P] }));
  const curvature = await compile(trace(({ theta, v }) => {
    const tensors = unflatten(theta, specs), along = unflatten(v, specs);
    return { product: tf.sum(tf.mul(v, flatten(hvp(losses(tensors, train).loss, tensors, along)))) };
  }, { theta: [P], v: [P] }));
  try {
    const every = Math.ceil(steps / readings);
    const run: TwoLayerRun = {
      steps: [],
      loss: [],
      regularizer: [],
      testLoss: [],
      testAccuracy: [],
      hessianTrace: null,
      diverged: null,
    };
    let theta = initial;
    const read = async (at: number) => {
      const found = await look.run({ theta });
      if (!Number.isFinite(found.loss[0])) {
        run.diverged = at;
        return;
      }
      run.steps.push(at);
      for (const name of ["loss", "regularizer", "testLoss", "testAccuracy"] as const) {
        run[name].push(rounded(found[name] as Float32Array)[0]);
      }
    };
    await read(0);
    for (let done = 0; done < steps && run.diverged === null;) {
      if (signal.aborted) throw new TrainingStopped(done, undefined);
      const now = Math.min(CHUNK, steps - done, every - done % every);
      // The same masks for every variant, whatever else it draws, and however the steps fall into calls.
      const mask = new Float64Array(masked ? now * width : 0),
        normal = new Float64Array(isotropic ? now * P : 0);
      for (let k = 0; k < now; k++) {
        if (masked) mask.set(sampleDropoutMask(generator(seed, "masks", done + k), width, keep), k * width);
        if (isotropic) normal.set(normalArray(generator(seed, "normals", done + k), P, 0, 1), k * P);
      }
      const { state } = await step.run(
        { theta },
        { ...(masked ? { mask } : {}), ...(isotropic ? { normal } : {}) },
        now,
      );
      theta = Float64Array.from(state.theta as Float32Array);
      done += now;
      if (done % every === 0 || done === steps) await read(done);
    }
    if (run.diverged !== null) return run;
    const signs = generator(seed, "probes");
    let trace = 0;
    for (let k = 0; k < probes; k++) {
      const v = Float64Array.from({ length: P }, () => (signs.uniform() < 0.5 ? -1 : 1));
      trace += (await curvature.run({ theta, v })).product[0] / probes;
    }
    run.hessianTrace = rounded([trace])[0];
    return run;
  } finally {
    for (const one of [step, look, curvature]) await one.dispose();
  }
}
