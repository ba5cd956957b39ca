import * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { lossDisagreement } from "../../lib/cli/bench/losses.ts";
import { hessian, interpret, trace } from "../../lib/graph/mod.ts";
import { symmetricEigen } from "../../lib/linalg/mod.ts";
import { meanSquaredError, multilayerPerceptron, unflatten } from "../../lib/nn/mod.ts";
import { acousticWaves } from "./acoustic_waves.ts";
import { cnnOptions } from "./cnn.ts";
import { factorisationRuns } from "./factorisation.ts";
import { hessianVector } from "./hessian_vector.ts";
import { pinnOptions } from "./pinn.ts";
import { writeProblem } from "./problem.ts";
import { sineRegressionOptions } from "./sine_regression.ts";
import { useTfjsBackend } from "./tfjs_backend.ts";
import { tracedTraining, type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import { transformerOptions } from "./transformer.ts";
import { chosenWorkloads, WORKLOADS } from "./workloads.ts";

const SMALL = sineRegressionOptions([1, 5, 5, 1], 9);

const SMALL_TRAININGS: Readonly<Record<string, TrainingOptions>> = {
  mlp: SMALL,
  pinn: pinnOptions([1, 5, 5, 1], 9),
  transformer: transformerOptions({ width: 6, layers: 2, positions: 4, vocabulary: 7, rows: 12, batch: 5 }),
  cnn: cnnOptions({ side: 8, units: [2, 3], rows: 12, batch: 4, jaxPool: "window" }),
};

for (const [name, options] of Object.entries(SMALL_TRAININGS)) {
  Deno.test(`a training step of the ${name} gives the same losses compiled, interpreted and in TF.js eager`, async () => {
    const compiled = await (await tracedTraining(options)).losses(6);
    const interpreted = await (await tracedTraining(options, { engine: "interpreter" })).losses(6);
    assertEquals(lossDisagreement(interpreted, compiled, 1e-4), null);
    const { tfjs, tfjsLacks } = trainingWorkload(options);
    assert(tfjs !== undefined || tfjsLacks !== undefined);
    if (!tfjs) return;
    await useTfjsBackend("cpu");
    assertEquals(lossDisagreement(interpreted, await (await tfjs()).losses(6), 1e-4), null);
  });
}

Deno.test("training steps of the bench learn", async () => {
  for (const name of ["mlp", "pinn"]) {
    const losses = await (await tracedTraining(SMALL_TRAININGS[name])).losses(50);
    assertLess(losses[49], losses[0], name);
  }
});

Deno.test("products with the Hessian approach its largest eigenvalue, the same compiled and interpreted", async () => {
  const small = hessianVector([1, 4, 1], 6);
  const compiled = await (await small.ours()).losses(200);
  const interpreted = await (await small.ours({ engine: "interpreter" })).losses(200);
  assertEquals(lossDisagreement(interpreted, compiled, 1e-9), null);
  const { x, y, parameters } = small.arrays;
  const model = multilayerPerceptron({ widths: [1, 4, 1], activation: "tanh" });
  const program = trace(({ flat }) => {
    const points = tf.tensor2d(Float32Array.from(x.values), [6, 1]),
      targets = tf.tensor2d(Float32Array.from(y.values), [6, 1]);
    return {
      matrix: hessian(
        meanSquaredError(model.apply(unflatten(flat, model.parameters), points), targets),
        flat,
      ),
    };
  }, { flat: [parameters.values.length] });
  const { matrix } = interpret(program, { flat: parameters.values });
  const { values } = symmetricEigen(matrix as Float64Array, parameters.values.length);
  const largest = Math.max(...values.map(Math.abs));
  assertAlmostEquals(Math.abs(compiled[199]), largest, 1e-5 * largest);
});

Deno.test("descents of many factorisations give the same losses as loops and interpreted", async () => {
  const small = factorisationRuns(2);
  const loops = await (await small.ours()).losses(8);
  const interpreted = await (await small.ours({ engine: "interpreter" })).losses(8);
  assertEquals(lossDisagreement(interpreted, loops, 1e-9), null);
  assertLess(loops[7], loops[0]);
});

Deno.test("waves give the same losses with and without a gradient, in units that a layer's width hardly changes", async () => {
  const size = { nz: 20, nx: 30, steps: 120, velocity: 2000 };
  const losses = async (layers: readonly [number, number], storeEvery?: readonly [number, number]) =>
    await (await acousticWaves({ ...size, layers, ...storeEvery && { storeEvery } }).ours()).losses(3);
  const data = await losses([20, 20]);
  assert(data[0] > 0 && data[1] !== data[0]);
  assertEquals(await losses([20, 20], [4, 4]), data);
  assertEquals(lossDisagreement(data, await losses([10, 20]), 1e-4), null);
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
