import type { Interval } from "../points.ts";
import type { PdeProblem } from "../problem.ts";
import { linearOperator } from "./linear_operator.ts";
import { sines } from "./sine_sum.ts";

/** Settings of {@linkcode poisson}. */
export interface PoissonOptions {
  /** Angular frequencies k of the solution Σ sin kx; 1 and 10 by default, as in the paper. */
  readonly frequencies?: readonly number[];
  /** [0, 2π] by default. */
  readonly domain?: Interval;
}

/**
 * u'' = −Σ k² sin kx with u given at both ends; solution Σ sin kx.
 *
 * @throws {RangeError} for an empty interval
 */
export function poisson(
  { frequencies = [1, 10], domain = [0, 2 * Math.PI] }: PoissonOptions = {},
): PdeProblem {
  return linearOperator({ name: "poisson", coefficients: [0, 0, 1], domain, solution: sines(frequencies) });
}
