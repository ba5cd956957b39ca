import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertLess } from "@std/assert";
import { constant } from "../../lib/graph/mod.ts";
import {
  burgers,
  BURGERS_VISCOSITY,
  conditionResidual,
  diffusion,
  gaussHermite,
  heat,
  linearOperator,
  type PdeProblem,
  pdeResidual,
  poisson,
  randomCollocation,
  type TracedFunction,
  wave,
} from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { largest, tracedValues } from "./traced_values.ts";

/** sin(k·column) or cos(k·column) of a coordinate column. */
const sin = (k: number, x: tf.Tensor) => tf.sin(tf.mul(constant(k), x));
const cos = (k: number, x: tf.Tensor) => tf.cos(tf.mul(constant(k), x));
const decay = (rate: number, t: tf.Tensor) => tf.exp(tf.mul(constant(-rate), t));

/** A solution of a line or of space and time, from its coordinate columns. */
function ofColumns(f: (x: tf.Tensor, t: tf.Tensor) => tf.Tensor): TracedFunction {
  return (points) => {
    const columns = tf.split(points, points.shape[1]!, 1);
    return f(columns[0], columns[columns.length - 1]);
  };
}

/** Cole and Hopf's solution, traced: the quadrature in the graph, exponents shifted by each row's largest. */
const coleHopf = ofColumns((x, t) => {
  const { nodes, weights } = gaussHermite(100), nu = BURGERS_VISCOSITY;
  const width = tf.sqrt(tf.mul(constant(4 * nu), t));
  const y = tf.sub(x, tf.mul(width, constant(nodes, [1, nodes.length])));
  const exponents = tf.add(
    tf.mul(constant(-1 / (2 * Math.PI * nu)), cos(Math.PI, y)),
    constant(weights.map(Math.log), [1, nodes.length]),
  );
  const shares = tf.softmax(exponents, -1);
  return tf.neg(tf.sum(tf.mul(shares, sin(Math.PI, y)), 1, true));
});

const { PI } = Math,
  mixed = linearOperator({
    coefficients: [0.5, -1, 0.25, 2],
    domain: [0, 2 * Math.PI],
    solution: [{ frequency: 1, amplitude: 1 }, { frequency: 3, amplitude: -0.5 }],
  });

const SOLUTIONS: [PdeProblem, TracedFunction][] = [
  [poisson(), ofColumns((x) => tf.add(sin(1, x), sin(10, x)))],
  [mixed, ofColumns((x) => tf.sub(sin(1, x), tf.mul(0.5, sin(3, x))))],
  [heat(), ofColumns((x, t) => tf.mul(decay(PI ** 2, t), sin(PI, x)))],
  [diffusion(), ofColumns((x, t) => tf.mul(decay(1, t), sin(PI, x)))],
  [
    wave(),
    ofColumns((x, t) =>
      tf.add(tf.mul(sin(PI, x), cos(2 * PI, t)), tf.mul(0.5, tf.mul(sin(4 * PI, x), cos(8 * PI, t))))
    ),
  ],
  [burgers(), coleHopf],
];

for (const [problem, solution] of SOLUTIONS) {
  Deno.test(`the exact solution of ${problem.name} has no residual, and meets every condition`, async () => {
    // Before the front of Burgers' equation has its full slope of 152, where second derivatives reach 10⁴.
    const late = problem.name === "burgers" ? 0.25 : problem.domain.at(-1)![1];
    const shorter = {
      ...problem,
      domain: problem.domain.map((interval, k) => problem.axes[k] === "t" ? [0.01, late] as const : interval),
    };
    const stream = generator(1, "points");
    const inside = randomCollocation(shorter, { interior: 64, condition: 8 }, stream);
    const { conditions } = randomCollocation(problem, { interior: 8, condition: 16 }, stream);
    // At t = 0 itself the quadrature of Cole and Hopf has no width.
    const known = conditions.filter(({ condition }) =>
      problem.name !== "burgers" || condition.kind === "boundary"
    );
    const values = await tracedValues(() => ({
      residual: pdeResidual(solution, inside),
      ...Object.fromEntries(
        known.map((part, k) => [`condition${k}`, conditionResidual(solution, problem.axes, part)]),
      ),
    }));
    for (const [what, found] of Object.entries(values)) assertLess(largest(found), 1e-9, what);
  });

  Deno.test(`the exact values of ${problem.name} are those of its solution`, async () => {
    const { data, exact } = randomCollocation(
      problem,
      { interior: 32, condition: 4 },
      generator(2, "points"),
    );
    const later = Array.from(exact, (_, i) => i).filter((i) =>
      problem.name !== "burgers" || data.values[2 * i + 1] > 0
    );
    const { u } = await tracedValues(() => ({
      u: solution(
        tf.maximum(
          constant(data.values, [data.count, data.axes]),
          constant(problem.name === "burgers" ? -1 : -10),
        ),
      ),
    }));
    for (const i of later) assertAlmostEquals(u[i], exact[i], 1e-10);
  });
}
