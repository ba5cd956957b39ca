import * as tf from "@tensorflow/tfjs-core";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { compile, trace } from "../../lib/graph/mod.ts";
import { sgd } from "../../lib/optim/mod.ts";
import {
  type Collocation,
  evenCollocation,
  heat,
  inverseLaplacian,
  latticeCollocation,
  meanModeRate,
  modelLoss,
  modeWeightedLoss,
  operatorJump,
  poisson,
  predictLossJump,
  preferredFrequency,
  randomCollocation,
  residualVector,
  squaredNorm,
  symbolRates,
  type TracedLoss,
  wave,
} from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { fittedLattice, jumpsAt, model } from "./fitted_lattice.ts";

/** Values of losses of a known function. */
async function valuesOf(losses: Record<string, TracedLoss>): Promise<Record<string, number>> {
  const u = (x: tf.Tensor) => tf.sum(tf.sin(tf.mul(3, x)), 1, true);
  const program = trace(
    () => Object.fromEntries(Object.entries(losses).map(([name, loss]) => [name, loss(u)])),
    {},
    { precision: "float64" },
  );
  const compiled = await compile(program), results = await compiled.run({});
  await compiled.dispose();
  return Object.fromEntries(Object.entries(results).map(([name, [value]]) => [name, value]));
}

Deno.test("without modes ‖ρ‖² is the model loss, weights of conditions included, on lattices and random points", async () => {
  const weights = { boundary: 3, initial: 0.5 };
  const sets: Collocation[] = [
    latticeCollocation(wave(), [9, 11]),
    randomCollocation(heat(), { interior: 20, condition: 5 }, generator(0, "points")),
    evenCollocation(poisson(), 20),
  ];
  for (const set of sets) {
    const { vector, loss } = await valuesOf({
      vector: squaredNorm(residualVector(set, weights)),
      loss: modelLoss(set, weights),
    });
    assertLess(Math.abs(vector / loss - 1), 1e-12);
  }
});

Deno.test("on one axis the weighted modes are those of modeWeightedLoss", async () => {
  const set = evenCollocation(poisson(), 40), weight = (k: number) => k ** -2;
  const modes = { counts: [40], modes: [15], weight: ([k]: readonly number[]) => weight(k) };
  const { vector, loss } = await valuesOf({
    vector: squaredNorm(residualVector(set, { modes })),
    loss: modeWeightedLoss(set, { modes: 15, weight }),
  });
  assertLess(Math.abs(vector / loss - 1), 1e-12);
});

Deno.test("modes of a box have weight |k|⁻² of their own frequency, and the initial velocity that along its side", async () => {
  const counts = [17, 17], set = latticeCollocation(wave(), counts);
  const square = async (weight: (k: readonly number[]) => number) => {
    const modes = { counts, modes: [8, 8], weight }, none = { boundary: 0, initial: 0, modes };
    const { inside, all } = await valuesOf({
      inside: squaredNorm(residualVector(set, none)),
      all: squaredNorm(residualVector(set, { ...none, initial: 1 })),
    });
    return [inside, all - inside];
  };
  // All weight on one mode is the square of that coefficient; the modes add up.
  const only = (x: number, t: number) =>
    square(([kx, kt]) =>
      kt === undefined ? 0 : Number(Math.abs(kx - x * Math.PI) + Math.abs(kt - t * Math.PI) < 1e-9)
    );
  let sum = 0;
  for (let x = 1; x <= 8; x++) {
    for (let t = 1; t <= 8; t++) sum += (await only(x, t))[0] * inverseLaplacian([x * Math.PI, t * Math.PI]);
  }
  const [whole] = await square(inverseLaplacian);
  assertLess(Math.abs(sum / whole - 1), 1e-10);
  const side = await square((k) => k.length === 1 ? 1 : 0), none = await square(() => 0);
  // u_t(x, 0) = 3 where 0 is wanted, on half of the initial points; coefficients by the trapezoidal rule.
  let velocity = 0;
  for (let j = 1; j <= 8; j++) {
    let coefficient = 0;
    for (let i = 0; i <= 16; i++) coefficient += 2 / 16 * 3 * Math.sin(j * Math.PI * i / 16);
    velocity += coefficient ** 2 / 2 / 2;
  }
  assertAlmostEquals(side[1] - none[1], velocity, 1e-10);
  assertEquals(inverseLaplacian([3, 4]), 1 / 25);
});

Deno.test("where operator and kernel share their modes nothing jumps; with ends it does, and H⁻¹ weights lower it", () => {
  const n = 40,
    kernelOf = (distance: (i: number, j: number) => number) =>
      Float64Array.from(
        { length: n * n },
        (_, at) => Math.exp(-(distance(Math.floor(at / n), at % n) ** 2) * 20),
      );
  const circle = (i: number, j: number) => 2 * Math.sin(Math.PI * (i - j) / n) / (2 * Math.PI);
  const second = (i: number, j: number, wrap: boolean) => {
    const gap = wrap ? Math.min((i - j + n) % n, (j - i + n) % n) : Math.abs(i - j);
    return gap === 0 ? -2 : gap === 1 ? 1 : 0;
  };
  const error = Float64Array.from({ length: n }, (_, i) => 1e-3 * Math.sin(2 * Math.PI * 8 * i / n));
  const around = Float64Array.from(
    { length: n * n },
    (_, at) => n * n * second(Math.floor(at / n), at % n, true),
  );
  const calm = operatorJump({ operator: around, kernel: kernelOf(circle), error });
  assertLess(calm.jump.ratio, 1 + 1e-9);
  // −u″ on n inner points, with values of the ends as two rows.
  const inner = Float64Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n), j = at % n;
    if (i === 0 || i === n - 1) return i === j ? 1 : 0;
    return n * n * second(i, j, false) / Math.sqrt(n);
  });
  const kernel = kernelOf((i, j) => (i - j) / n), off = error.map((value, i) => value + 1e-4 * (i / n));
  const plain = operatorJump({ operator: inner, kernel, error: off });
  const weighted = new Float64Array(n * n);
  for (let mode = 1; mode < n - 1; mode++) {
    for (let i = 1; i < n - 1; i++) {
      const sine = Math.sqrt(2 / (n - 1)) * Math.sin(Math.PI * mode * i / (n - 1)) / (Math.PI * mode);
      for (let j = 0; j < n; j++) weighted[mode * n + j] += sine * inner[i * n + j];
    }
  }
  weighted.set(inner.subarray(0, n), 0);
  weighted.set(inner.subarray((n - 1) * n), (n - 1) * n);
  const cured = operatorJump({ operator: weighted, kernel, error: off });
  assertGreater(plain.jump.ratio, 3);
  assertLess(cured.jump.ratio, plain.jump.ratio / 3);
  // The loss that is minimised falls in all of them.
  for (const { residual } of [calm, plain, cured]) {
    assert(residual.every((value, i) => i === 0 || value <= residual[i - 1] * (1 + 1e-9)));
  }
});

Deno.test("matrices follow their differential equation, by small Euler steps", () => {
  const operator = [1, 0.5, -1, 2, 0, 3], kernel = [2, 1, 1, 1.5], error = [1, -0.3];
  const { times, data } = operatorJump({ operator, kernel, error, horizon: 3 });
  let e = [...error], now = 0, at = 0;
  const step = times.at(-1)! / 200_000;
  for (; at < times.length; at++) {
    while (now + step / 2 < times[at]) {
      const rho = [0, 1, 2].map((r) => operator[2 * r] * e[0] + operator[2 * r + 1] * e[1]);
      const back = [0, 1].map((j) => rho.reduce((sum, value, r) => sum + operator[2 * r + j] * value, 0));
      e = e.map((value, i) => value - 2 * step * (kernel[2 * i] * back[0] + kernel[2 * i + 1] * back[1]));
      now += step;
    }
    assertAlmostEquals(data[at], (e[0] ** 2 + e[1] ** 2) / 2, 2e-4);
  }
});

Deno.test("rates from a symbol: Poisson's residual prefers the known frequency, and H⁻¹ a lower one", () => {
  const w = 3, frequencies = Array.from({ length: 4000 }, (_, j) => [0.005 * (j + 1)]);
  const { data, residual, weighted } = symbolRates({
    frequencies,
    symbol: ([k]) => k ** 2,
    kernel: ([k]) => meanModeRate(k, [w], 0),
  });
  const peak = (rates: Float64Array) => frequencies[rates.indexOf(Math.max(...rates))][0];
  assertEquals(peak(data), 0.005);
  assertAlmostEquals(peak(residual), preferredFrequency(w, 2, "rate"), 0.005);
  assertAlmostEquals(peak(weighted), preferredFrequency(w, 1, "rate"), 0.005);
});

for (const name of ["heat", "burgers", "wave"] as const) {
  Deno.test(`the jump of ${name} in x and t is foreseen, and H⁻¹ weights take most of it away`, async () => {
    const fitted = await fittedLattice(name, 0), { collocation, parameters, residuals } = fitted;
    const horizon = 500, steps = [0, 3, 10, 30, 100, 300, 1000];
    const found: Record<string, number> = {}, foreseen: Record<string, number> = {};
    for (const [loss, residual] of Object.entries(residuals)) {
      const { jump, stableRate } = await predictLossJump({
        model,
        parameters,
        collocation,
        residual,
        horizon,
      });
      const rate = stableRate / 2;
      foreseen[loss] = jump.ratio;
      found[loss] = Math.max(...await jumpsAt(fitted, residual, sgd({ learningRate: rate }), steps));
      assertLess(Math.abs(Math.log(foreseen[loss] / found[loss])), Math.log(2), loss);
    }
    assertGreater(found.plain, 5);
    assertLess(found.weighted, found.plain / 5);
    assertLess(foreseen.weighted, foreseen.plain / 5);
  });
}

Deno.test("bad input is refused by name", async () => {
  const set = latticeCollocation(wave(), [9, 9]), parameters = new Float64Array(3);
  await assertRejects(
    () => predictLossJump({ model, parameters, collocation: set }),
    RangeError,
    "parameters has 3",
  );
  assertThrows(() => latticeCollocation(wave(), [9]), RangeError, "counts has 1 entries but axes has 2");
  const modes = { counts: [9, 9], modes: [4, 4], weight: inverseLaplacian };
  const refuse = (change: object, message: string, on = set) =>
    assertThrows(() => residualVector(on, { modes: { ...modes, ...change } }), RangeError, message);
  refuse({ counts: [9, 8] }, "not the even lattice of 9 × 8");
  refuse(
    { modes: [5, 4] },
    "modes along x (half its points; higher ones alias) must be an integer in 1 … 4, got 5",
  );
  refuse({ modes: [4] }, "modes has 1 entries but axes has 2");
  refuse({ weight: () => -1 }, "must be finite and 0 or more, got -1");
  const random = randomCollocation(wave(), { interior: 81, condition: 9 }, generator(0, "points"));
  refuse({}, "not the even lattice", random);
  assertThrows(() => residualVector(set, { boundary: -1 }), RangeError, "boundary (β_b)");
  const square = { operator: [1], kernel: [1], error: [1] };
  assertThrows(() => operatorJump({ ...square, kernel: [1, 2] }), RangeError, "kernel has 2 numbers");
  assertThrows(() => operatorJump({ ...square, operator: [] }), RangeError, "operator has 0 numbers");
  assertThrows(() => operatorJump({ ...square, error: [NaN] }), RangeError, "error[0] is NaN");
  assertThrows(() => operatorJump({ ...square, operator: [0] }), RangeError, "its kernel is 0");
  assertThrows(() => operatorJump({ ...square, horizon: -1 }), RangeError, "horizon must be positive");
  assertThrows(
    () => symbolRates({ frequencies: [[0]], symbol: () => 1 }),
    RangeError,
    "weight[0] is Infinity",
  );
  assertThrows(() => symbolRates({ frequencies: [], symbol: () => 1 }), RangeError, "kernel is empty");
});
