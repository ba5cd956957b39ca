/** One model of each kind on each engine: `deno task test engines`; PAPERS_REQUIRE_ENGINES=wasm,cpu allows no absence. */
import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertThrows } from "@std/assert";
import type { EngineName } from "../../lib/graph/mod.ts";
import { assertConforms, referenceTraining, trainOn } from "../support/conformance.ts";
import { CONFORMANCE_PROBLEMS } from "../support/conformance_models.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";

/** Of the largest element; engines reach 3e-6 of it. */
const TOLERANCE = 2e-5;
/** WGSL allows its functions of floats larger errors than the other engines make. */
const TOLERANCES: Partial<Record<EngineName, number>> = { webgpu: 1e-3 };

for (const status of ENGINE_STATUSES) {
  for (const problem of CONFORMANCE_PROBLEMS) {
    engineTest(status, `${problem.name}: loss, gradient and Adam steps are the interpreter's`, async () => {
      const { engine } = status;
      const training = await trainOn(problem, engine);
      assertConforms(training, await referenceTraining(problem), TOLERANCES[engine] ?? TOLERANCE);
    });
  }
}

Deno.test("engines: a loss, a gradient or parameters that are off by a thousandth do not conform", async () => {
  const [problem] = CONFORMANCE_PROBLEMS, expected = await referenceTraining(problem);
  const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs));
  const moved = (values: ArrayLike<number>) =>
    Float64Array.from(values, (value, k) => (k === 3 ? value + 1e-3 * largest(values) : value));
  assertConforms(expected, expected, 0);
  for (
    const [changed, named] of [
      [{ ...expected, loss: 1.001 * expected.loss }, "loss"],
      [{ ...expected, gradient: moved(expected.gradient) }, "gradient"],
      [{ ...expected, trained: moved(expected.trained) }, "parameters after 5 steps"],
      [{ ...expected, gradient: Float64Array.from(expected.gradient, () => NaN) }, "gradient"],
    ] as const
  ) assertThrows(() => assertConforms(changed, expected, TOLERANCE), Error, named);
});

Deno.test("engines: every engine has a state, those of the packages are there, and TF.js's own backend is still cpu", () => {
  assertEquals(tf.getBackend(), "cpu");
  const present = ENGINE_STATUSES.filter(({ state }) => state === "present").map(({ engine }) => engine);
  assertEquals(
    ["onnx", "wasm", "cpu", "interpreter"].filter((name) => !present.includes(name as EngineName)),
    [],
  );
});
