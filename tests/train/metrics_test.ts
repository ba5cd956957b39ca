import * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import {
  CheckpointError,
  DivergenceError,
  drawnAt,
  dropoutMask,
  everySteps,
  type StepMetrics,
  train,
  type TrainingOptions,
  TrainingStopped,
} from "../../lib/train/mod.ts";
import { singleParameter } from "../support/single_parameter.ts";
import { smallTraining } from "../support/small_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

/** The smallest training with three metrics, over five steps. */
function single(changes: Partial<TrainingOptions> = {}): TrainingOptions {
  return singleParameter({
    steps: 5,
    metrics: ({ parameters: [w], gradient, loss }) => ({
      w,
      slope: tf.sum(gradient),
      twice: tf.mul(2, loss),
    }),
    ...changes,
  });
}

const norms: StepMetrics = ({ gradient, rows }) => ({ gradient: tf.norm(gradient), rows: tf.sum(rows) });

Deno.test("metrics are those of the parameters before each step, on onnx, cpu and the interpreter", async () => {
  for (const engine of ["onnx", "interpreter"] as const) {
    const { metrics } = await train(single({ engine }));
    assertEquals(metrics, {
      steps: [0, 1, 2, 3, 4],
      curves: {
        loss: [2, 0.5, 0.125, 0.03125, 0.0078125],
        w: [3, 2, 1.5, 1.25, 1.125],
        slope: [2, 1, 0.5, 0.25, 0.125],
        twice: [4, 1, 0.25, 0.0625, 0.015625],
      },
    });
  }
  const { metrics } = await train(single({ engine: "cpu", precision: "float32" }));
  assertEquals(metrics!.curves.slope, [2, 1, 0.5, 0.25, 0.125]);
});

Deno.test("every n-th step is kept, however steps fall into calls", async () => {
  const { metrics: every } = await train(smallTraining({ metrics: norms }));
  for (const observed of [[], everySteps(7, 120), everySteps(1, 120)]) {
    for (const metricsEvery of [1, 5, 7, 50, 500]) {
      const { metrics } = await train(smallTraining({ metrics: norms, metricsEvery, observeAt: observed }));
      assertEquals(
        metrics!.steps,
        Array.from({ length: Math.ceil(120 / metricsEvery) }, (_, i) => i * metricsEvery),
      );
      for (const [name, curve] of Object.entries(metrics!.curves)) {
        assertEquals(curve, every!.curves[name].filter((_, i) => i % metricsEvery === 0), name);
      }
    }
  }
});

Deno.test("metrics cost no return to the host: the calls are those of a training without them", async () => {
  const calls = async (changes: Partial<TrainingOptions>) => {
    const ends: number[] = [], now = performance.now;
    let time = 0;
    performance.now = () => time += 10;
    try {
      const record = await train(smallTraining({
        observeAt: [],
        snapshotAt: [],
        progress: ({ step }) => void ends.push(step),
        ...changes,
      }));
      return { ends, parameters: record.parameters };
    } finally {
      performance.now = now;
    }
  };
  const without = await calls({}), withThem = await calls({ metrics: norms });
  assertEquals(withThem, without);
  assert(without.ends.length < 10, `${without.ends}`);
});

Deno.test("metrics see the batch and what was drawn for the step", async () => {
  const drawn = { seed: 3, tensors: { mask: dropoutMask({ shape: [4], keep: 0.5 }) } };
  const options = smallTraining({
    drawn,
    metrics: ({ rows, drawn: { mask } }) => ({ rows: tf.sum(rows), mask: tf.sum(mask) }),
  });
  const { metrics } = await train(options);
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
  metrics!.steps.forEach((step, i) => {
    assertEquals(metrics!.curves.rows[i], sum(options.batches!.at(step)));
    assertEquals(metrics!.curves.mask[i], sum(drawnAt(drawn, "mask", step)));
  });
});

Deno.test("the gradient of metrics leaves out what is frozen", async () => {
  const sizes = async (frozen: string[]) =>
    (await train(smallTraining({
      steps: 1,
      snapshotAt: [],
      frozen,
      metrics: ({ gradient }) => ({ size: tf.scalar(gradient.size) }),
    }))).metrics!.curves.size[0];
  assertEquals([await sizes([]), await sizes(["weight1"])], [19, 13]);
});

Deno.test("a training with metrics that is stopped and resumed gives the same bits", async () => {
  await withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`, options = { metrics: norms, metricsEvery: 3 };
    const whole = await train(smallTraining(options));
    for (const at of [1, 40, 80]) {
      const stop = new AbortController();
      const progress = ({ step }: { step: number }) => void (step >= at && stop.abort());
      await assertRejects(
        () => train(smallTraining({ ...options, checkpoint, progress, signal: stop.signal })),
        TrainingStopped,
      );
    }
    for (const changes of [{ metricsEvery: 4 }, { metrics: undefined }]) {
      await assertRejects(
        () => train(smallTraining({ ...options, ...changes, checkpoint })),
        CheckpointError,
        "another run",
      );
    }
    assertEquals(await train(smallTraining({ ...options, checkpoint })), whole);
    assertEquals(whole.metrics!.curves.loss.length, 40);
  });
});

Deno.test("the kept loss is the one that is minimised", async () => {
  const { metrics, curves } = await train(smallTraining({
    batches: undefined,
    loss: (parameters) => smallTraining().observe!(parameters).whole as tf.Scalar,
    metrics: () => ({}),
    observeAt: everySteps(1, 120),
  }));
  metrics!.curves.loss.forEach((loss, i) => assertAlmostEquals(loss, curves.whole[i], 1e-6));
});

Deno.test("a metric that is not finite is a divergence with its name and its own step", async () => {
  const metrics: StepMetrics = ({ parameters: [w] }) => ({ root: tf.sqrt(tf.sub(w, 1.375)) });
  for (const observeAt of [[], [2], [3]]) {
    const options = single({ metrics, observe: ([w]) => ({ w }), observeAt });
    await assertRejects(() => train(options), DivergenceError, 'at step 3: metric "root" is NaN');
  }
});

Deno.test("metrics that are no scalars, and steps between them that are no such number, are refused", async () => {
  const of = (changes: Partial<TrainingOptions>) => () => train(single(changes));
  const pair: StepMetrics = ({ parameters: [w] }) => ({ pair: tf.stack([w, w]) });
  await assertRejects(of({ metrics: pair }), RangeError, `metrics gives "pair" of shape [2]`);
  await assertRejects(of({ metrics: ({ loss }) => ({ loss }) }), RangeError, `cannot give "loss"`);
  const number = (() => ({ n: 3 })) as unknown as StepMetrics;
  await assertRejects(of({ metrics: number }), Error, `train: metric "n" must be a tensor, got 3`);
  for (const metricsEvery of [0, -1, 1.5, NaN]) {
    await assertRejects(of({ metricsEvery }), RangeError, `positive integer, got ${metricsEvery}`);
  }
});
