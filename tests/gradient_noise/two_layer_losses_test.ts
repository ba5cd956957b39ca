import { assertAlmostEquals, assertThrows } from "@std/assert";
import { gaussianClasses } from "../../lib/data/mod.ts";
import { twoLayerLosses } from "../../lib/gradient_noise/network/mod.ts";
import { allDropoutMasks } from "../../lib/gradient_noise/mod.ts";
import { compile, trace } from "../../lib/graph/mod.ts";
import { multilayerPerceptron, unflatten, xavierNormal } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";

const CLASSES = { classes: 3, inputs: 4, rows: 30, centres: 1.5, noise: 1 };

Deno.test("several outputs: the mean over all masks is R_S + R_1", async () => {
  const rows = gaussianClasses({ ...CLASSES, rows: 6 }, 2);
  const model = multilayerPerceptron({ widths: [4, 3, 3], activation: "tanh" });
  const theta = xavierNormal(model.parameters, generator(3));
  const program = await compile(trace(
    ({ theta, mask }) => {
      const tensors = unflatten(theta, model.parameters), plain = twoLayerLosses(model, tensors, rows, 0.6);
      return {
        masked: twoLayerLosses(model, tensors, rows, 0.6, mask).loss,
        plain: plain.loss,
        extra: plain.regularizer,
      };
    },
    { theta: [theta.length], mask: [3] },
    { precision: "float64" },
  ));
  let mean = 0, sum = 0;
  for (const { mask, probability } of allDropoutMasks(3, 0.6)) {
    const { masked, plain, extra } = await program.run({ theta, mask });
    mean += probability * masked[0];
    sum = plain[0] + extra[0];
  }
  assertAlmostEquals(mean, sum, 1e-12);
  await program.dispose();
});

Deno.test("a network of three layers and a probability of 0 are refused", () => {
  const rows = gaussianClasses({ ...CLASSES, rows: 6 }, 2);
  const losses = (widths: number[], keep: number) => {
    const model = multilayerPerceptron({ widths, activation: "tanh" });
    const size = xavierNormal(model.parameters, generator(3)).length;
    trace(({ theta }) => ({
      loss: twoLayerLosses(model, unflatten(theta, model.parameters), rows, keep).loss,
    }), { theta: [size] });
  };
  assertThrows(() => losses([4, 3, 3, 3], 0.5), RangeError, "got 6 tensors");
  assertThrows(() => losses([4, 3, 3], 0), RangeError, "0");
});
