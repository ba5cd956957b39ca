import { assert, assertAlmostEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import { multilayerPerceptron, parametersByName, uniformFanIn } from "../../lib/nn/mod.ts";
import {
  empiricalNtk,
  evenPoints,
  meanModeRate,
  modeJacobian,
  modeRates,
  preferredFrequency,
} from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";

Deno.test("the preferred frequency is where the decay times k^2m is largest", () => {
  for (const [w, order] of [[1, 2], [3, 2], [0.5, 4]]) {
    const decay = (k: number) => k ** (2 * order) * Math.exp(-Math.PI * k / (2 * w));
    const best = preferredFrequency(w, order), at = decay(best);
    assertGreater(at, decay(best * 1.01));
    assertGreater(at, decay(best * 0.99));
    const rate = preferredFrequency(w, order, "rate");
    assertGreater(meanModeRate(rate, [w], order), meanModeRate(rate * 1.01, [w], order));
    assertGreater(meanModeRate(rate, [w], order), meanModeRate(rate * 0.99, [w], order));
  }
  assertAlmostEquals(preferredFrequency(2, 2), 16 / Math.PI, 1e-12);
  assertAlmostEquals(preferredFrequency(2, 0), 0);
});

Deno.test("kernels are symmetric, and their diagonal modes fall for the data, rise and fall for the model", async () => {
  const model = multilayerPerceptron({ widths: [1, 200, 1], activation: "tanh" });
  const theta = uniformFanIn(model.parameters, generator(1, "initial"));
  const { weight1 } = parametersByName(theta, model.parameters);
  weight1.forEach((_, j) => weight1[j] = 2 * generator(1, "w", j).normal());
  const domain = [-Math.PI, Math.PI] as const, points = evenPoints(domain, 64);
  const [value, second] = [
    await modeJacobian(model, theta, points, 0),
    await modeJacobian(model, theta, points, 2),
  ];
  const kernel = empiricalNtk(value, value);
  for (const [i, j] of [[0, 5], [10, 40]]) assertAlmostEquals(kernel[i * 64 + j], kernel[j * 64 + i], 1e-12);
  const ks = [1, 2, 3, 5, 8, 12, 20], data = modeRates(value, value, domain, ks);
  data.slice(1).forEach((rate, i) => assertLess(rate, data[i]));
  const rates = modeRates(second, second, domain, ks), best = rates.indexOf(Math.max(...rates));
  assert(best > 0 && best < ks.length - 1, `the largest rate is at k = ${ks[best]}`);
});

Deno.test("what is out of range is refused", async () => {
  assertThrows(() => preferredFrequency(0, 2), RangeError, "got 0");
  assertThrows(() => preferredFrequency(1, 1.5), RangeError, "got 1.5");
  assertThrows(() => meanModeRate(1, [], 2), RangeError, "got none");
  const model = multilayerPerceptron({ widths: [1, 3, 1], activation: "tanh" });
  const theta = uniformFanIn(model.parameters, generator(0, "initial")), points = evenPoints([0, 1], 9);
  const jacobian = await modeJacobian(model, theta, points, 1);
  assertThrows(() => modeRates(jacobian, jacobian, [0, 1], [26]), RangeError, "which 9 points resolve");
});
