import * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { generator, normalArray } from "../../lib/random/mod.ts";
import {
  DivergenceError,
  type Evaluation,
  train,
  type TrainingOptions,
  TrainingStopped,
} from "../../lib/train/mod.ts";
import { smallTraining } from "../support/small_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const ROWS = 23;

function column(seed: number, rows = ROWS) {
  return { shape: [rows, 1], values: normalArray(generator(seed), rows, 0, 1) };
}

/** Two sets, and the mean error and the mean of the first bias times a label. */
function evaluation(changes: Partial<Evaluation> = {}): Evaluation {
  const labels = Int32Array.from({ length: ROWS }, (_, i) => i % 3);
  const small = { shape: [1], values: Int32Array.of(1) };
  return {
    sets: {
      large: { x: column(1), y: column(2), label: { shape: [ROWS], values: labels } },
      small: { x: column(3, 1), y: column(4, 1), label: small },
    },
    measure: ([weight, bias], { x, y, label }) => ({
      error: tf.mean(tf.squaredDifference(tf.mul(tf.sum(weight), x), y)),
      label: tf.mul(tf.mean(tf.cast(label, "float32")), tf.sum(bias)),
    }),
    ...changes,
  };
}

function evaluated(changes: Partial<Evaluation> = {}, options: Partial<TrainingOptions> = {}) {
  return smallTraining({ evaluate: evaluation(changes), observeAt: [0, 40, 120], ...options });
}

Deno.test("values are the means over a set's rows, whatever the chunks, beside what is observed", async () => {
  const { sets } = evaluation();
  for (const chunkRows of [1, 5, 22, 23, 1000]) {
    const { steps, curves, snapshots } = await train(evaluated({ chunkRows }, {
      snapshot: ([weight, bias]) => ({ sums: tf.stack([tf.sum(weight), tf.sum(bias)]) }),
      snapshotAt: [0, 40, 120],
    }));
    assertEquals([steps, Object.keys(curves)], [
      [0, 40, 120],
      ["whole", "bias", "large/error", "large/label", "small/error", "small/label"],
    ]);
    snapshots.forEach(({ values: { sums: [weight, bias] } }, k) => {
      for (const [name, { x, y, label }] of Object.entries(sets)) {
        const rows = x.shape[0];
        let error = 0, mean = 0;
        for (let i = 0; i < rows; i++) {
          error += (weight * x.values[i] - y.values[i]) ** 2 / rows;
          mean += label.values[i] / rows;
        }
        assertAlmostEquals(curves[`${name}/error`][k], error, 2e-6 * error);
        assertAlmostEquals(curves[`${name}/label`][k], mean * bias, 2e-6);
      }
    });
  }
});

Deno.test("sets are read without anything that is observed, and change nothing of the training", async () => {
  const { parameters, curves } = await train(evaluated({}, { observe: undefined }));
  assertEquals(parameters, (await train(smallTraining())).parameters);
  assertEquals(curves["large/error"].length, 3);
});

Deno.test("no call of the engine is given more rows than a chunk has", async () => {
  const rows = new Set<number>();
  await train(evaluated({
    chunkRows: 10,
    measure: (_, { x }) => {
      rows.add(x.shape[0]);
      return { mean: tf.mean(x) };
    },
  }));
  assertEquals([...rows], [10, 3, 1]);
});

Deno.test("a training with sets that is stopped and resumed gives the same bits; other sets are measured from there on", async () => {
  await withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`,
      whole = await train(evaluated()),
      stop = new AbortController();
    const progress = ({ step }: { step: number }) => void (step >= 50 && stop.abort());
    await assertRejects(
      () => train(evaluated({}, { checkpoint, progress, signal: stop.signal })),
      TrainingStopped,
    );
    const { large, small } = evaluation().sets, changed = { ...large, x: column(9) };
    const others: Partial<Evaluation>[] = [
      { sets: { large: changed, small } },
      { sets: { large, other: small } },
      { sets: { large } },
      { chunkRows: 5 },
      { measure: (_, { x }) => ({ mean: tf.mean(x) }) },
    ];
    for (const [k, other] of others.entries()) {
      const copy = `${folder}/${k}.checkpoint`;
      await Deno.copyFile(checkpoint, copy);
      const { steps, parameters } = await train(evaluated(other, { checkpoint: copy }));
      assertEquals(parameters, whole.parameters);
      assert(steps[0] >= 50, "its curves begin where the training goes on");
    }
    assertEquals(await train(evaluated({}, { checkpoint })), whole);
  });
});

Deno.test("a measure that is not finite is a divergence with set, name and step", async () => {
  const measure: Evaluation["measure"] = (_, { x }) => ({ root: tf.mean(tf.sqrt(x)) });
  await assertRejects(
    () => train(evaluated({ measure }, { observeAt: [40] })),
    DivergenceError,
    "at step 40: large/root is NaN",
  );
});

Deno.test("sets and measures that make no evaluation are refused with their names", async () => {
  const { x, y } = evaluation().sets.large;
  const cases: [Partial<Evaluation>, string][] = [
    [{ sets: { a: {} } }, `evaluation set "a" has no rows`],
    [
      { sets: { a: { x: { shape: [0, 1], values: new Float32Array(0) } } } },
      `evaluation set "a" has no rows`,
    ],
    [{ sets: { a: { x: { shape: [], values: Float32Array.of(1) } } } }, `evaluation set "a" has no rows`],
    [{ sets: { a: { x, y: column(1, 3) } } }, `"y" of evaluation set "a" has 3 rows, "x" has 23`],
    [
      { sets: { a: { x: { ...x, shape: [ROWS, 2] }, y } } },
      `"x" of evaluation set "a" has shape [23,2] and 23 values`,
    ],
    [{ chunkRows: 0 }, "rows of a chunk must be a positive integer, got 0"],
    [{ measure: (_, { x }) => ({ x }) }, `evaluate gives "x" of shape [23,1], allowed a scalar`],
  ];
  for (const [changes, message] of cases) {
    await assertRejects(() => train(evaluated(changes)), RangeError, message);
  }
});
