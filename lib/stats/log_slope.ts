import { linearRegression } from "simple-statistics";

/** Least-squares slope of ln y over ln x: the exponent of a power law, without an interval. */
export function logSlope(x: readonly number[], y: readonly number[]): number {
  return linearRegression(x.map((value, i) => [Math.log(value), Math.log(y[i])])).m;
}
