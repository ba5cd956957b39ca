/** Linear equations on an interval. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import type { Interval } from "../points.ts";
import { checkedProblem, type Condition, type PdeProblem } from "../problem.ts";
import { type SineComponent, sineSumDerivative } from "./sine_sum.ts";

/** Settings of a linear equation with a sum of sines as its solution. */
export interface LinearOperatorOptions {
  readonly name?: string;
  /** c_0 … c_m of Σ_j c_j d^j u/dx^j; the last one not 0. */
  readonly coefficients: readonly number[];
  readonly domain: Interval;
  readonly solution: readonly SineComponent[];
}

/**
 * Σ_j c_j u^(j) = f of order m on an interval, with conditions alternating between the ends: u(a), u(b), u'(a), u'(b),
 * …, m of them, but u at both ends from order 1 on, so that no order has fewer values there than another.
 *
 * @throws {RangeError} for no coefficients, a coefficient that is not finite, a last one of 0, or an empty interval
 */
export function linearOperator(options: LinearOperatorOptions): PdeProblem {
  const { coefficients, domain, solution } = options, m = coefficients.length - 1;
  const bad = coefficients.find((c) => !Number.isFinite(c));
  if (m < 0 || bad !== undefined || coefficients[m] === 0) {
    throw new RangeError(
      `linearOperator: needs finite coefficients with the last one not 0, got [${coefficients.join(", ")}]`,
    );
  }
  const derivative = (order: number) => ([x]: readonly number[]) => sineSumDerivative(solution, order, x);
  const conditions: Condition[] = Array.from({ length: m === 0 ? 0 : Math.max(2, m) }, (_, k) => ({
    kind: "boundary",
    axis: "x",
    at: domain[k % 2],
    derivative: "x".repeat(Math.floor(k / 2)),
    value: derivative(Math.floor(k / 2)),
  }));
  return checkedProblem({
    name: options.name ?? `linear operator of order ${m}`,
    axes: ["x"],
    domain: [domain],
    order: m,
    operator: (u) =>
      coefficients.map((c, j): [number, number] => [c, j]).filter(([c]) => c !== 0)
        .map(([c, j]) => {
          const part = u.derivative("x".repeat(j));
          return c === 1 ? part : tf.mul(constant(c), part);
        })
        .reduce((sum, part) => tf.add(sum, part)),
    forcing: ([x]) => coefficients.reduce((sum, c, j) => sum + c * sineSumDerivative(solution, j, x), 0),
    exact: derivative(0),
    conditions,
  });
}
