import { assertEquals, assertThrows } from "@std/assert";
import {
  checkedProblem,
  evenCollocation,
  linearOperator,
  poisson,
  problemByName,
  type ProblemName,
  randomCollocation,
  sineSumDerivative,
  withValues,
} from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";

Deno.test("each problem of the paper is known by its name, and no other", () => {
  for (const name of ["poisson", "burgers", "heat", "diffusion", "wave"] as const) {
    assertEquals(problemByName(name).name, name);
  }
  assertThrows(
    () => problemByName("laplace" as ProblemName),
    RangeError,
    '"laplace" is unknown, allowed poisson',
  );
});

Deno.test("derivatives of a sine sum cycle through sine and cosine", () => {
  const components = [{ frequency: 2, amplitude: 3 }], x = 0.7;
  const cycle = [Math.sin, Math.cos, (v: number) => -Math.sin(v), (v: number) => -Math.cos(v), Math.sin];
  cycle.forEach((of, m) => assertEquals(sineSumDerivative(components, m, x), 3 * 2 ** m * of(1.4)));
  assertThrows(() => sineSumDerivative(components, -1, x), RangeError, "got -1");
});

Deno.test("an operator of order m has its m conditions, and both ends from order 1 on", () => {
  const conditions = (m: number) =>
    linearOperator({
      coefficients: Array.from({ length: m + 1 }, () => 1),
      domain: [0, 1],
      solution: [{ frequency: 1, amplitude: 1 }],
    }).conditions.map(({ at, derivative }) => `u${derivative}(${at})`);
  assertEquals(conditions(0), []);
  assertEquals(conditions(1), ["u(0)", "u(1)"]);
  assertEquals(conditions(2), ["u(0)", "u(1)"]);
  assertEquals(conditions(4), ["u(0)", "u(1)", "ux(0)", "ux(1)"]);
});

Deno.test("an empty domain, bad coefficients, axes, orders and conditions are refused", () => {
  const solution = [{ frequency: 1, amplitude: 1 }];
  assertThrows(() => poisson({ domain: [1, 0] }), RangeError, "a = 1, b = 0");
  for (const coefficients of [[], [1, 0], [NaN, 1]]) {
    assertThrows(
      () => linearOperator({ coefficients, domain: [0, 1], solution }),
      RangeError,
      "linearOperator",
    );
  }
  const good = poisson();
  assertThrows(
    () => checkedProblem({ ...good, axes: ["x", "x"], domain: [[0, 1], [0, 1]] }),
    RangeError,
    "x, x",
  );
  assertThrows(() => checkedProblem({ ...good, axes: ["x", "t"] }), RangeError, "1 intervals for 2 axes");
  assertThrows(() => checkedProblem({ ...good, order: -1 }), RangeError, "got -1");
  const [condition] = good.conditions;
  assertThrows(() => checkedProblem({ ...good, conditions: [{ ...condition, at: 9 }] }), RangeError, "x = 9");
  assertThrows(
    () => checkedProblem({ ...good, conditions: [{ ...condition, axis: "y" }] }),
    RangeError,
    "fixes y",
  );
});

Deno.test("forcing or exact values that are not one a point, or not finite, are refused", () => {
  const good = evenCollocation(poisson(), 16);
  assertThrows(
    () => withValues({ ...good, forcing: new Float64Array(15) }),
    RangeError,
    "15 forcing values for 16",
  );
  assertThrows(
    () => withValues({ ...good, exact: new Float64Array(17) }),
    RangeError,
    "17 exact values for 16",
  );
  assertThrows(() => withValues({ ...good, exact: good.exact.map(() => NaN) }), RangeError, "must be finite");
});

Deno.test("a line has even points with its ends, space and time random ones with all conditions in the data", () => {
  assertThrows(() => evenCollocation(poisson(), 7), RangeError, "got 7");
  assertThrows(() => evenCollocation(problemByName("heat"), 16), RangeError, "axes x, t");
  const counts = { interior: 20, condition: 5 };
  const heat = randomCollocation(problemByName("heat"), counts, generator(0, "points"));
  assertEquals([heat.interior.count, heat.conditions.length, heat.data.count], [20, 3, 35]);
  assertThrows(
    () => randomCollocation(problemByName("heat"), { interior: 7, condition: 5 }, generator(0)),
    RangeError,
    "got 7",
  );
});
