import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLess,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { adam, sgd } from "../../lib/optim/mod.ts";
import * as pde from "../../lib/pde/mod.ts";
import { multilayerPerceptron, xavierNormal } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";

const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };
const NETWORK: pde.LineNetwork = {
  hidden: [8, 8],
  activation: "tanh",
  points: 24,
  gridPoints: 64,
  highestFrequency: 6,
  frequencies: [1, 2],
};

Deno.test("on a circle an error is equal at both ends, on an interval it is not", async () => {
  for (const circle of [true, false]) {
    const line = new pde.Line({ ...NETWORK, circle }), initial = line.initial(0);
    const stage = { name: "data", loss: line.dataLoss, rate: 1e-3, steps: 2, initial, sinesAt: [2] };
    const { run } = await line.train(stage, CONTEXT), [left, right] = pde.errorAt(run, 2, [0, 2 * Math.PI]);
    assertEquals(Math.abs(left - right) < 1e-4, circle);
  }
});

Deno.test("the error at points is that of the ends and the sines, and unread steps are refused", async () => {
  const line = new pde.Line(NETWORK), initial = line.initial(0);
  const stage = { name: "data", loss: line.dataLoss, rate: 1e-3, steps: 2, initial, sinesAt: [2] };
  const { run } = await line.train(stage, CONTEXT);
  assertAlmostEquals(pde.errorAt(run, 2, [0])[0], run.sines!.ends[0][0], 1e-6);
  assertEquals(pde.sineAmplitudes(run, 2).length, 6);
  assertThrows(() => pde.spectrumAt(run, 7), RangeError, "step 7: nothing was read");
  const { run: without } = await line.train({ ...stage, sinesAt: undefined! }, CONTEXT);
  assertThrows(() => pde.sineAmplitudes(without, 2), RangeError, "none were kept");
});

Deno.test("the gradient of the model loss is twice the Jacobian's product with the residuals", async () => {
  const line = new pde.Line(NETWORK), objectives = await pde.LineObjectives.of(line), x = line.initial(1);
  try {
    const { model, gradient, r } = await objectives.at(x), jacobian = await objectives.jacobian(x);
    assertAlmostEquals(r.reduce((sum, value) => sum + value * value, 0) / model, 1, 1e-9);
    const size = Math.hypot(...gradient);
    gradient.forEach((value, q) => {
      const product = r.reduce((sum, value, i) => sum + 2 * value * jacobian[i * x.length + q], 0);
      assertLess(Math.abs(product - value) / size, 1e-9);
    });
  } finally {
    await objectives.dispose();
  }
});

Deno.test("a ramp ends with the model loss alone and joins its stages", async () => {
  const line = new pde.Line(NETWORK), initial = line.initial(0), rate = 1e-3;
  const run = await pde.fadeOut(line, { steps: 20, ramp: [1e4, 0], rate }, initial, CONTEXT);
  assertEquals(run.steps, pde.switchReadings(20));
  const alone = await pde.fadeOut(line, { steps: 20, ramp: [0], rate }, initial, CONTEXT);
  assertEquals(alone.data[0], run.data[0]);
  assert(alone.data[10] !== run.data[10]);
  const odd = pde.fadeOut(line, { steps: 5, ramp: [1, 0], rate }, initial, CONTEXT);
  await assertRejects(() => odd, RangeError, "5 steps for 2 weights");
});

Deno.test("kept moments make another first step than fresh ones", async () => {
  const line = new pde.Line(NETWORK), fit: pde.RatePieces = [[1e-2, 30]], after = { rate: 1e-3, steps: 5 };
  const kept = await line.switchKept(0, fit, after, CONTEXT);
  const { parameters: initial } = await line.fit(0, fit, 10, CONTEXT);
  const fresh = await line.train({ name: "model", loss: line.modelLoss, ...after, initial }, CONTEXT);
  assertAlmostEquals(kept.data[0] / fresh.run.data[0], 1, 1e-3);
  assert(kept.data[1] !== fresh.run.data[1]);
});

Deno.test("a jump is observed over the switch, and a training that only improves has none", async () => {
  const model = multilayerPerceptron({ widths: [2, 8, 1], activation: "tanh" });
  const collocation = pde.latticeCollocation(pde.heat(), [7, 7]), loss = pde.dataLoss(collocation);
  const parameters = xavierNormal(model.parameters, generator(0, "initial"));
  const setup = { model, parameters, collocation, loss, steps: 20, name: "fit", context: CONTEXT };
  const { jump, parameters: fitted } = await pde.observeLossJump({
    ...setup,
    optimizer: sgd({ learningRate: 0.05 }),
  });
  assertLess(jump, 1);
  const away = pde.squaredNorm(pde.residualVector(collocation)), optimizer = adam({ learningRate: 0.1 });
  const { jump: rises } = await pde.observeLossJump({ ...setup, parameters: fitted, loss: away, optimizer });
  assert(rises > 1);
  const wrong = pde.observeLossJump({ ...setup, parameters: new Float64Array(3), optimizer });
  await assertRejects(() => wrong, RangeError, "parameters");
});

Deno.test("rates change at the end of each piece", () => {
  const pieces: pde.RatePieces = [[3, 2], [2, 1], [1, 5]];
  assertEquals([1, 2, 3, 4, 9].map(pde.piecewiseRate(pieces)), [3, 3, 2, 1, 1]);
  assertEquals(pde.stepsOf(pieces), 8);
});
