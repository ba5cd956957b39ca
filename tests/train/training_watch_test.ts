import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs-core";
import { sgd } from "../../lib/optim/mod.ts";
import { minimize, train, TrainingStopped, watchTrainings } from "../../lib/train/mod.ts";
import { smallTraining } from "../support/small_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const watched = (options: Parameters<typeof smallTraining>[0] = {}, limit?: number) =>
  watchTrainings({ limit }, () => train(smallTraining({ steps: 100, ...options })));

const whole = await watched();

Deno.test("a watched training is digested after steps 8, 64 and its last, and gives what an unwatched one does", async () => {
  assertEquals(Object.keys(whole.trainings[0].digests), ["8", "64", "100"]);
  assertEquals(whole.value, await train(smallTraining({ steps: 100 })));
});

Deno.test("two runs of one training have the same digests and key, one of another rate has others", async () => {
  assertEquals((await watched()).trainings, whole.trainings);
  const other = await watched({ optimizer: sgd({ learningRate: 0.011 }) });
  assertNotEquals(other.trainings[0].key, whole.trainings[0].key);
  assertNotEquals(other.trainings[0].digests[8], whole.trainings[0].digests[8]);
});

Deno.test("a limited training has the key and the first digests of the whole one, and a record as long", async () => {
  const { value, trainings: [training] } = await watched({}, 64);
  const { digests: { 8: eight, 64: sixtyFour }, key } = whole.trainings[0];
  assertEquals([training.key, training.steps], [key, 100]);
  assertEquals(training.digests, { 8: eight, 64: sixtyFour });
  assertEquals(value.steps, whole.value.steps);
  for (const [name, curve] of Object.entries(value.curves)) {
    const at = value.steps.findIndex((step) => step > 64), last = curve.length - 1;
    assertEquals(curve.length, whole.value.curves[name].length);
    assert(at < last);
    assertEquals(curve[at], curve[last], "after the last step the curve stays as it is");
  }
  assertEquals(value.snapshots.map(({ step }) => step), whole.value.snapshots.map(({ step }) => step));
});

Deno.test("digests survive a stop", async () => {
  await withTemporaryFolder(async (folder) => {
    const stop = new AbortController(), checkpoint = `${folder}/stopped.checkpoint`;
    const options = {
      checkpoint,
      signal: stop.signal,
      progress: ({ step }: { step: number }) => step >= 64 && stop.abort(),
    };
    await assertRejects(() => watched(options), TrainingStopped);
    assertEquals((await watched({ checkpoint })).trainings, whole.trainings);
  });
});

Deno.test("host-driven methods are watched, and end at a limit", async () => {
  const options = {
    parameters: [{ name: "w", shape: [2], fanIn: 1 }],
    initial: Float64Array.of(-1.2, 1),
    loss: ([w]: tf.Tensor[]) => {
      const [x, y] = tf.unstack(w);
      return tf.add(
        tf.square(tf.sub(1, x)),
        tf.mul(100, tf.square(tf.sub(y, tf.square(x)))),
      ) as tf.Scalar;
    },
    maxIterations: 200,
  };
  const { value, trainings: [training] } = await watchTrainings({}, () => minimize(options));
  assert(value.iterations > 20);
  assertEquals(Object.keys(training.digests), ["8", String(value.iterations)]);
  assertEquals([training.precision, training.engine], ["float64", "onnx"]);
  const short = await watchTrainings({ limit: 8 }, () => minimize(options));
  assertEquals(short.value.iterations, 8);
  assertEquals(short.trainings[0].digests[8], training.digests[8]);
});

Deno.test("trainings of a process are watched once at a time, and no longer than the body runs", async () => {
  await assertRejects(
    () => watchTrainings({}, () => watchTrainings({}, () => Promise.resolve())),
    Error,
    "watched already",
  );
  const failing = () => watchTrainings({ limit: 8 }, () => Promise.reject(new Error("in the body")));
  await assertRejects(failing, Error, "in the body");
  assertEquals((await train(smallTraining({ steps: 100 }))).parameters, whole.value.parameters);
});
