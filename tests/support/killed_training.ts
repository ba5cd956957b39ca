/**
 * A program that trains with a checkpoint, saving after every call, to be killed at any moment; a run that gets to its
 * end writes its result. It prints the number of steps, or iterations, that are done. Arguments: method, checkpoint,
 * file of the result, seconds between saves, milliseconds to wait after each word.
 */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../lib/graph/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { type IterationOptions, leastSquares, minimize, train } from "../../lib/train/mod.ts";
import { seededTraining } from "./seeded_training.ts";

/** Observed often, so that there are many calls, and with them many saves. */
const TRAINING = { steps: 12_000, width: 6, rate: 0.02, every: 4 };
const MIXTURE = [{ name: "rates", shape: [4], fanIn: 1 }, { name: "weights", shape: [4], fanIn: 1 }];

/** Noisy decay at 40 times, as residuals of a sum of four exponentials: an ill-conditioned fit of many iterations. */
function residuals([rates, weights]: tf.Tensor[]): tf.Tensor {
  const t = Float64Array.from({ length: 40 }, (_, i) => i / 10),
    noise = normalArray(generator(4), 40, 0, 0.01);
  const y = t.map((time, i) => Math.exp(-time) + Math.exp(-3 * time) + noise[i]);
  const decays = tf.exp(tf.neg(tf.matMul(constant(t, [40, 1]), tf.reshape(rates, [1, 4]))));
  return tf.sub(tf.reshape(tf.matMul(decays, tf.reshape(weights, [4, 1])), [40]), constant(y, [40]));
}

const INITIAL = Float64Array.of(0.5, 1.5, 2.5, 4, 0.4, 0.6, 0.3, 0.5);

/** The methods by name; each gives all that it leaves, as plain JSON. */
export const METHODS: Readonly<Record<string, (options: Partial<IterationOptions>) => Promise<unknown>>> = {
  async adam({ checkpoint, progress, saveSeconds }) {
    const options = { ...seededTraining(TRAINING, 3), checkpoint, progress, saveSeconds };
    const record = await train({
      ...options,
      snapshot: (parameters) => ({ first: parameters[0] }),
      snapshotAt: [0, 1000, TRAINING.steps],
    });
    return { ...record, parameters: [...record.parameters] };
  },
  async lbfgs(options) {
    const minimum = await minimize({
      ...options,
      parameters: MIXTURE,
      initial: INITIAL,
      loss: (parameters) => tf.sum(tf.square(residuals(parameters))) as tf.Scalar,
      gradientTolerance: 0,
      stepTolerance: 0,
      maxIterations: 200,
    });
    return { ...minimum, parameters: [...minimum.parameters] };
  },
  async leastSquares(options) {
    const fit = await leastSquares({
      ...options,
      parameters: MIXTURE,
      initial: INITIAL,
      residuals,
      gradientTolerance: 0,
      stepTolerance: 0,
      maxIterations: 200,
    });
    return { ...fit, parameters: [...fit.parameters], residuals: [...fit.residuals] };
  },
};

if (import.meta.main) {
  const [method, checkpoint, output, saveSeconds, wait] = Deno.args;
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  const result = await METHODS[method]({
    checkpoint,
    saveSeconds: Number(saveSeconds),
    progress({ step }) {
      console.log(step);
      Atomics.wait(asleep, 0, 0, Number(wait));
    },
  });
  await Deno.writeTextFile(output, JSON.stringify(result));
}
