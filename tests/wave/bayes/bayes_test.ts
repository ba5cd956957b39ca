import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { adam } from "../../../lib/optim/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";
import { mean } from "../../../lib/stats/mod.ts";
import {
  coverage,
  mcDropout,
  meanField,
  type NetworkSamples,
  posteriorOf,
  recalibration,
  rescaled,
  sgld,
} from "../../../lib/wave/bayes/mod.ts";
import type { VelocityMisfit } from "../../../lib/wave/inversion/mod.ts";
import { boundedForm, cnnDecoder, pretrain } from "../../../lib/wave/networks/mod.ts";
import { relativeL2 } from "../../../lib/wave/measures/mod.ts";
import { blurredMisfit, SHAPE, TRUTH } from "../linear_problem.ts";

Deno.test("mean and spread of samples, also of large ones", () => {
  const { mean, sd } = posteriorOf([[1, 1e9 + 1], [3, 1e9 + 3]]);
  assertEquals([...mean, ...sd], [2, 1e9 + 2, Math.SQRT2, Math.SQRT2]);
  assertThrows(() => posteriorOf([[1]]), RangeError, "got 1");
  assertThrows(() => posteriorOf([[1], [1, 2]]), RangeError, "sample 1");
});

Deno.test("a spread that is right covers what it should; one that is half as wide is mended by a factor of two", () => {
  const truth = normalArray(generator(1), 5000, 0, 1);
  const right = { mean: new Float64Array(5000), sd: new Float64Array(5000).fill(1) };
  assertAlmostEquals(coverage(right, truth, 1), 0.683, 0.02);
  assertAlmostEquals(coverage(right, truth, 2), 0.954, 0.01);
  const factor = recalibration(rescaled(right, 0.5), truth, { width: 2, share: 0.954 });
  assertAlmostEquals(factor, 2, 0.1);
  assertThrows(() => coverage(right, truth, 0), RangeError, "width");
  assertThrows(() => rescaled(right, -1), RangeError, "factor");
});

Deno.test("a recalibrated spread covers the share that was asked for on the model that it was learnt on", () => {
  fc.assert(fc.property(fc.integer(), fc.double({ min: 0.3, max: 0.99, noNaN: true }), (seed, share) => {
    const truth = normalArray(generator(seed), 400, 0, 3),
      sd = normalArray(generator(seed, "sd"), 400, 2, 0.2).map(Math.abs);
    const given = { mean: new Float64Array(400), sd };
    const factor = recalibration(given, truth, { width: 2, share });
    assertAlmostEquals(coverage(rescaled(given, factor), truth, 2), share, 0.006);
  }));
});

const network = cnnDecoder({ ...SHAPE, latent: 8, channels: [4, 8, 6] }, generator(1, "z"));
const form = boundedForm({ low: 1500, high: 3500 });
const { theta } = await pretrain(network, form, {
  initial: network.initial(generator(1)),
  target: TRUTH,
  optimizer: adam({ learningRate: 1e-2 }),
  steps: 300,
});
/** Noise of 20 m/s on blurred velocities. */
const energy: VelocityMisfit = async (v) => {
  const { misfit, gradient } = await blurredMisfit(TRUTH)(v), scale = 1 / 0.02 ** 2;
  return { misfit: scale * misfit, gradient: gradient.map((g) => scale * g) };
};
const common = { network, form, energy, priorSd: 1, theta };
const METHODS: Record<string, (seed: number) => Promise<NetworkSamples>> = {
  "SGLD": (seed) =>
    sgld({ ...common, burnIn: 20, every: 2, samples: 20, step: 1e-4, generator: generator(seed) }),
  "mean field": (seed) =>
    meanField({
      ...common,
      optimizer: adam({ learningRate: 1e-3 }),
      solves: 60,
      samples: 20,
      startSd: 1e-3,
      generator: generator(seed),
    }),
  "dropout": (seed) =>
    mcDropout({
      ...common,
      optimizer: adam({ learningRate: 1e-3 }),
      solves: 60,
      samples: 20,
      keep: 0.95,
      generator: generator(seed),
    }),
};
for (const [name, sample] of Object.entries(METHODS)) {
  Deno.test(`${name}: samples lie around the truth, differ, and come again with the same seed`, async () => {
    const { samples, energies } = await sample(1), again = await sample(1);
    assertEquals(samples.length, 20);
    assertEquals([samples, energies], [again.samples, again.energies]);
    const { mean: middle, sd } = posteriorOf(samples);
    assert(relativeL2(middle, TRUTH) < 0.08, `${relativeL2(middle, TRUTH)}`);
    assert(mean(sd) > 0.5 && mean(sd) < 300, `${mean(sd)} m/s`);
    assert(mean(energies.slice(-10)) < 40 * TRUTH.length, `${energies.slice(-3)}`);
  });
}

Deno.test("SGLD at a higher temperature spreads wider", async () => {
  const spread = async (temperature: number) => {
    const run = await sgld({
      ...common,
      burnIn: 20,
      every: 2,
      samples: 20,
      step: 1e-4,
      temperature,
      generator: generator(2),
    });
    return mean(posteriorOf(run.samples).sd);
  };
  assert(await spread(4) > 1.3 * await spread(0.25));
});

Deno.test("samplers out of range are errors", async () => {
  const plan = { burnIn: 0, every: 1, samples: 1, generator: generator(0) };
  await assertRejects(() => sgld({ ...common, ...plan, step: 0 }), RangeError, "step");
  await assertRejects(() => sgld({ ...common, ...plan, step: 1, priorSd: -1 }), RangeError, "priorSd");
  await assertRejects(() => sgld({ ...common, ...plan, step: 1, temperature: 0 }), RangeError, "temperature");
  const rest = { optimizer: adam({ learningRate: 1 }), solves: 1, samples: 1, generator: generator(0) };
  await assertRejects(() => meanField({ ...common, ...rest, startSd: 0 }), RangeError, "startSd");
  await assertRejects(() => mcDropout({ ...common, ...rest, keep: 2 }), RangeError, "(0, 1]");
  await assertRejects(
    () => mcDropout({ ...common, ...rest, keep: 0.5, network: { ...network, droppable: {} } }),
    RangeError,
    "no inner tensor",
  );
});
