import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { adam } from "../../../lib/optim/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import {
  type Inversion,
  InversionError,
  type InversionOptions,
  invertByLbfgs,
  invertByNetwork,
  invertBySteps,
  invertWithWavelet,
  optimizerSteps,
  topRows,
  withinBounds,
  withKnownNodes,
} from "../../../lib/wave/inversion/mod.ts";
import { relativeL2 } from "../../../lib/wave/measures/mod.ts";
import { boundedForm, cnnDecoder, pretrain } from "../../../lib/wave/networks/mod.ts";
import { totalVariation } from "../../../lib/wave/regularisers/mod.ts";
import { blurredMisfit, SHAPE, TRUTH } from "../linear_problem.ts";

const BOUNDS = { low: 1500, high: 3500 }, START = new Float64Array(TRUTH.length).fill(2500);
const network = cnnDecoder({ ...SHAPE, latent: 8, channels: [4, 8, 6] }, generator(1, "z")),
  form = boundedForm(BOUNDS);
const { theta } = await pretrain(network, form, {
  initial: network.initial(generator(1)),
  target: START,
  optimizer: adam({ learningRate: 1e-2 }),
  steps: 200,
});
const METHODS: Record<string, (options: InversionOptions) => Promise<Inversion>> = {
  "Adam": (options) =>
    invertBySteps({ ...options, start: START, bounds: BOUNDS, optimizer: adam({ learningRate: 0.03 }) }),
  "L-BFGS": (options) => invertByLbfgs({ ...options, start: START, bounds: BOUNDS }),
  "network": (options) =>
    invertByNetwork({ ...options, network, form, theta, optimizer: adam({ learningRate: 3e-3 }) }),
};

for (const [name, invert] of Object.entries(METHODS)) {
  Deno.test(`${name}: it finds the model, keeps its budget, and shows each model with its misfit`, async () => {
    const seen: number[] = [], misfit = blurredMisfit(TRUTH);
    let last = 0;
    const found = await invert({
      misfit,
      solves: 120,
      watch: ({ solves, misfit }) => {
        assert(solves > last, "solves go up");
        last = solves;
        seen.push(misfit);
      },
    });
    assert(relativeL2(found.velocity, TRUTH) < 0.03, `${relativeL2(found.velocity, TRUTH)}`);
    assert(found.solves <= 120, `${found.solves}`);
    assertEquals(found.misfit, seen.at(-1));
    assertAlmostEquals((await misfit(found.velocity)).misfit, found.misfit, 1e-9);
    assert(found.misfit < 0.05 * seen[0]);
  });

  Deno.test(`${name}: it stops at the discrepancy`, async () => {
    const misfit = blurredMisfit(TRUTH), level = 0.2 * (await misfit(START)).misfit;
    const found = await invert({ misfit, solves: 200, stopBelow: level });
    assertEquals(found.end, "discrepancy");
    assert(found.misfit < level && found.misfit > 0, `${found.misfit} of ${level}`);
    assert(found.solves < 200);
  });

  Deno.test(`${name}: a misfit that is not finite is named with its gradient and the greatest velocity`, async () => {
    let calls = 0;
    const misfit = async (v: Float64Array) => {
      const found = await blurredMisfit(TRUTH)(v);
      return ++calls === 3 ? { ...found, misfit: NaN } : found;
    };
    await assertRejects(
      () => invert({ misfit, solves: 9 }),
      InversionError,
      "got NaN at gradient 3, greatest velocity",
    );
  });

  Deno.test(`${name}: a signal ends it`, async () => {
    const { solves, end } = await invert({
      misfit: blurredMisfit(TRUTH),
      solves: 50,
      signal: AbortSignal.abort(),
    });
    assertEquals([solves, end], [1, "budget"]);
  });
}

Deno.test("a start outside the bounds, and a budget of nothing, are errors", async () => {
  const options = {
    misfit: blurredMisfit(TRUTH),
    solves: 5,
    bounds: { low: 2600, high: 3000 },
    start: START,
  };
  await assertRejects(() => invertByLbfgs(options), RangeError, "got 2500 at node 0");
  const none = { ...options, bounds: BOUNDS, solves: 0, optimizer: adam({ learningRate: 1 }) };
  await assertRejects(() => invertBySteps(none), RangeError, "solves must be a positive integer");
  await assertRejects(
    () => invertByLbfgs({ ...options, bounds: { low: 3, high: 2 } }),
    RangeError,
    "got 3 and 2",
  );
});

Deno.test("velocities keep within their bounds, and known nodes stay as they are", async () => {
  const bounds = { low: 2200, high: 2800 },
    nodes = topRows(TRUTH, SHAPE.nx, 2),
    misfit = blurredMisfit(TRUTH);
  const optimizer = adam({ learningRate: 0.05 }), options = { solves: 60, start: START, bounds };
  for (
    const found of [
      await invertByLbfgs({ ...options, misfit: withKnownNodes(misfit, nodes) }),
      await invertBySteps({ ...options, misfit: withKnownNodes(misfit, nodes), optimizer }),
    ]
  ) {
    for (const v of found.velocity) assert(v >= 2200 && v <= 2800, `${v}`);
    // Its gradient was 0 there, so that the search has not moved it.
    for (let i = 0; i < 2 * SHAPE.nx; i++) assertEquals(found.velocity[i], 2500);
  }
});

Deno.test("total variation makes flat what noise made rough", async () => {
  const rough = TRUTH.map((v, i) => v + (i % 2 === 0 ? 80 : -80));
  const options = { misfit: blurredMisfit(rough, 0.3), solves: 60, start: START, bounds: BOUNDS };
  const flat = (v: Float64Array) => totalVariation(v.map((c) => c / 1e3), SHAPE, 1e-2).value;
  const plain = await invertByLbfgs(options);
  const quiet = await invertByLbfgs({
    ...options,
    penalty: (v) => {
      const { value, gradient } = totalVariation(v, SHAPE, 1e-2);
      return { value: 0.02 * value, gradient: gradient.map((g) => 0.02 * g) };
    },
  });
  assert(flat(quiet.velocity) < 0.6 * flat(plain.velocity));
});

Deno.test("beyond its bounds a model counts as the nearest within, and has no gradient there", async () => {
  const bounded = withinBounds(blurredMisfit(TRUTH), { low: 2400, high: 2600 }),
    wide = TRUTH.map((v, i) => i === 7 ? 9000 : v);
  const near = wide.map((v) => Math.min(2600, Math.max(2400, v)));
  const { misfit, gradient } = await bounded(wide);
  assertEquals(misfit, (await blurredMisfit(TRUTH)(near)).misfit);
  assertEquals(gradient.map((g, i) => wide[i] === near[i] ? 0 : g), new Float64Array(TRUTH.length));
  assertThrows(() => withinBounds(blurredMisfit(TRUTH), { low: 3, high: 2 }), RangeError, "got 3 and 2");
});

Deno.test("steps of an optimizer are those of its formula", async () => {
  const steps = await optimizerSteps(2, adam({ learningRate: 0.5 }));
  const once = await steps.next(Float64Array.of(1, 2), Float64Array.of(3, -4));
  await steps.dispose();
  assertAlmostEquals(once[0], 0.5, 1e-8);
  assertAlmostEquals(once[1], 2.5, 1e-8);
});

Deno.test("model and wavelet are found together where both are asked for", async () => {
  // ½‖v/1000·s − d‖² + ½(s − 2)²: a strength s beside the velocities.
  const data = TRUTH.map((v) => 2 * v / 1e3);
  const found = await invertWithWavelet({
    misfit: (velocity, [s]) => {
      const residual = velocity.map((v, i) => s * v / 1e3 - data[i]);
      return Promise.resolve({
        misfit: residual.reduce((sum, r) => sum + r * r / 2, (s - 2) ** 2 / 2),
        gradient: residual.map((r) => r * s / 1e3),
        byWavelet: Float64Array.of(residual.reduce((sum, r, i) => sum + r * velocity[i] / 1e3, s - 2)),
      });
    },
    start: START,
    bounds: BOUNDS,
    wavelet: Float64Array.of(1.5),
    waveletUnit: 2,
    iterations: 60,
  });
  assertAlmostEquals(found.wavelet[0], 2, 1e-4);
  assert(relativeL2(found.velocity, TRUTH) < 1e-3);
  assert(found.misfit < 1e-6, `${found.misfit}`);
});
