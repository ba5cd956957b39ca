import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import * as tf from "@tensorflow/tfjs-core";
import { adam, sgd, warmupCosine } from "../../lib/optim/mod.ts";
import {
  CheckpointError,
  everySteps,
  LockedError,
  shuffledBatches,
  train,
  TrainingStopped,
} from "../../lib/train/mod.ts";
import { smallTraining } from "../support/small_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const constant = { optimizer: adam({ learningRate: 0.02 }) };

function withCheckpoint(body: (checkpoint: string, folder: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder((folder) => body(`${folder}/run.checkpoint`, folder));
}

Deno.test("more steps at a rate that is what it was extend a training, to the bits of one in one go", async () => {
  const of = (steps: number) => ({
    ...constant,
    steps,
    observeAt: everySteps(10, steps),
    snapshotAt: [0, 10, 60].filter((step) => step <= steps),
  });
  await withCheckpoint(async (checkpoint) => {
    await train(smallTraining({ ...of(40), checkpoint }));
    const extended = await train(smallTraining({ ...of(100), checkpoint }));
    assertEquals(extended, await train(smallTraining(of(100))));
  });
});

Deno.test("a schedule that would have given other rates refuses, and says which and at which step", async () => {
  const named = (steps: number) => {
    const learningRate = warmupCosine({ start: 0.01, peak: 0.1, final: 0.01, warmup: 10, steps });
    return { optimizer: sgd({ learningRate }), steps };
  };
  const written = (steps: number) => ({
    optimizer: sgd({ learningRate: (step) => 0.1 * (1 - step / (2 * steps)) }),
    steps,
  });
  const refusal = (of: typeof named) =>
    withTemporaryFolder(async (folder) => {
      const checkpoint = `${folder}/run.checkpoint`;
      await train(smallTraining({ ...of(40), checkpoint }));
      return (await assertRejects(() => train(smallTraining({ ...of(80), checkpoint })), CheckpointError))
        .message;
    });
  assertStringIncludes(await refusal(named), "steps 40)");
  assertStringIncludes(await refusal(written), "another run (rate at step 1: 0.09875 there, 0.099375 here)");
});

Deno.test("another observe goes on, and its curves begin there; what is the same is kept", async () => {
  await withCheckpoint(async (checkpoint) => {
    const stop = new AbortController(),
      progress = ({ step }: { step: number }) => void (step >= 60 && stop.abort());
    const all = { ...constant, observeAt: everySteps(10, 120), snapshotAt: [0, 10, 60, 120] };
    await assertRejects(
      () => train(smallTraining({ ...all, checkpoint, signal: stop.signal, progress })),
      TrainingStopped,
    );
    const whole = await train(smallTraining(all));
    const other = await train(
      smallTraining({ ...all, checkpoint, observe: ([w]) => ({ largest: tf.max(w) }) }),
    );
    assertEquals(other.parameters, whole.parameters);
    assertEquals(other.snapshots, whole.snapshots);
    assert(other.steps[0] >= 60);
    assertEquals(other.curves.largest.length, other.steps.length);
  });
});

Deno.test("a checkpoint that does not fit says which settings differ, there and here", async () => {
  await withCheckpoint(async (checkpoint) => {
    await train(smallTraining({ ...constant, steps: 10, checkpoint }));
    const own = smallTraining(),
      message = async (changes: Parameters<typeof smallTraining>[0]) => {
        const again = () => train(smallTraining({ ...constant, steps: 10, checkpoint, ...changes }));
        return (await assertRejects(again, CheckpointError)).message;
      };
    assertStringIncludes(
      await message({ batches: shuffledBatches({ rows: 12, size: 4, seed: 6 }) }),
      'batches: {"rows":12,"size":4,"seed":5} there, {"rows":12,"size":4,"seed":6} here',
    );
    assertStringIncludes(await message({ optimizer: adam({ learningRate: 0.03 }) }), '"learningRate":0.02');
    assertStringIncludes(
      await message({ initial: own.initial.map((value) => -value) }),
      "initial parameters: another one",
    );
    assertStringIncludes(
      await message({ loss: (...given) => tf.mul(own.loss(...given), 2) as tf.Scalar }),
      "loss, metrics and update: another one",
    );
    assertStringIncludes(await message({ engine: "cpu" }), 'engine: "onnx" there, "cpu" here');
    assertStringIncludes(await message({ steps: 5 }), "it has made 10 steps, this run asks for 5");
  });
});

Deno.test("a finished checkpoint is read without writing: nothing in its folder changes", async () => {
  await withCheckpoint(async (checkpoint, folder) => {
    const first = await train(smallTraining({ ...constant, checkpoint }));
    const seen = () =>
      Array.from(Deno.readDirSync(folder)).map((
        { name },
      ) => [name, Deno.statSync(`${folder}/${name}`).mtime?.getTime()]);
    const before = seen(), { mtime } = await Deno.stat(folder);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assertEquals(await train(smallTraining({ ...constant, checkpoint })), first);
    assertEquals(seen(), before);
    assertEquals((await Deno.stat(folder)).mtime, mtime, "no file came and went");
  });
});

Deno.test("a checkpoint is locked while a training uses it, and the other one is told who does", async () => {
  await withCheckpoint(async (checkpoint, folder) => {
    let second: Promise<unknown> | undefined;
    const progress = () => {
      second ??= assertRejects(
        () => train(smallTraining({ ...constant, checkpoint })),
        LockedError,
        "in use by process",
      );
    };
    await train(smallTraining({ ...constant, checkpoint, progress }));
    await second;
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["run.checkpoint"]);
  });
});
