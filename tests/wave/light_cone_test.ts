import { assert, assertLess } from "@std/assert";
import {
  acousticSolver,
  acousticTwin,
  type Cell,
  cflLimit,
  rickerWavelet,
  type WaveSettings,
} from "../../lib/wave/mod.ts";
import { lightCone, rowSpeeds } from "../../lib/wave/light_cone.ts";
import { noise, relativeDifference } from "../support/wave.ts";

Deno.test("the rows of a step grow from the source and end where no receiver can be reached any more", () => {
  const steps = 400, speeds = rowSpeeds(4, new Float64Array(300).fill(0.3));
  const bounds = lightCone({ order: 4, speeds, steps, source: 20, receivers: [30, 25] });
  const [first, end] = [0, 1].map((k) => bounds.filter((_, i) => i % 2 === k));
  assert(bounds.every((row) => row % 2 === 0) && first.every((row) => row === 0 || row < 20));
  // The wave has gone down for as long as it needs to come back.
  const deepest = end.indexOf(end.reduce((a, b) => Math.max(a, b)));
  assert(Math.abs(deepest - 200) < 25, `${deepest}`);
  assertLess(end[deepest], 20 + 200 * 0.3 + 45);
  assertLess(20 + 200 * 0.3, end[deepest]);
  for (let n = 1; n < steps; n++) assert(n <= deepest === end[n] >= end[n - 1] || end[n] === end[n - 1]);
});

Deno.test("slow rows hold the front back, and a source that no receiver hears computes nothing", () => {
  const courant = Float64Array.from({ length: 400 }, (_, z) => z < 100 ? 0.1 : 0.5);
  const speeds = rowSpeeds(8, courant);
  const of = (receiver: number, steps: number) =>
    lightCone({ order: 8, speeds, steps, source: 0, receivers: [receiver] });
  // Ten steps a row at first.
  assertLess(of(0, 1000)[2 * 499 + 1], 120);
  const unheard = of(399, 100);
  for (let n = 0; n < 100; n++) assert(unheard[2 * n + 1] <= unheard[2 * n], `step ${n}`);
});

Deno.test("leaving out what no wave reaches changes data and gradients by rounding only, whatever the adjoint source", () => {
  for (const order of [4, 8] as const) {
    for (const share of [0.3, 0.999]) {
      const nz = 150, nx = 2 * order + 1, steps = 160;
      const settings: WaveSettings = {
        ...{ nz, nx, spacing: 5, steps, peakFrequency: 40, order, layerWidth: 4, storeEvery: 1 },
        timeStep: share * cflLimit(order) * 5 / 2000,
      };
      const cells: Cell[] = [[70, 4], [85, 5], [60, 2]];
      const shot = { source: cells[0], receivers: [cells[1], cells[2]] };
      const velocity = new Float64Array(nz * nx).fill(2000), wavelet = rickerWavelet(settings);
      const y = noise(2 * steps, 5),
        twin = acousticTwin(settings, velocity),
        solver = acousticSolver(settings);
      solver.setVelocity(velocity);
      const found = solver.gradient(shot, wavelet, () => ({ misfit: 0, adjointSource: y }));
      const expected = twin.adjoint(shot, wavelet, y);
      assertLess(relativeDifference(found.data, twin.forward(shot, wavelet)), 2e-6);
      assertLess(relativeDifference(found.gradient, expected.gradient), 1e-5);
      assertLess(relativeDifference(found.wavelet, expected.wavelet), 1e-5);
    }
  }
});
