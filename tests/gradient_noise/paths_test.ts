import { assertAlmostEquals, assertEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import {
  dropoutLoss,
  enumeratedGradientMoments,
  OBSERVABLES,
  type PathOptions,
  type PathProcess,
  type PathStatistics,
  pooledPaths,
  simulateEulerMaruyama,
  simulatePaths,
  simulateSme,
  weakErrors,
  weakOrder,
} from "../../lib/gradient_noise/mod.ts";
import { MaskTable } from "../../lib/gradient_noise/paths/mask_table.ts";
import { PathStepper } from "../../lib/gradient_noise/paths/path_stepper.ts";
import { simulatePathsOnEngine } from "./simulate_paths_on_engine.ts";
import { generator } from "../../lib/random/mod.ts";
import { largestDifference, smallProblem } from "./small_problem.ts";

const { problem, theta } = smallProblem(4, 6, 1);
const OPTIONS: PathOptions = {
  problem,
  start: theta,
  keep: 0.8,
  rate: 0.1,
  steps: 6,
  paths: 30,
  process: { kind: "dropout" },
  seed: 7,
};
const PROCESSES: PathProcess[] = [
  { kind: "dropout" },
  { kind: "sme", order: 1, substeps: 4 },
  { kind: "sme", order: 2, substeps: 4 },
  { kind: "sme", order: 1, substeps: 4, corrected: true },
  { kind: "sme", order: 2, substeps: 4, corrected: true },
  { kind: "naive", substeps: 4 },
];

for (const activation of ["tanh", "relu"] as const) {
  Deno.test(`paths in typed arrays are those of the engine on traced losses, ${activation}`, async () => {
    for (const process of PROCESSES) {
      const options = { ...OPTIONS, process, problem: { ...problem, activation } };
      const typed = simulatePaths(options), engine = await simulatePathsOnEngine(options);
      for (const name of OBSERVABLES) {
        assertLess(largestDifference(typed.mean[name], engine.mean[name]), 1e-12, `${process.kind}, ${name}`);
        assertLess(largestDifference(typed.sd[name], engine.sd[name]), 1e-12, `${process.kind}, ${name}`);
      }
    }
  });
}

Deno.test("a step of dropout gives the loss under its mask and follows its gradient", () => {
  const stepper = new PathStepper(problem, 0.8), mask = [1.25, 0, 1.25, 1.25];
  stepper.theta.set(theta);
  const { loss, gradient } = dropoutLoss(problem, theta, mask);
  assertAlmostEquals(stepper.dropoutStep(0b1101, 0.1), loss, 1e-14);
  assertLess(largestDifference(stepper.theta, theta.map((value, k) => value - 0.1 * gradient[k])), 1e-14);
});

Deno.test("one step of the equation has the mean and the covariance of one step of dropout, over all masks", () => {
  const stepper = new PathStepper(problem, 0.8), rate = 0.1;
  const { mean, covariance } = enumeratedGradientMoments(problem, theta, 0.8), P = theta.length;
  const found = new Float64Array(P), squares = new Float64Array(P * P);
  for (let bits = 0; bits < 16; bits++) {
    const kept = [0, 1, 2, 3].filter((r) => (bits >> r) & 1).length, weight = 0.8 ** kept * 0.2 ** (4 - kept);
    stepper.theta.set(theta);
    stepper.equationStep(bits, { rate, substeps: 8, regularised: true, correction: 0 });
    const change = stepper.theta.map((value, k) => value - theta[k] + rate / 8 * mean[k]);
    for (let a = 0; a < P; a++) {
      found[a] += weight * change[a];
      for (let b = 0; b < P; b++) squares[a * P + b] += weight * change[a] * change[b];
    }
  }
  assertLess(largestDifference(found, new Float64Array(P)), 1e-14);
  assertLess(largestDifference(squares, covariance.map((value) => value * rate * rate / 8)), 1e-14);
});

Deno.test("without noise the equations approach gradient descent with orders 1 and 2", () => {
  const rates = [0.1, 0.05, 0.025];
  const orders = ([1, 2] as const).map((order) => {
    const errors = rates.map((rate) => {
      const common = { ...OPTIONS, keep: 1, rate, steps: Math.round(1 / rate), paths: 2 };
      const flow = simulatePaths({ ...common, process: { kind: "sme", order, substeps: 4000 } });
      return weakErrors(flow, simulatePaths(common)).norm2.error;
    });
    return Math.log(errors[0] / errors[2]) / Math.log(4);
  });
  assertAlmostEquals(orders[0], 1, 0.1);
  assertAlmostEquals(orders[1], 2, 0.2);
});

Deno.test("the corrected order 2 in one substep is dropout itself", () => {
  const one = simulateSme({ ...OPTIONS, order: 2, substeps: 1, corrected: true, keep: 1, paths: 2 });
  const dropout = simulatePaths({ ...OPTIONS, keep: 1, paths: 2 });
  for (const name of OBSERVABLES) assertLess(largestDifference(one.mean[name], dropout.mean[name]), 1e-14);
});

Deno.test("corrected steps are far closer to the equation than plain ones", () => {
  const flow = (substeps: number, corrected: boolean, order: 1 | 2) =>
    simulateSme({ ...OPTIONS, keep: 1, paths: 2, rate: 0.2, order, substeps, corrected }).mean.norm2[6];
  // What is left is of order dt² for order 1, and ε·dt for order 2.
  for (const [order, share] of [[1, 0.1], [2, 0.5]] as const) {
    const exact = flow(4000, true, order);
    assertLess(Math.abs(flow(8, true, order) - exact), share * Math.abs(flow(8, false, order) - exact));
  }
});

Deno.test("Euler–Maruyama with Σ^½ has the means of the square-root-free step", () => {
  for (const order of [1, 2] as const) {
    const options = { ...OPTIONS, rate: 0.2, steps: 3, order, substeps: 4 };
    const free = simulateSme({ ...options, paths: 20_000 });
    const rooted = simulateSme({ ...options, paths: 400, method: "euler-maruyama" });
    for (const [name, { error, standardError }] of Object.entries(weakErrors(rooted, free))) {
      assertLess(error, 4.5 * standardError, `order ${order}, ${name}`);
    }
    assertLess(Math.abs(rooted.sd.norm2[3] / free.sd.norm2[3] - 1), 0.15);
  }
});

Deno.test("the drift without R_1 leads elsewhere", () => {
  const common = { ...OPTIONS, rate: 0.1, steps: 20, paths: 3000 };
  const dropout = simulatePaths(common);
  const error = (process: PathProcess) =>
    weakErrors(simulatePaths({ ...common, process, seed: 8 }), dropout).norm2.error;
  assertGreater(
    error({ kind: "naive", substeps: 8 }),
    4 * error({ kind: "sme", order: 1, substeps: 8 }),
  );
});

Deno.test("masks from one word are as likely as they should be", () => {
  const table = new MaskTable(3, 0.7), stream = generator(3, "table"), counts = new Float64Array(8);
  for (let k = 0; k < 80_000; k++) counts[table.draw(stream)]++;
  for (let bits = 0; bits < 8; bits++) {
    const kept = [0, 1, 2].filter((r) => (bits >> r) & 1).length, expected = 0.7 ** kept * 0.3 ** (3 - kept);
    const sd = Math.sqrt(expected * (1 - expected) / 80_000);
    assertLess(Math.abs(counts[bits] / 80_000 - expected), 4.5 * sd, `mask ${bits}`);
  }
});

Deno.test("weak errors, orders and pooled paths are those of made-up numbers", () => {
  const statistics = (shift: number, sd: number, paths: number): PathStatistics => ({
    times: Float64Array.of(0, 1),
    mean: {
      R_S: Float64Array.of(0, shift),
      L_S: Float64Array.of(0, -2 * shift),
      norm2: Float64Array.of(1, 1),
    },
    sd: { R_S: Float64Array.of(0, sd), L_S: Float64Array.of(0, sd), norm2: Float64Array.of(sd, sd) },
    paths,
  });
  const errors = weakErrors(statistics(0.3, 3, 900), statistics(0, 4, 1600));
  assertAlmostEquals(errors.R_S.error, 0.3);
  assertAlmostEquals(errors.L_S.error, 0.6);
  assertAlmostEquals(errors.R_S.standardError, Math.hypot(0.1, 0.1));
  const quadratic = [0.2, 0.1, 0.05].map((rate) => ({ error: 3 * rate ** 2, standardError: 1e-5, step: 1 }));
  const { order, low, high } = weakOrder([0.2, 0.1, 0.05], quadratic);
  assertAlmostEquals(order, 2, 1e-9);
  assertEquals(low < 2 && high > 2, true);
  assertThrows(() => weakOrder([0.2], quadratic.slice(1)), RangeError, "2 or more");
  assertThrows(
    () => weakOrder([0.2, 0.1], quadratic.slice(1)).order + weakOrder([0, 1], quadratic.slice(1)).order,
    RangeError,
    "got 0",
  );
  const whole = simulatePaths({ ...OPTIONS, paths: 40 }),
    parts = [1, 2].map((seed) => simulatePaths({ ...OPTIONS, seed }));
  const pooled = pooledPaths(parts);
  assertEquals(pooled.paths, 60);
  assertAlmostEquals(pooled.mean.L_S[3], (parts[0].mean.L_S[3] + parts[1].mean.L_S[3]) / 2);
  assertAlmostEquals(pooledPaths([whole]).sd.norm2[5], whole.sd.norm2[5]);
});

Deno.test("options that make no paths are refused", () => {
  const attempts: [Partial<PathOptions>, string][] = [
    [{ keep: 0 }, "(0, 1]"],
    [{ keep: 1.5 }, "(0, 1]"],
    [{ rate: 0 }, "must be positive"],
    [{ rate: -0.1 }, "must be positive"],
    [{ paths: 1 }, "paths must be an integer of 2 or more, got 1"],
    [{ steps: 0 }, "steps"],
    [{ start: [1, 2] }, "2 parameters"],
    [{ process: { kind: "sme", order: 1, substeps: 0 } }, "substeps must be an integer of 1 or more, got 0"],
    [{ process: { kind: "sme", order: 3 as 1, substeps: 8 } }, "order must be 1 or 2"],
    [{ problem: { ...problem, y: problem.y.slice(1) } }, "rows"],
    [{ rate: 1e200, steps: 50 }, "ran off to infinity"],
  ];
  for (const [change, message] of attempts) {
    assertThrows(() => simulatePaths({ ...OPTIONS, ...change }), RangeError, message);
  }
  assertThrows(() => simulatePaths({ ...OPTIONS, process: { kind: "sgd" as "dropout" } }), TypeError, "sgd");
  assertThrows(() => simulateEulerMaruyama(OPTIONS), RangeError, "no equation");
});
