import { requireFinite, requireInteger, requirePositive, requireVector } from "../../checks.ts";
import type { IntegrationOptions, OdeSolution, OdeSystem } from "./ode_system.ts";

/** One step of a method with an error estimate, and the states within it. */
export interface Stepper {
  readonly name: string;
  /** order of the error estimate in h, one above that of the weaker of the pair */
  readonly errorOrder: number;
  /** Begins steps at a state, whose slope is given. */
  begin(state: Float64Array, slope: Float64Array): void;
  /** Tries a step of length h: the state at its end and an estimate of its error. */
  attempt(h: number, next: Float64Array, error: Float64Array): void;
  /** State at begin + share · h of the step tried last. */
  interpolate(share: number, out: Float64Array): void;
  /** Slope at the end of the step tried last, where the method has it. */
  finalSlope?(): Float64Array;
  /** |λ|, 1/s, where stability limits the step tried last; else 0. `scale` is the error allowed. */
  limitingRate?(scale: Float64Array): number;
}

const SAFETY = 0.9, LEAST_CHANGE = 0.2, LARGEST_CHANGE = 6;
/** Steps at the stability limit after which a system counts as stiff, and those away from it that restart the count. */
const STIFF_STEPS = 15, FREE_STEPS = 6;

/**
 * Solves ẏ = f(y) from the first of the times to the last with steps whose error stays below rtol |y| + atol.
 *
 * @param times s, increasing, the first of them that of `initial`
 * @throws {RangeError} for times that do not increase, tolerances that are not positive, or a system that needs more
 * steps than allowed
 */
export function integrateAdaptively(
  stepper: Stepper,
  system: OdeSystem,
  initial: Float64Array,
  times: ArrayLike<number>,
  { rtol = 1e-6, atol = 1e-30, maxSteps = 200_000 }: IntegrationOptions,
): OdeSolution {
  const where = stepper.name, size = system.size;
  requireVector(where, "the initial state", initial, size);
  requireFinite(where, "times", times, 1);
  for (let i = 1; i < times.length; i++) {
    if (!(times[i] > times[i - 1])) {
      throw new RangeError(`${where}: times must increase, got ${times[i]} after ${times[i - 1]}`);
    }
  }
  requirePositive(where, "rtol", rtol);
  requirePositive(where, "atol", atol);
  requireInteger(where, "maxSteps", maxSteps);

  const states = new Float64Array(times.length * size), end = times[times.length - 1];
  const row = (i: number) => states.subarray(i * size, (i + 1) * size);
  let state = initial.slice(), next = new Float64Array(size);
  const error = new Float64Array(size), slope = new Float64Array(size);
  row(0).set(state);
  const scale = new Float64Array(size);
  /** Root mean square of values against the error allowed between two states. */
  const relative = (from: Float64Array, to: Float64Array, values: Float64Array) => {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      scale[k] = atol + rtol * Math.max(Math.abs(from[k]), Math.abs(to[k]));
      sum += (values[k] / scale[k]) ** 2;
    }
    return Math.sqrt(sum / size);
  };
  system.derivative(state, slope);
  const speed = relative(state, state, slope);
  // The first step may change the state by its tolerance: what is 0 at first has no other scale.
  let t = times[0], h = speed > 0 ? Math.min(end - t, 1 / speed) : end - t;
  let steps = 0, rejected = 0, output = 1, held = 0, free = 0, refusedBefore = false;
  stepper.begin(state, slope);
  while (output < times.length) {
    if (steps + rejected >= maxSteps) {
      throw new RangeError(
        `${where}: t = ${end} s needs more than maxSteps steps, got ${maxSteps} to ${t} s`,
      );
    }
    h = Math.min(h, end - t);
    if (!(t + h > t)) {
      throw new RangeError(`${where}: the step at t = ${t} s is below what numbers resolve, got ${h} s`);
    }
    stepper.attempt(h, next, error);
    const deviation = relative(state, next, error);
    const change = Math.min(
      LARGEST_CHANGE,
      Math.max(LEAST_CHANGE, SAFETY * deviation ** (-1 / stepper.errorOrder)),
    );
    if (!(deviation <= 1)) {
      rejected++;
      refusedBefore = true;
      h *= Number.isFinite(deviation) ? change : LEAST_CHANGE;
      continue;
    }
    steps++;
    const reached = h === end - t ? end : t + h;
    for (; output < times.length && times[output] <= reached; output++) {
      if (times[output] === reached) row(output).set(next);
      else stepper.interpolate((times[output] - t) / h, row(output));
    }
    const rate = stepper.limitingRate?.(scale) ?? 0;
    if (rate > 0) [held, free] = [held + 1, 0];
    else if (++free === FREE_STEPS) held = 0;
    if (rate > 0 && held >= STIFF_STEPS && (end - reached) / h > maxSteps) {
      throw new RangeError(
        `${where}: the system is stiff, rates of ${rate.toExponential(1)}/s allow steps of ${
          h.toExponential(1)
        } s ` +
          `and ${((end - reached) / h).toExponential(1)} of them to the end, got maxSteps ${maxSteps}; ` +
          `the method "rosenbrock" takes it`,
      );
    }
    [state, next] = [next, state];
    t = reached;
    h *= refusedBefore ? Math.min(1, change) : change;
    refusedBefore = false;
    const known = stepper.finalSlope?.();
    if (known) slope.set(known);
    else system.derivative(state, slope);
    stepper.begin(state, slope);
  }
  return { states, steps, rejected };
}
