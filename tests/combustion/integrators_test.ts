import { assert, assertEquals, assertThrows } from "@std/assert";
import { METHANE, type OdeSystem, rk45Adaptive, rosenbrockAdaptive } from "../../lib/combustion/mod.ts";
import { constantPressureReactor } from "../../lib/combustion/reactor.ts";
import { fitPowerLaw } from "../../lib/stats/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { methaneGolden } from "./golden.ts";

/** Logistic growth beside a turning pair, whose solutions are known. */
const smooth: OdeSystem = {
  size: 3,
  derivative(y, out) {
    out[0] = y[0] * (1 - y[0]);
    out[1] = y[2];
    out[2] = -y[1];
  },
  jacobian(y, out) {
    out.set([1 - 2 * y[0], 0, 0, 0, 0, 1, 0, -1, 0]);
  },
};
const exact = (t: number) => [1 / (1 + 9 * Math.exp(-t)), Math.cos(t), -Math.sin(t)];

/** Robertson 1966: rates from 10⁻² to 10⁴. */
const robertson: OdeSystem = {
  size: 3,
  derivative([a, b, c], out) {
    out[0] = -0.04 * a + 1e4 * b * c;
    out[2] = 3e7 * b * b;
    out[1] = -out[0] - out[2];
  },
  jacobian([, b, c], out) {
    out.set([-0.04, 1e4 * c, 1e4 * b, 0.04, -1e4 * c - 6e7 * b, -1e4 * b, 0, 6e7 * b, 0]);
  },
};

const METHODS = [
  { name: "rk45", solve: rk45Adaptive, order: 5, within: 4 },
  { name: "rosenbrock", solve: rosenbrockAdaptive, order: 4, within: 3 },
] as const;

for (const { name, solve, order, within } of METHODS) {
  Deno.test(`${name}: the error falls with the steps to the power of its order, ${order}`, () => {
    const tolerances = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];
    const slope = (times: number[], place: number) => {
      const runs = tolerances.map((rtol) => {
        const { states, steps } = solve(smooth, Float64Array.from(exact(0)), times, { rtol, atol: rtol });
        const error = exact(times[place]).map((value, k) => Math.abs(states[place * 3 + k] - value));
        return { steps, error: Math.hypot(...error) };
      });
      const random = generator(0, "order");
      return -fitPowerLaw(runs.map((r) => r.steps), runs.map((r) => r.error), { generator: random }).slope;
    };
    const found = slope([0, 10], 1);
    assert(found > order - 0.4 && found < order + 0.8, `${found}`);
    // Within a step the interpolant may be one order lower, of which one step in the global error shows nothing.
    const inside = Array.from({ length: 101 }, (_, i) => i * 0.1);
    assert(slope(inside, 57) > within - 0.4, `${slope(inside, 57)}`);
  });

  Deno.test(`${name}: states between steps do not depend on which others are asked for`, () => {
    const start = Float64Array.from(exact(0));
    const few = solve(smooth, start, [0, 3.3, 10]), many = solve(smooth, start, [0, 1, 2, 3.3, 4, 10]);
    assertEquals(few.states.slice(3, 6), many.states.slice(9, 12));
    assertEquals(few.steps, many.steps);
    assertEquals(few.states, solve(smooth, start, [0, 3.3, 10]).states);
  });

  Deno.test(`${name}: times and tolerances are checked`, () => {
    const start = Float64Array.from(exact(0));
    const refuses = (wanted: string, ...[system, initial, times, options]: Parameters<typeof solve>) =>
      assertThrows(() => solve(system, initial, times, options), RangeError, wanted);
    refuses("times must increase, got 1 after 1", smooth, start, [0, 1, 1]);
    refuses("times is empty", smooth, start, []);
    refuses("the initial state has 2 numbers", smooth, start.slice(1), [0, 1]);
    refuses("rtol must be positive", smooth, start, [0, 1], { rtol: 0 });
    refuses("atol must be positive", smooth, start, [0, 1], { atol: -1 });
    refuses("needs more than maxSteps steps, got 5", smooth, start, [0, 100], { maxSteps: 5 });
    const blowUp: OdeSystem = {
      size: 1,
      derivative: ([y], out) => void (out[0] = y * y),
      jacobian: ([y], out) => void (out[0] = 2 * y),
    };
    refuses("the step at t =", blowUp, Float64Array.of(1), [0, 2]);
  });
}

Deno.test("rosenbrock solves Robertson's problem over six decades of time in few steps", () => {
  const times = [0, 0.4, 40, 4000, 4e5];
  const { states, steps } = rosenbrockAdaptive(robertson, Float64Array.of(1, 0, 0), times, {
    rtol: 1e-8,
    atol: 1e-14,
  });
  // SciPy's Radau at rtol 1e-12.
  const wanted = [
    [0.9851721139, 3.386395379e-05, 0.01479402219],
    [0.7158270687, 9.185534765e-06, 0.2841637457],
    [0.1832022578, 8.942371253e-07, 0.816796848],
    [0.004938274521, 1.984994088e-08, 0.9950617056],
  ];
  for (const [i, row] of wanted.entries()) {
    for (const [k, value] of row.entries()) assert(Math.abs(states[3 * i + 3 + k] / value - 1) < 1e-6);
  }
  assert(steps < 1500, `${steps}`);
});

Deno.test("rk45 says of Robertson's problem that it is stiff", () => {
  const run = () => rk45Adaptive(robertson, Float64Array.of(1, 0, 0), [0, 4e5]);
  assertThrows(run, RangeError, 'the method "rosenbrock" takes it');
});

Deno.test("rosenbrock needs a Jacobian", () => {
  const { size, derivative } = smooth;
  const run = () => rosenbrockAdaptive({ size, derivative }, Float64Array.from(exact(0)), [0, 1]);
  assertThrows(run, RangeError, "the system needs a Jacobian");
});

Deno.test("the reactor's Jacobian is the derivative of its slope", () => {
  for (const { T, p, Y } of methaneGolden.states) {
    const system = constantPressureReactor(METHANE, p), { size } = system, state = Float64Array.of(T, ...Y);
    const jacobian = new Float64Array(size * size),
      up = new Float64Array(size),
      down = new Float64Array(size);
    system.jacobian!(state, jacobian);
    for (let j = 0; j < size; j++) {
      const step = j === 0 ? 1e-6 * T : 1e-5 * Math.max(state[j], 1e-3);
      const shifted = (sign: number) => state.map((value, k) => k === j ? value + sign * step : value);
      system.derivative(shifted(1), up);
      system.derivative(shifted(-1), down);
      for (let k = 0; k < size; k++) {
        const wanted = (up[k] - down[k]) / (2 * step);
        const row = Array.from({ length: size }, (_, i) => Math.abs(jacobian[k * size + i]));
        const largest = j === 0 ? Math.abs(wanted) + 1e-6 * Math.max(...row) : Math.max(...row);
        assert(Math.abs(jacobian[k * size + j] - wanted) <= 1e-5 * largest, `${k} by ${j} at ${T} K`);
      }
    }
  }
});
