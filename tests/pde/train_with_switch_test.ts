import { assert, assertEquals, assertLess, assertNotEquals, assertThrows } from "@std/assert";
import { multilayerPerceptron, xavierUniform } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import {
  boundFunction,
  dataLoss,
  evenCollocation,
  modelLoss,
  poisson,
  type SwitchOptions,
  trainWithSwitch,
} from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { train } from "../../lib/train/mod.ts";

const collocation = evenCollocation(poisson({ frequencies: [1] }), 32);
const model = multilayerPerceptron({ widths: [1, 10, 1], activation: "tanh" });
const initial = xavierUniform(model.parameters, generator(0, "initial"));
const optimizer = adam({ learningRate: 1e-2 }), data = dataLoss(collocation);

function options(changes: Partial<SwitchOptions> = {}): SwitchOptions {
  const before = { loss: data, optimizer }, after = { loss: modelLoss(collocation), optimizer };
  return { model, initial, before, after, steps: 60, switchStep: 40, moments: "reset", ...changes };
}

Deno.test("both stages are trained, each by its loss, and read where asked", async () => {
  const observe = (parameters: Parameters<typeof boundFunction>[1]) => ({
    data: data(boundFunction(model, parameters)),
  });
  const { before, after } = options();
  const { stages } = await trainWithSwitch(options({
    before: { ...before, observe, observeAt: [0, 40] },
    after: { ...after, observe, observeAt: [0, 20] },
  }));
  assertEquals(stages.before.steps, [0, 40]);
  assertLess(stages.before.curves.data[1], stages.before.curves.data[0]);
  assertEquals(stages.after.curves.data[0], stages.before.curves.data[1]);
});

Deno.test("with moments reset the second stage is a training of its own, with moments kept it is another", async () => {
  const reset = await trainWithSwitch(options()), kept = await trainWithSwitch(options({ moments: "kept" }));
  const alone = await train({
    parameters: model.parameters,
    initial: reset.stages.before.parameters,
    loss: (parameters) => modelLoss(collocation)(boundFunction(model, parameters)),
    optimizer,
    steps: 20,
  });
  assertEquals(reset.parameters, alone.parameters);
  assertNotEquals(kept.parameters, reset.parameters);
  assert(kept.parameters.every(Number.isFinite));
});

Deno.test("a switch outside the run, and moments that are neither, are refused", () => {
  for (const switchStep of [0, 60, 61, 1.5, NaN]) {
    assertThrows(
      () => trainWithSwitch(options({ switchStep })),
      RangeError,
      `1 … 59, inside the run of 60 steps, got`,
    );
  }
  assertThrows(() => trainWithSwitch(options({ moments: "half" as "kept" })), RangeError, '"half"');
});
