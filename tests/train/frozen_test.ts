import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { GradientError, TraceError } from "../../lib/graph/mod.ts";
import { adam, adamW, clipByGlobalNorm, sgd } from "../../lib/optim/mod.ts";
import { train, type TrainingOptions } from "../../lib/train/mod.ts";
import { smallTraining } from "../support/small_training.ts";

Deno.test("frozen parameters keep their bits, and the others are trained", async () => {
  for (const optimizer of [adamW({ learningRate: 0.05, weightDecay: 0.5 }), sgd({ learningRate: 0.1 })]) {
    const options = smallTraining({
      optimizer,
      steps: 20,
      frozen: ["weight1", "bias2"],
      precision: "float32",
    });
    const { parameters } = await train(options);
    const before = Float32Array.from(options.initial), after = Float32Array.from(parameters);
    // weight1 [1, 6], bias1 [6], weight2 [6, 1], bias2 [1]
    assertEquals(after.subarray(0, 6), before.subarray(0, 6));
    assertEquals(after.subarray(18), before.subarray(18));
    for (let k = 6; k < 18; k++) assert(after[k] !== before[k], `parameter ${k}`);
  }
});

Deno.test("a training with frozen parts is that of the model in which they are constants", async () => {
  const parts = (frozen: boolean): TrainingOptions => ({
    parameters: [{ name: "a", shape: [2], fanIn: 1 }, { name: "b", shape: [2], fanIn: 1 }].slice(
      frozen ? 0 : 1,
    ),
    initial: Float64Array.of(3, -1, 0.5, 2).slice(frozen ? 0 : 2),
    loss(tensors) {
      const a = frozen ? tensors[0] : tf.tensor1d([3, -1]), b = tensors[frozen ? 1 : 0];
      return tf.sum(tf.add(tf.square(tf.sub(tf.mul(a, b), 1)), tf.sin(a))) as tf.Scalar;
    },
    // The norm that is clipped is that of the trained parameters alone.
    optimizer: clipByGlobalNorm(adam({ learningRate: 0.1 }), 0.5),
    ...(frozen && { frozen: ["a"] }),
    steps: 30,
    precision: "float64",
  });
  const whole = await train(parts(true)), alone = await train(parts(false));
  assertEquals(whole.parameters.subarray(2), alone.parameters);
  assertEquals([...whole.parameters.subarray(0, 2)], [3, -1]);
});

Deno.test("what cannot be frozen is refused, and a parameter without use is named", async () => {
  const refused = (
    changes: Partial<TrainingOptions>,
    kind: typeof RangeError | typeof GradientError | typeof TraceError,
    text: string,
  ) => assertRejects(() => train(smallTraining(changes)), kind, text);
  await refused(
    { frozen: ["weight9"] },
    RangeError,
    `train: "weight9" cannot be frozen, allowed weight1, bias1`,
  );
  const all = ["weight1", "bias1", "weight2", "bias2"];
  await refused({ frozen: all }, RangeError, "nothing is left to train");
  const error = await assertRejects(
    () => train(smallTraining({ batches: undefined, loss: ([w]) => tf.sum(w) as tf.Scalar })),
    GradientError,
    `gradient with respect to parameter "bias1" (shape [6]): the scalar does not depend on it`,
  );
  assert(/\(at \S*frozen_test\.ts:\d+:\d+\)$/.test(error.message), error.message);
  await refused(
    { batches: undefined, loss: ([w]) => w as tf.Scalar },
    GradientError,
    "must be a float scalar",
  );
  await refused(
    { batches: undefined, loss: (() => 3) as unknown as TrainingOptions["loss"] },
    TraceError,
    "train: the loss must be a scalar tensor, got 3",
  );
});
