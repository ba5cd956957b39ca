import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { lossDisagreement } from "../../lib/cli/bench_results.ts";
import { writeProblem } from "./problem.ts";
import { sineRegressionOptions } from "./sine_regression.ts";
import { tracedTraining, trainingWorkload } from "./training_workload.ts";
import { chosenWorkloads, WORKLOADS } from "./workloads.ts";

const SMALL = sineRegressionOptions([1, 5, 5, 1], 9);

Deno.test("a measured training step gives the same losses compiled, interpreted and in TF.js eager", async () => {
  const compiled = await (await tracedTraining(SMALL)).losses(6);
  const interpreted = await (await tracedTraining(SMALL, { engine: "interpreter" })).losses(6);
  const eager = await (await trainingWorkload(SMALL).tfjs!()).losses(6);
  assertEquals(lossDisagreement(compiled, interpreted, 1e-4), null);
  assertEquals(lossDisagreement(compiled, eager, 1e-4), null);
  assertLess(compiled[5], compiled[0]);
});

Deno.test("a workload starts from the same state every time", async () => {
  const runner = await tracedTraining(SMALL);
  const first = await runner.losses(3);
  await runner.advance(5);
  assertEquals(await runner.losses(3), first);
});

Deno.test("minibatches start over after the last stored one", async () => {
  const batches = { shape: [2, 3], values: Int32Array.of(0, 1, 2, 6, 7, 8) };
  const seen = tracedTraining({
    ...SMALL,
    batches,
    loss(parameters, _data, rows) {
      const nothing = parameters.map((parameter) => tf.mul(tf.sum(parameter), 0));
      return tf.sum(tf.stack([tf.mean(tf.cast(rows, "float32")), ...nothing])) as tf.Scalar;
    },
  });
  assertEquals(await (await seen).losses(3), [1, 7, 1]);
});

Deno.test("chosenWorkloads() gives all, or those named, and lists them for an unknown name", () => {
  assertEquals(chosenWorkloads([]), WORKLOADS);
  assertEquals(chosenWorkloads([WORKLOADS[2].name]), [WORKLOADS[2]]);
  assertThrows(() => chosenWorkloads(["giant"]), RangeError, WORKLOADS[0].name);
  assertEquals(new Set(WORKLOADS.map(({ name }) => name)).size, WORKLOADS.length);
});

Deno.test("writeProblem() writes every array where its description says", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const workload = trainingWorkload({
      ...SMALL,
      batches: { shape: [1, 2], values: Int32Array.of(4, 5) },
    });
    await writeProblem(`${folder}/small`, workload);
    const { kind, settings, arrays } = JSON.parse(await Deno.readTextFile(`${folder}/small.json`));
    assertEquals([kind, settings.widths, settings.learningRate], ["mlp", [1, 5, 5, 1], 1e-3]);
    const { buffer } = await Deno.readFile(`${folder}/small.bin`);
    for (const [name, { values }] of Object.entries(workload.arrays)) {
      const { dtype, offset, count } = arrays[name];
      const type = { int32: Int32Array, float32: Float32Array, float64: Float64Array }[dtype as "int32"];
      assertEquals<unknown>(new type(buffer, offset, count), values, name);
    }
    assert("batches" in arrays);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
