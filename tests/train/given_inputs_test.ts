import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { constant, GradientError, TraceError } from "../../lib/graph/mod.ts";
import {
  dropoutMask,
  leastSquares,
  minimize,
  shuffledBatches,
  train,
  type TrainingOptions,
} from "../../lib/train/mod.ts";
import { smallTraining } from "../support/small_training.ts";

/** The error of a small training that is told otherwise. */
async function failing(changes: Partial<TrainingOptions>, message: string): Promise<Error> {
  const error = await assertRejects(() => train(smallTraining(changes)), TraceError, message);
  assert(/\(at \S*(given_inputs_test|small_training)\.ts:\d+:\d+\)$/.test(error.message), error.message);
  return error;
}

const all = (parameters: tf.Tensor[]) => tf.addN(parameters.map((x) => tf.sum(tf.square(x)))) as tf.Scalar;

Deno.test("rows without batches are a named error, in the loss and in metrics", async () => {
  const message = "uses rows, which exist only with the option batches";
  const error = await failing({ batches: undefined }, `train: the loss ${message}`);
  assert(error.cause instanceof Error, "the error of TF.js is kept");
  await failing({
    batches: undefined,
    loss: (parameters, rows) => tf.mul(all(parameters), rows.shape[0]) as tf.Scalar,
  }, `train: the loss ${message}`);
  await failing({
    batches: undefined,
    loss: all,
    metrics: ({ rows }) => ({ largest: tf.max(tf.cast(rows, "float32")) }),
  }, `train: metrics ${message}`);
});

Deno.test("a loss may look whether there are rows, and its own errors are passed on", async () => {
  const either: TrainingOptions["loss"] = (parameters, rows) =>
    (rows
      ? tf.add(all(parameters), tf.sum(tf.mul(0, tf.cast(rows, "float32"))))
      : all(parameters)) as tf.Scalar;
  for (const batches of [undefined, shuffledBatches({ rows: 12, size: 4, seed: 5 })]) {
    const { parameters } = await train(smallTraining({ batches, loss: either, steps: 2, snapshotAt: [] }));
    assertEquals(parameters.length, 19);
  }
  const own = new SyntaxError("undefined is not what I expected");
  const thrown = await assertRejects(() =>
    train(smallTraining({
      batches: undefined,
      loss: () => {
        throw own;
      },
    }))
  );
  assertEquals(thrown, own);
});

Deno.test("a drawn tensor that there is not is named with those that there are", async () => {
  const loss: TrainingOptions["loss"] = (parameters, _, drawn) =>
    tf.add(all(parameters), tf.sum(drawn.mask)) as tf.Scalar;
  await failing({ loss }, `train: the loss uses drawn "mask", the option drawn gives none`);
  const drawn = { seed: 1, tensors: { noise: dropoutMask({ shape: [2], keep: 0.5 }) } };
  await failing({ loss, drawn }, `uses drawn "mask", the option drawn gives "noise"`);
});

Deno.test("a parameter without use is an error in each way of training", async () => {
  const parameters = [{ name: "a", shape: [2], fanIn: 1 }, { name: "b", shape: [], fanIn: 1 }];
  const initial = Float64Array.of(1, 2, 3), maxIterations = 3, message = "does not depend on it";
  const used = ([a]: tf.Tensor[]) => tf.sum(tf.square(a)) as tf.Scalar;
  await assertRejects(
    () => minimize({ parameters, initial, maxIterations, loss: used }),
    GradientError,
    `gradient with respect to parameter "b" (shape []): the scalar ${message}`,
  );
  await assertRejects(
    () => leastSquares({ parameters, initial, maxIterations, residuals: () => constant([1, 2]) }),
    GradientError,
    message,
  );
});
