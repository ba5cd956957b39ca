import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertLess, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { sgd } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import {
  CheckpointError,
  type Drawn,
  drawnAt,
  type DrawnTensor,
  dropoutMask,
  train,
  type TrainingOptions,
  TrainingStopped,
} from "../../lib/train/mod.ts";

/** Four parameters w with loss Σ mask·w: each step takes the mask off w. */
function masked(changes: Partial<TrainingOptions> = {}, seed = 1): TrainingOptions {
  return {
    parameters: [{ name: "w", shape: [4], fanIn: 1 }],
    initial: new Float64Array(4),
    loss: ([w], _, { mask }) => tf.sum(tf.mul(mask, w)) as tf.Scalar,
    optimizer: sgd({ learningRate: 1 }),
    drawn: { seed, tensors: { mask: dropoutMask({ shape: [4], keep: 0.5 }) } },
    steps: 60,
    precision: "float64",
    ...changes,
  };
}

Deno.test("a mask holds 0 and 1/p, with mean 1 and the share p of kept elements", () => {
  for (const keep of [0.1, 0.5, 0.9, 1]) {
    const values = dropoutMask({ shape: [100, 200], keep }).draw(generator(1, keep));
    assert(values.every((value) => value === 0 || value === 1 / keep));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    // Five standard deviations of the mean of 20,000 masks.
    assertLess(Math.abs(mean - 1), 1e-12 + 5 * Math.sqrt((1 / keep - 1) / values.length), `keep ${keep}`);
  }
});

Deno.test("masks differ between steps, names and seeds, and a step's mask is the same however it is reached", () => {
  const mask = dropoutMask({ shape: [64], keep: 0.5 });
  const drawn = (seed: number): Drawn => ({ seed, tensors: { a: mask, b: mask } });
  const first = drawnAt(drawn(1), "a", 3);
  assertEquals(drawnAt(drawn(1), "a", 3), first);
  assertNotEquals(drawnAt(drawn(1), "a", 4), first);
  assertNotEquals(drawnAt(drawn(1), "b", 3), first);
  assertNotEquals(drawnAt(drawn(2), "a", 3), first);
});

Deno.test("the loss of each step gets that step's mask, on onnx and on the interpreter", async () => {
  const options = masked(), sum = new Float64Array(4);
  for (let step = 0; step < options.steps; step++) {
    drawnAt(options.drawn!, "mask", step).forEach((value, i) => sum[i] -= value);
  }
  for (const engine of ["onnx", "interpreter"] as const) {
    assertEquals((await train({ ...options, engine })).parameters, sum);
  }
});

Deno.test("one mask shared over the batch drops the same units for every row", async () => {
  const parameters = [{ name: "h", shape: [3, 4], fanIn: 1 }], initial = new Float64Array(12);
  const loss: TrainingOptions["loss"] = ([h], _, { mask }) => tf.sum(tf.mul(h, mask)) as tf.Scalar;
  const of = async (shape: number[]) =>
    (await train(masked({
      parameters,
      initial,
      loss,
      steps: 1,
      drawn: { seed: 3, tensors: { mask: dropoutMask({ shape, keep: 0.5 }) } },
    }))).parameters;
  const shared = await of([4]), single = await of([3, 4]);
  assertEquals(shared.subarray(4, 8), shared.subarray(0, 4));
  assertEquals(shared.subarray(8, 12), shared.subarray(0, 4));
  assertNotEquals(single.subarray(4, 8), single.subarray(0, 4));
});

Deno.test("a training with dropout that is stopped and resumed gives the same bits", async () => {
  const folder = await Deno.makeTempDir({ prefix: "dropout-test-" });
  try {
    const whole = await train(masked()),
      checkpoint = `${folder}/run.checkpoint`,
      stop = new AbortController();
    const progress = () => stop.abort();
    await assertRejects(() => train(masked({ checkpoint, signal: stop.signal, progress })), TrainingStopped);
    await assertRejects(() => train(masked({ checkpoint }, 2)), CheckpointError, "another run");
    const other = { seed: 1, tensors: { mask: dropoutMask({ shape: [4], keep: 0.75 }) } };
    await assertRejects(() => train(masked({ checkpoint, drawn: other })), CheckpointError, "another run");
    assertEquals(await train(masked({ checkpoint })), whole);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("masks that cannot be drawn are refused", async () => {
  for (const keep of [0, -0.5, 1.5, NaN]) {
    assertThrows(() => dropoutMask({ shape: [1], keep }), RangeError, `must lie in (0, 1], got ${keep}`);
  }
  assertThrows(() => dropoutMask({ shape: [1.5], keep: 1 }), RangeError, "got [1.5]");
  const short: DrawnTensor = { shape: [4], settings: {}, draw: () => new Float64Array(3) };
  await assertRejects(
    () => train(masked({ drawn: { seed: 1, tensors: { mask: short } } })),
    RangeError,
    `drawn tensor "mask": shape [4] needs 4 numbers, got 3`,
  );
});
