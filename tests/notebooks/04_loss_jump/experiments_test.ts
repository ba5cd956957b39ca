import { assert, assertAlmostEquals, assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import type { Experiment } from "../../../lib/experiments/mod.ts";
import centredStart from "../../../notebooks/04_loss_jump/centred_start.ts";
import circleOrder from "../../../notebooks/04_loss_jump/circle_order.ts";
import cubicActivation from "../../../notebooks/04_loss_jump/cubic_activation.ts";
import cures from "../../../notebooks/04_loss_jump/cures.ts";
import equations from "../../../notebooks/04_loss_jump/equations.ts";
import firstLayerScale from "../../../notebooks/04_loss_jump/first_layer_scale.ts";
import frequencyOrder from "../../../notebooks/04_loss_jump/frequency_order.ts";
import jumpTheory from "../../../notebooks/04_loss_jump/jump_theory.ts";
import lossSwitch from "../../../notebooks/04_loss_jump/loss_switch.ts";
import modeRates from "../../../notebooks/04_loss_jump/mode_rates.ts";
import operatorOrder from "../../../notebooks/04_loss_jump/operator_order.ts";
import optimisers from "../../../notebooks/04_loss_jump/optimisers.ts";
import orderRates from "../../../notebooks/04_loss_jump/order_rates.ts";
import paperWidth from "../../../notebooks/04_loss_jump/paper_width.ts";
import randomStart from "../../../notebooks/04_loss_jump/random_start.ts";
import { piecewiseRate, type RatePieces, switchReadings } from "../../../lib/pde/mod.ts";
import reverseSwitch from "../../../notebooks/04_loss_jump/reverse_switch.ts";
import slowRamp from "../../../notebooks/04_loss_jump/slow_ramp.ts";

const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };
const FIT: RatePieces = [[1e-3, 20], [1e-4, 10]];
const SMALL = { hidden: [8, 8], points: 24, gridPoints: 64, highestFrequency: 12 };

/** One run with some settings of the full profile changed, as a notebook gets it: through JSON. */
async function small<Settings, Result>(
  experiment: Experiment<Settings, Result>,
  changes: Partial<Settings>,
  seed = 0,
): Promise<Result> {
  const result = await experiment.run({ ...experiment.settings, ...changes }, seed, CONTEXT);
  assertEquals(JSON.parse(JSON.stringify(result)), result);
  return result;
}

const ALL: Record<string, number> = {
  model: 30,
  data: 20,
  sobolev: 20,
  ritz: 20,
  blend: 20,
  weighted: 20,
  modelFast: 20,
  dataFast: 20,
  modelSlow: 20,
  kept: 20,
};

Deno.test("every continuation starts from the loss at the switch, with its spectra and gradients", async () => {
  const shown = { seed: 0, steps: [0, 10, 30] };
  const { fit, after } = await small(lossSwitch, { ...SMALL, fit: FIT, fitReadEvery: 10, steps: ALL, shown });
  assertEquals(fit.steps, [0, 10, 20, 30]);
  assertEquals(Object.keys(after), Object.keys(ALL));
  for (const [name, run] of Object.entries(after)) {
    assertAlmostEquals(run.data[0] / fit.data[3], 1, 1e-3, name);
    assertEquals(run.spectra.map((row) => row.length), run.spectrumSteps.map(() => 13));
  }
  const { model } = after;
  assertEquals(model!.shown!.steps, [0, 10, 30]);
  assertEquals(model!.gradients!.cosine.length, model!.steps.length);
  assert(after.kept!.data[1] !== model!.data[1], "kept moments make another first step");
});

Deno.test("other seeds keep no outputs, and continuations that are left out are not run", async () => {
  const { after } = await small(lossSwitch, { ...SMALL, fit: FIT, fitReadEvery: 10, steps: { model: 5 } }, 1);
  assertEquals(Object.keys(after), ["model"]);
  assertEquals(after.model!.shown, undefined);
});

Deno.test("the paper's width and the cubic activation are the same experiment with other networks", async () => {
  assertEquals(paperWidth.settings.hidden, [320, 320, 320]);
  const { after } = await small(cubicActivation, {
    ...SMALL,
    fit: FIT,
    fitReadEvery: 10,
    steps: { model: 5, data: 5 },
  });
  assertEquals(Object.keys(after), ["model", "data"]);
});

Deno.test("a random start and both frequency orders are read along the way", async () => {
  const run = await small(randomStart, { ...SMALL, steps: 20, readEvery: 5, spectraEvery: 10 });
  assertEquals([run.steps, run.spectrumSteps], [[0, 5, 10, 15, 20], [0, 10, 20]]);
  const order = await small(frequencyOrder, {
    ...SMALL,
    steps: { data: 40, model: 30 },
    denseUntil: 20,
    readEvery: 5,
  });
  assertEquals(order.data.steps, [0, 5, 10, 15, 20, 25, 40]);
  assertAlmostEquals(order.data.data[0], order.model.data[0], 1e-6);
});

Deno.test("on a circle the same networks see cos x and sin x, and no sine spectra are kept", async () => {
  const steps = { data: 10, model: 10 },
    { data, model } = await small(circleOrder, { ...SMALL, steps, readEvery: 5 });
  assertEquals([data.sines, data.steps], [undefined, [0, 5, 10]]);
  assertEquals(data.data[0], model.data[0]);
  assertLess(data.data[2], data.data[0]);
});

Deno.test("centred starts differ from plain ones, and each loss falls", async () => {
  const run = await small(centredStart, { ...SMALL, steps: 400, readEvery: 200 });
  for (const { loss, lowest } of Object.values(run)) {
    assertEquals(lowest.length, 3);
    assertLess(loss[2], loss[0]);
  }
  assert(run.data.loss[0] !== run.plain.loss[0]);
});

Deno.test("a slow ramp keeps even readings, and finer rates have every scale and order", async () => {
  const { steps, data } = await small(slowRamp, { ...SMALL, fit: FIT, steps: 400 });
  assertEquals([steps[0], steps.at(-1), data.length], [0, 400, steps.length]);
  const best = await small(orderRates, {
    neurons: 20,
    points: 32,
    frequencies: [0, 1, 2],
    sigmas: [3],
    orders: [1, 2],
  });
  assertEquals(best.map(({ sigma, order }) => [sigma, order]), [[3, 1], [3, 2]]);
});

Deno.test("foreseen jumps stand next to those of both trainings, for each loss", async () => {
  const run = await small(jumpTheory, {
    equations: ["heat"],
    hidden: [6],
    lattice: [7, 7],
    modes: [3, 3],
    fit: FIT,
    adam: { rate: 1e-4, steps: 5 },
    descent: 5,
  });
  assertEquals(Object.keys(run), ["heat"]);
  for (const jumps of Object.values(run.heat)) {
    assert(Object.values(jumps).every((value) => value > 0));
    assert(jumps.predicted >= 1);
  }
});

Deno.test("mode rates of the data loss fall with k, those of the model loss have their peak inside", async () => {
  const curves = await small(modeRates, {
    neurons: 60,
    points: 48,
    sigmas: [1],
    orders: [0, 2],
    frequencies: [1, 2, 3, 5, 8, 12],
  });
  const [data, model] = curves.map(({ rate }) => rate);
  data.slice(1).forEach((rate, i) => assertLess(rate, data[i]));
  const best = model.indexOf(Math.max(...model));
  assert(best > 0 && best < 5);
});

Deno.test("each equation is fitted and switched, and its solution kept for one seed", async () => {
  const runs = await small(equations, {
    hidden: [6],
    points: { interior: 16, condition: 4 },
    lattice: [5, 4],
    fit: FIT,
    fitReadEvery: 15,
    steps: { model: 10, data: 5 },
    shown: { seed: 0, steps: [0, 10] },
  });
  assertEquals(Object.keys(runs), ["burgers", "heat", "diffusion", "wave"]);
  for (const run of Object.values(runs)) {
    assertEquals(run!.model.data[0], run!.control.data[0]);
    assertEquals(run!.shown!.network.map((values) => values.length), [20, 20]);
  }
});

Deno.test("the order sweep switches one fit to every order, and order 0 is the data loss", async () => {
  const runs = await small(operatorOrder, { ...SMALL, fit: FIT, steps: 10 });
  assertEquals(runs.map(({ order }) => order), [0, 1, 2, 3, 4]);
  assertAlmostEquals(runs[0].run.residual[0], runs[0].run.data[0], 1e-6);
  assert(runs.every(({ run }) => run.data[0] === runs[0].run.data[0]));
});

Deno.test("the ramp's stages join into one run, and every other cure is as long", async () => {
  const runs = await small(cures, { ...SMALL, fit: FIT, steps: 16, ramp: [100, 0], fewPoints: 8, modes: 12 });
  assertEquals(Object.keys(runs).length, 8);
  for (const [name, run] of Object.entries(runs)) assertEquals(run.steps, switchReadings(16), name);
  assertEquals(runs.ramp.data[0], runs.none.data[0]);
});

Deno.test("all optimisers start from one point and lower the model loss", async () => {
  const { paths } = await small(optimisers, {
    ...SMALL,
    fit: FIT,
    adamRate: 1e-2,
    steps: { adam: 10, descent: 10, "l-bfgs": 5, "gauss-newton": 3 },
    readings: 5,
  });
  const starts = Object.values(paths).map(({ model }) => model[0]);
  assert(starts.every((value) => value === starts[0]));
  for (const [name, { model }] of Object.entries(paths)) assertLessOrEqual(model.at(-1)!, model[0], name);
  // Ten small steps of the other two are lost in the four digits that are kept.
  for (const name of ["l-bfgs", "gauss-newton"] as const) {
    assertLess(paths[name].model.at(-1)!, paths[name].model[0], name);
  }
});

Deno.test("a larger first layer has its own fit and rates; reverse switch and ripples are prepared", async () => {
  const [one, two] = await small(firstLayerScale, {
    ...SMALL,
    fit: FIT,
    scales: [1, 2],
    steps: { model: 5, data: 5 },
    ratePoints: 24,
    rateFrequencies: [1, 2, 3],
  });
  assert(one.rates.model[2] !== two.rates.model[2] && one.fit.data[0] !== two.fit.data[0]);
  const reverse = await small(reverseSwitch, {
    ...SMALL,
    fit: FIT,
    solve: [[1e-3, 5]],
    ripple: [[1e-3, 5]],
    steps: 5,
    fitLengths: [5, 10],
    rippleFrequencies: [2],
  });
  assertEquals(reverse.toData.data[0], reverse.stayModel.data[0]);
  assertEquals(reverse.fits.map(({ steps }) => steps), [15, 20]);
  assertEquals(reverse.ripples.length, 1);
});

Deno.test("learning rates change at the end of each piece, and the readings are dense after the switch", () => {
  const rate = piecewiseRate([[3, 2], [2, 1], [1, 5]]);
  assertEquals([1, 2, 3, 4, 9].map(rate), [3, 3, 2, 1, 1]);
  const steps = switchReadings(3000);
  for (const step of [0, 1, 20, 200, 500, 3000]) assert(steps.includes(step));
  assert(steps.every((step, i) => i === 0 || step > steps[i - 1]));
});
