import { assert, assertAlmostEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import { multilayerPerceptron, parametersByName, uniformFanIn } from "../../lib/nn/mod.ts";
import {
  empiricalNtk,
  evenPoints,
  gradientDecayData,
  gradientDecayModel,
  meanModeRate,
  modeJacobian,
  modeRates,
  preferredFrequency,
  type TwoLayer,
  twoLayerForward,
  twoLayerFourier,
} from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";

Deno.test("the transform of a two-layer network agrees with numerical integration", () => {
  // Two neurons whose sum vanishes at both ends: tanh by itself has no ordinary Fourier integral.
  const network: TwoLayer = { a: [0.7, -0.7], w: [1.5, 1.5], b: [0.4, -1.1] };
  const mirrored: TwoLayer = { a: [0.7, 0.7], w: [1.5, -1.5], b: [0.4, 1.1] };
  for (const k of [0.5, 1, 3]) {
    let re = 0, im = 0;
    const step = 0.01;
    for (let x = -40; x < 40; x += step) {
      const h = twoLayerForward(network, x);
      re += step * h * Math.cos(k * x);
      im -= step * h * Math.sin(k * x);
    }
    for (const same of [network, mirrored]) {
      assertAlmostEquals(twoLayerFourier(same, k).re, re, 1e-7);
      assertAlmostEquals(twoLayerFourier(same, k).im, im, 1e-7);
    }
  }
});

Deno.test("the preferred frequency is where the decay times k^2m is largest", () => {
  for (const [w, order] of [[1, 2], [3, 2], [0.5, 4]]) {
    const best = preferredFrequency(w, order), at = gradientDecayModel(best, w, order);
    assertGreater(at, gradientDecayModel(best * 1.01, w, order));
    assertGreater(at, gradientDecayModel(best * 0.99, -w, order));
    const rate = preferredFrequency(w, order, "rate");
    assertGreater(meanModeRate(rate, [w], order), meanModeRate(rate * 1.01, [w], order));
    assertGreater(meanModeRate(rate, [w], order), meanModeRate(rate * 0.99, [w], order));
  }
  assertAlmostEquals(preferredFrequency(2, 2), 16 / Math.PI, 1e-12);
  assertAlmostEquals(preferredFrequency(2, 0), 0);
});

Deno.test("under the data loss higher frequencies always count less", () => {
  for (let k = 1; k < 10; k++) assertLess(gradientDecayData(k, 2), gradientDecayData(k - 1, 2));
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
  assertThrows(() => gradientDecayData(-1, 1), RangeError, "got -1");
  assertThrows(() => gradientDecayModel(1, 0, 2), RangeError, "w must be finite and not 0");
  assertThrows(() => meanModeRate(1, [], 2), RangeError, "got none");
  assertThrows(() => twoLayerFourier({ a: [1], w: [1], b: [0] }, 0), RangeError, "not 0");
  assertThrows(() => twoLayerFourier({ a: [1], w: [0], b: [0] }, 1), RangeError, "neuron 0");
  assertThrows(() => twoLayerForward({ a: [1], w: [], b: [0] }, 1), RangeError, "1 a, 0 w");
  const model = multilayerPerceptron({ widths: [1, 3, 1], activation: "tanh" });
  const theta = uniformFanIn(model.parameters, generator(0, "initial")), points = evenPoints([0, 1], 9);
  const jacobian = await modeJacobian(model, theta, points, 1);
  assertThrows(() => modeRates(jacobian, jacobian, [0, 1], [26]), RangeError, "which 9 points resolve");
});
