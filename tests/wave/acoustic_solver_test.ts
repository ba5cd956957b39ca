import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  acousticSolver,
  acousticTwin,
  type Cell,
  CflError,
  cflLimit,
  MemoryLimitError,
  rickerWavelet,
  type SpaceOrder,
  type WaveSettings,
} from "../../lib/wave/mod.ts";
import {
  dot,
  noise,
  receiverLine,
  relativeDifference,
  roughVelocity,
  smallSurvey,
  steepest,
} from "../support/wave.ts";

/** Misfit and adjoint source of half the sum of squared differences. */
const halfSquares = (observed: ArrayLike<number>) => (data: ArrayLike<number>) => {
  const adjointSource = Float64Array.from(data, (value, i) => value - observed[i]);
  return { misfit: dot(adjointSource, adjointSource) / 2, adjointSource };
};

for (const order of [4, 8] as const) {
  for (const freeSurface of [false, true]) {
    const which = `of order ${order}${freeSurface ? " under a free surface" : ""}`;
    const { settings, shot, wavelet, velocity, truth } = smallSurvey(order, freeSurface);

    Deno.test(`the kernel ${which} has the twin's data, gradient and derivative by the wavelet`, () => {
      const twin = acousticTwin(settings, velocity), exact = twin.forward(shot, wavelet);
      const observed = acousticTwin(settings, truth).forward(shot, wavelet);
      const expected = twin.adjoint(shot, wavelet, exact.map((p, i) => p - observed[i]));
      const run = (more: Partial<WaveSettings>) => {
        const solver = acousticSolver({ ...settings, ...more });
        solver.setVelocity(velocity);
        assertLess(relativeDifference(solver.forward(shot, wavelet), exact), 2e-6);
        const found = solver.gradient(shot, wavelet, halfSquares(observed));
        assertLess(relativeDifference(found.data, exact), 2e-6);
        assertLess(relativeDifference(found.wavelet, expected.wavelet), 5e-4);
        return { found, off: relativeDifference(found.gradient, expected.gradient), bytes: solver.bytes() };
      };
      const whole = run({});
      assertLess(whole.off, 5e-4);
      assertLess(run({ storeEvery: 4 }).off, 5e-4);
      assertLess(run({ storeEvery: 8 }).off, 2e-3);

      // Checkpoints change no bit, and keep the limit.
      const limit = 1e6, parts = run({ memoryLimit: limit });
      assertEquals(parts.found.gradient, whole.found.gradient);
      assertEquals(parts.found.wavelet, whole.found.wavelet);
      assertEquals(parts.found.illumination, whole.found.illumination);
      assert(parts.bytes <= limit && whole.bytes > limit);
    });

    Deno.test(`the kernel ${which}: the map from wavelet to data and its transpose agree as far as float32 has digits`, () => {
      const solver = acousticSolver(settings);
      solver.setVelocity(velocity);
      const y = noise(settings.steps * shot.receivers.length, 7);
      const found = solver.gradient(shot, wavelet, () => ({ misfit: 0, adjointSource: y }));
      assertAlmostEquals(dot(found.data, y) / dot(wavelet, found.wavelet), 1, 1e-5);
    });

    Deno.test(`the kernel's gradient ${which} is the central difference of its own misfit`, () => {
      const solver = acousticSolver(settings);
      solver.setVelocity(truth);
      const observed = solver.forward(shot, wavelet);
      const misfit = (v: Float64Array) => {
        solver.setVelocity(v);
        return halfSquares(observed)(solver.forward(shot, wavelet)).misfit;
      };
      solver.setVelocity(velocity);
      const { gradient } = solver.gradient(shot, wavelet, halfSquares(observed));
      const change = steepest(gradient), slope = dot(gradient, change);
      const moved = (share: number) => velocity.map((v, i) => v + share * change[i]);
      assertAlmostEquals((misfit(moved(1)) - misfit(moved(-1))) / (2 * slope), 1, 3e-3);
    });
  }
}

Deno.test("the kernel is its twin for grids of any size, layers of any width and any cells", () => {
  const random = fc.record({
    order: fc.constantFrom<SpaceOrder>(4, 8),
    freeSurface: fc.boolean(),
    layerWidth: fc.integer({ min: 0, max: 9 }),
    storeEvery: fc.constantFrom(1, 3),
    more: fc.tuple(fc.nat(50), fc.nat(9)),
    steps: fc.integer({ min: 80, max: 130 }),
    seed: fc.nat(1e6),
  });
  fc.assert(
    fc.property(random, ({ order, freeSurface, layerWidth, storeEvery, more, steps, seed }) => {
      const nz = 2 * order + 1 + more[0], nx = 2 * order + 1 + more[1];
      const settings: WaveSettings = {
        ...{ nz, nx, spacing: 5, timeStep: 8e-4, steps, peakFrequency: 30, order, storeEvery },
        ...{ freeSurface, layerWidth: freeSurface ? layerWidth : Math.max(1, layerWidth) },
      };
      const place = (k: number): Cell => [(seed + 7 * k) % nz, (seed + 11 * k) % nx];
      const shot = { source: place(1), receivers: [place(2), place(3), place(2)] };
      const velocity = roughVelocity(nz * nx, seed, 1600, 3000), wavelet = rickerWavelet(settings);
      const twin = acousticTwin(settings, velocity), solver = acousticSolver(settings);
      solver.setVelocity(velocity);
      const exact = twin.forward(shot, wavelet);
      const y = noise(exact.length, seed).map((value, i) => Math.floor(i / 3) > steps - 9 ? 0 : value);
      const found = solver.gradient(shot, wavelet, () => ({ misfit: 0, adjointSource: y }));
      assertLess(relativeDifference(found.data, exact), 1e-5);
      const expected = twin.adjoint(shot, wavelet, y);
      assertLess(relativeDifference(found.wavelet, expected.wavelet), 1e-4);
      if (storeEvery === 1) assertLess(relativeDifference(found.gradient, expected.gradient), 1e-3);
    }),
    { numRuns: 40, seed: 8 },
  );
});

Deno.test("a wavelet of any size gives the same bits but for that size, and no denormal number slows a run", () => {
  const { settings, shot, wavelet, velocity, truth } = smallSurvey();
  const solver = acousticSolver(settings);
  solver.setVelocity(truth);
  const observed = solver.forward(shot, wavelet);
  solver.setVelocity(velocity);
  const whole = solver.gradient(shot, wavelet, halfSquares(observed));
  for (const size of [2 ** -40, 2 ** 40]) {
    const data = observed.map((d) => d * size);
    const found = solver.gradient(shot, wavelet.map((w) => w * size), halfSquares(data));
    assertEquals(found.data, whole.data.map((d) => d * size));
    assertEquals(found.gradient, whole.gradient.map((g) => g * size * size));
    assertEquals(found.wavelet, whole.wavelet.map((g) => g * size));
  }
});

Deno.test("illumination is Σ (∂m/∂v·Lp)² of the cells, measured by steps of the wavelet's field", () => {
  const { settings, shot, wavelet } = smallSurvey(), solver = acousticSolver(settings), { nz, nx } = settings;
  solver.setVelocity(new Float64Array(nz * nx).fill(2000));
  const every = Array.from({ length: nz * nx }, (_, i): Cell => [Math.floor(i / nx), i % nx]);
  const p = solver.forward({ ...shot, receivers: every }, wavelet);
  // Inside an even model m·Lp is the second difference in time.
  const m = (2000 * settings.timeStep / settings.spacing) ** 2, slope = 2 * m / 2000;
  const { illumination } = solver.gradient(
    shot,
    wavelet,
    (data) => ({ misfit: 0, adjointSource: new Float64Array(data.length) }),
  );
  for (const cell of [12 * nx + 15, 6 * nx + 20]) {
    let expected = 0;
    for (let n = 1; n < settings.steps - 1; n++) {
      const at = (k: number) => p[(n + k) * nz * nx + cell];
      expected += (slope * (at(1) - 2 * at(0) + at(-1)) / m) ** 2;
    }
    assertAlmostEquals(illumination[cell] / expected, 1, 1e-3);
  }
});

Deno.test("settings, velocities, shots and wavelets that cannot be are refused by name", () => {
  const { settings, shot, wavelet, velocity } = smallSurvey();
  const refuse = (more: Partial<WaveSettings>, words: string) =>
    assertThrows(() => acousticSolver({ ...settings, ...more }), RangeError, words);
  refuse({ nz: 8 }, "nz must be an integer of 9 or more, got 8");
  refuse({ nx: 16, order: 8 }, "nx must be an integer of 17 or more, got 16");
  refuse({ order: 6 as SpaceOrder }, 'order "6" is unknown, allowed 4, 8');
  refuse({ spacing: 0 }, "spacing must be positive");
  refuse({ timeStep: NaN }, "timeStep must be positive");
  refuse({ steps: 1 }, "steps must be");
  refuse({ peakFrequency: -1 }, "peakFrequency must be positive");
  refuse({ peakFrequency: 90 }, "reaches to 225 Hz, but a time step of 0.0025 s holds 200 Hz at most");
  refuse({ layerWidth: 0 }, "a layerWidth of 0 makes every edge reflect");
  refuse({ layerWidth: 2.5 }, "layerWidth must be");
  refuse({ layerVelocity: 0 }, "layerVelocity must be positive");
  refuse({ storeEvery: 0 }, "storeEvery must be");
  refuse({ memoryLimit: -1 }, "memoryLimit must be positive");
  refuse({ layerWdith: 3 } as Partial<WaveSettings>, 'the setting "layerWdith" is unknown');

  const solver = acousticSolver(settings);
  assertThrows(() => solver.forward(shot, wavelet), RangeError, "a velocity is needed first");
  const changed = (i: number, value: number) => velocity.map((v, k) => k === i ? value : v);
  const refuseVelocity = (v: ArrayLike<number>, words: string) =>
    assertThrows(() => solver.setVelocity(v), RangeError, words);
  refuseVelocity(velocity.subarray(1), "the velocity has 629 numbers, needs 630");
  refuseVelocity(changed(33, NaN), "the velocity[33] is NaN");
  refuseVelocity(changed(31, 0), "must be positive, got 0 at [1, 1]");
  refuseVelocity(changed(31, 1000), "2.7 points a shortest wavelength at 1000 m/s and 25 m");
  const { cell, limit, timeStep } = assertThrows(() => solver.setVelocity(changed(62, 7000)), CflError);
  assertEquals(cell, [2, 2]);
  assertAlmostEquals(limit, cflLimit(4) * 25 / 2.5e-3, 1e-9);
  assertAlmostEquals(timeStep, cflLimit(4) * 25 / 7000, 1e-12);

  solver.setVelocity(velocity);
  const refuseRun = (shotOf: typeof shot, w: ArrayLike<number>, words: string) =>
    assertThrows(() => solver.forward(shotOf, w), RangeError, words);
  refuseRun(
    { ...shot, source: [21, 3] },
    wavelet,
    "rows 0 … 20 and columns 0 … 29 of the model, got [21, 3]",
  );
  refuseRun({ ...shot, source: [-1, 3] }, wavelet, "got [-1, 3]");
  refuseRun({ ...shot, receivers: [[1, 30]] }, wavelet, "receiver 0 of shot 0 must lie");
  refuseRun({ ...shot, receivers: [[1.5, 3]] }, wavelet, "got [1.5, 3]");
  refuseRun({ ...shot, receivers: [] }, wavelet, "shot 0 needs a receiver");
  refuseRun(shot, wavelet.subarray(1), "the wavelet has 239 numbers, needs 240");
  refuseRun(shot, wavelet.map((w, n) => n === 3 ? Infinity : w), "the wavelet[3] is Infinity");
  assertThrows(() => solver.backward(new Float64Array(7200)), RangeError, "needs forwardKept before it");
  solver.forwardKept(shot, wavelet);
  assertThrows(() => solver.backward(new Float64Array(3)), RangeError, "has 3 numbers, needs 7200");
});

Deno.test("a memory limit that cannot be kept says what would be needed, and that suffices", () => {
  const { settings, shot, wavelet, velocity } = smallSurvey();
  const run = (memoryLimit: number) => {
    const solver = acousticSolver({ ...settings, memoryLimit });
    solver.setVelocity(velocity);
    solver.gradient(shot, wavelet, (data) => ({ misfit: 0, adjointSource: Float64Array.from(data) }));
    return solver.bytes();
  };
  const { needed, message } = assertThrows(() => run(2e5), MemoryLimitError);
  assert(message.includes(`needs ${needed} bytes or more, got a memoryLimit of 200000`));
  assertThrows(() => run(needed - 1), MemoryLimitError);
  assert(run(needed) <= needed);
});

Deno.test("fields in rough models of any contrast decay over 20,000 steps, close to the limit of stability", () => {
  const random = fc.record({
    order: fc.constantFrom<SpaceOrder>(4, 8),
    freeSurface: fc.boolean(),
    share: fc.constantFrom(0.7, 0.95, 0.9999),
    layerWidth: fc.constantFrom(4, 8, 12),
    layerVelocity: fc.constantFrom(2000, 4000, 8000),
    seed: fc.nat(1e6),
  });
  fc.assert(
    fc.property(random, ({ order, freeSurface, share, layerWidth, layerVelocity, seed }) => {
      const nz = 18, nx = 21, spacing = 25, steps = 20_000;
      const settings: WaveSettings = {
        ...{ nz, nx, spacing, steps, peakFrequency: 8, order, freeSurface, layerWidth, layerVelocity },
        timeStep: share * cflLimit(order) * spacing / 4000,
      };
      const solver = acousticSolver(settings);
      solver.setVelocity(roughVelocity(nz * nx, seed, 1600, 4000));
      const wavelet = rickerWavelet(settings).fill(0, 400);
      const p = solver.forward({ source: [3, 9], receivers: [[1, 3], [12, 14], [17, 20]] }, wavelet);
      const most = (from: number, to: number) =>
        p.subarray(3 * from, 3 * to).reduce((found, value) => Math.max(found, Math.abs(value)), 0);
      const [early, middle, late] = [most(0, 1000), most(9000, 10_000), most(19_000, 20_000)];
      assertLess(middle, 1e-4 * early);
      assert(late <= middle, `${late} after 20,000 steps, ${middle} after 10,000`);
    }),
    { numRuns: 25, seed: 4 },
  );
});

Deno.test("a line of receivers records the same as each of its receivers alone", () => {
  const { settings, shot, wavelet, velocity } = smallSurvey(), solver = acousticSolver(settings);
  solver.setVelocity(velocity);
  const line = solver.forward({ ...shot, receivers: receiverLine(3, 30, 7) }, wavelet);
  const alone = solver.forward({ ...shot, receivers: [[3, 14]] }, wavelet);
  assertEquals(alone, line.filter((_, i) => i % 5 === 2));
});
