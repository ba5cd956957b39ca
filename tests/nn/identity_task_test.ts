import { assert, assertEquals, assertGreaterOrEqual, assertLess } from "@std/assert";
import { compileLoop, type HostArrays } from "../../lib/graph/mod.ts";
import { carriedNames, stepProgram } from "../../lib/train/step_program.ts";
import { shuffledBatches, train } from "../../lib/train/mod.ts";
import { identityTask, SEQUENCE } from "../support/identity_task.ts";
import { identityTraining } from "../support/identity_training.ts";

Deno.test("the test part of the identity task holds no key at a position where training has it", () => {
  const pairs = (part: "train" | "test") => {
    const { tokens, labels, count } = identityTask(part, 8000, 1);
    return new Set(Array.from({ length: count }, (_, row) => {
      const sequence = tokens.subarray(row * SEQUENCE, (row + 1) * SEQUENCE), at = sequence.indexOf(3);
      assertEquals([sequence[at + 1], sequence.lastIndexOf(3)], [labels[row], at]);
      return `${at} ${labels[row]}`;
    }));
  };
  const seen = pairs("train"), unseen = pairs("test");
  assertEquals([seen.size, unseen.size], [8 * 70, 8 * 10]);
  assert([...unseen].every((pair) => !seen.has(pair)));
});

Deno.test("the transformer of paper 07 learns the identity task from 1000 sequences, one layer does not", async () => {
  const run = async (layers: number) => {
    const { curves } = await train({ ...identityTraining(0, layers), steps: 600, observeAt: [0, 600] });
    return curves;
  };
  const two = await run(2), one = await run(1);
  assertLess(two.test[0], 0.05);
  assertGreaterOrEqual(two.test[1], 0.9);
  // Both fit the training part; under the causal mask one layer cannot carry the key to the last position.
  assertGreaterOrEqual(two.train[1], 0.99);
  assertGreaterOrEqual(one.train[1], 0.95);
  assertLess(one.test[1], 0.2);
});

const COMPARED_STEPS = 100;
/** Smaller batches than the training's, since TF.js's cpu backend takes half a second for a step of those. */
const COMPARED_ROWS = 10;

Deno.test("the first 100 steps of that training are the same on TF.js's cpu backend", async () => {
  const training = identityTraining(0), { initial, optimizer } = training;
  const batches = shuffledBatches({ rows: training.batches.rows, size: COMPARED_ROWS, seed: 0 });
  const step = stepProgram({ ...training, batchSize: batches.size, precision: "float32" });
  const names = carriedNames(optimizer);
  const state = Object.fromEntries(
    names.map((name) => [name, name === "parameters" ? initial : new Float64Array(initial.length)]),
  );
  const each = Array.from({ length: COMPARED_STEPS }, (_, i) => i);
  const coefficients = Float64Array.from(each.flatMap((i) => optimizer.coefficientsAt(i + 1)));
  const rows = Int32Array.from(each.flatMap((i) => [...batches.at(i)]));
  const run = async (engine: "onnx" | "cpu") => {
    const loop = await compileLoop(step, names, { engine });
    try {
      const { state: after, metrics } = await loop.run(state, { rows, coefficients }, COMPARED_STEPS);
      return { loss: metrics.loss, parameters: after.parameters };
    } finally {
      await loop.dispose();
    }
  };
  const onnx = await run("onnx"), tfjs = await run("cpu");
  assertLess(largestDifference(onnx, tfjs, "loss"), 1e-3);
  assertLess(largestDifference(onnx, tfjs, "parameters"), 1e-3);
  const moved = largestDifference(onnx, { parameters: initial }, "parameters");
  assert(moved > 0.03, `the parameters moved by ${moved} only`);
});

function largestDifference(a: HostArrays, b: HostArrays, name: string): number {
  assertEquals(a[name].length, b[name].length);
  return Array.from(a[name], (value, i) => Math.abs(value - b[name][i])).reduce((top, x) => Math.max(top, x));
}
