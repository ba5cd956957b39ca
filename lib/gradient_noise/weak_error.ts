/** Differences between means of an equation and of dropout, and their order in the learning rate. */
import { type Observable, OBSERVABLES, type PathStatistics } from "./paths/path_options.ts";

/** A difference of two means, with its standard error. */
export interface WeakError {
  /** max over the steps of |E g(Θ) − E g(θ)| */
  readonly error: number;
  /** Standard error of the difference at the step of the maximum. */
  readonly standardError: number;
  readonly step: number;
}

/** A slope with its interval. */
export interface OrderEstimate {
  readonly order: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Weak errors max_N |E g(Θ_{Nε}) − E g(θ_N)| of the observables, from two independent sets of paths.
 *
 * @param equation paths of the equation
 * @param dropout paths of dropout
 * @param at `"every step"` for the maximum over all steps, `"end"` for only the last step
 * @throws {RangeError} if the times differ
 */
export function weakErrors(
  equation: PathStatistics,
  dropout: PathStatistics,
  at: "every step" | "end" = "every step",
): Record<Observable, WeakError> {
  const { times } = dropout;
  if (equation.times.length !== times.length || equation.times.some((time, k) => time !== times[k])) {
    throw new RangeError("weakErrors: the equation and dropout were not simulated to the same times");
  }
  const last = times.length - 1;
  return Object.fromEntries(OBSERVABLES.map((name) => {
    const error = (k: number) => Math.abs(equation.mean[name][k] - dropout.mean[name][k]);
    let step = last;
    if (at === "every step") { for (let k = 0; k <= last; k++) if (error(k) > error(step)) step = k; }
    const standardError = Math.hypot(
      equation.sd[name][step] / Math.sqrt(equation.paths),
      dropout.sd[name][step] / Math.sqrt(dropout.paths),
    );
    return [name, { error: error(step), standardError, step }];
  })) as Record<Observable, WeakError>;
}

/**
 * Order of convergence: the slope of ln error on ln ε by weighted least squares, with the interval that the standard
 * errors of the errors leave (95 %, to first order).
 *
 * @param rates ε, 2 or more, positive
 * @param errors weak errors at these, positive, with positive standard errors
 * @throws {RangeError} for fewer than 2 rates, lists of unequal length, or numbers that are not positive
 */
export function weakOrder(rates: readonly number[], errors: readonly WeakError[]): OrderEstimate {
  if (rates.length < 2 || rates.length !== errors.length) {
    throw new RangeError(
      `weakOrder: ${rates.length} learning rates and ${errors.length} errors, needs 2 or more of both`,
    );
  }
  const bad = [...rates, ...errors.flatMap(({ error, standardError }) => [error, standardError])]
    .find((value) => !(value > 0));
  if (bad !== undefined) throw new RangeError(`weakOrder: got ${bad}, a logarithm needs positive numbers`);
  const u = rates.map(Math.log), v = errors.map(({ error }) => Math.log(error));
  const weights = errors.map(({ error, standardError }) => (error / standardError) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value, k) => sum + weights[k] * value, 0) / total;
  const meanU = mean(u), meanV = mean(v);
  const uu = u.reduce((sum, value, k) => sum + weights[k] * (value - meanU) ** 2, 0);
  const uv = u.reduce((sum, value, k) => sum + weights[k] * (value - meanU) * (v[k] - meanV), 0);
  const order = uv / uu, half = 1.96 / Math.sqrt(uu);
  return { order, low: order - half, high: order + half };
}

/**
 * Statistics of several sets of paths as one set.
 *
 * @param sets simulated to the same times, from different seeds
 * @throws {RangeError} for no set, or where the times differ
 */
export function pooledPaths(sets: readonly PathStatistics[]): PathStatistics {
  if (sets.length === 0) throw new RangeError("pooledPaths: there are no paths to pool");
  const { times } = sets[0], paths = sets.reduce((sum, set) => sum + set.paths, 0);
  if (
    sets.some((set) => set.times.length !== times.length || set.times.some((time, k) => time !== times[k]))
  ) {
    throw new RangeError("pooledPaths: the sets were not simulated to the same times");
  }
  const mean = {} as Record<Observable, Float64Array>, sd = {} as Record<Observable, Float64Array>;
  for (const name of OBSERVABLES) {
    mean[name] = Float64Array.from(
      times,
      (_, k) => sets.reduce((sum, set) => sum + set.paths * set.mean[name][k], 0) / paths,
    );
    sd[name] = Float64Array.from(times, (_, k) =>
      Math.sqrt(
        sets.reduce(
          (sum, set) =>
            sum + (set.paths - 1) * set.sd[name][k] ** 2 +
            set.paths * (set.mean[name][k] - mean[name][k]) ** 2,
          0,
        ) / (paths - 1),
      ));
  }
  return { times: Float64Array.from(times), mean, sd, paths };
}
