/** L-BFGS: quasi-Newton steps from the last changes of the gradient (Liu and Nocedal, 1989). */
import { binaryScale } from "../stats/binary_scale.ts";
import { dot } from "../linalg/orthogonalise.ts";
import { DivergenceError } from "./divergence_error.ts";
import { type LinePoint, strongWolfe } from "./strong_wolfe.ts";
import {
  evaluatedAt,
  Interruption,
  notFinite,
  type ValueAndGradient,
  WatchedFunction,
} from "./watched_function.ts";

export type { ValueAndGradient };

/** Settings of {@linkcode lbfgsStep}. */
export interface LbfgsOptions {
  /** Number of stored changes of point and gradient; 10 by default. */
  history?: number;
  /** Ends when no element of the gradient is larger; 1e-8 by default. */
  gradientTolerance?: number;
  /** Ends when no element of the point changes by more; 1e-12 by default. */
  stepTolerance?: number;
  /** Maximum number of evaluations per line search; 25 by default. */
  lineEvaluations?: number;
  /** Stops a step between two evaluations, as if it had not begun. */
  signal?: AbortSignal | undefined;
}

/** Names of {@linkcode LbfgsOptions}. */
export const LBFGS_SETTINGS: Readonly<Record<keyof LbfgsOptions, true>> = {
  history: true,
  gradientTolerance: true,
  stepTolerance: true,
  lineEvaluations: true,
  signal: true,
};

/** Why an iteration is the last one: it has converged, or cannot get any lower. */
export type LbfgsEnd = "gradient" | "step" | "line search";

/** Complete state of L-BFGS: it continues from here bit for bit. */
export interface LbfgsState {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly iteration: number;
  readonly evaluations: number;
  /** Changes of the point and of the gradient, oldest first. */
  readonly steps: readonly Float64Array[];
  readonly changes: readonly Float64Array[];
  /** Why it has ended; `null` while it continues. */
  readonly end: LbfgsEnd | null;
}

/** Curvature, relative to the lengths, below which a change is only rounding error. */
const LEAST_CURVATURE = 1e-14;

/**
 * Checks the settings.
 *
 * @throws {RangeError} that names the setting
 */
export function checkLbfgsOptions(options: LbfgsOptions): void {
  for (const name of ["history", "lineEvaluations"] as const) {
    const value = options[name] ?? 1;
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`lbfgs: ${name} must be a positive integer, got ${value}`);
    }
  }
  for (const name of ["gradientTolerance", "stepTolerance"] as const) {
    const value = options[name] ?? 0;
    if (!(value >= 0)) throw new RangeError(`lbfgs: ${name} must be 0 or more, got ${value}`);
  }
}

/**
 * The state before the first iteration, at `x`.
 *
 * @throws {DivergenceError} if the value or the gradient is not finite
 * @throws {RangeError} for a gradient of another length
 */
export async function lbfgsStart(
  evaluate: ValueAndGradient,
  x: Float64Array,
  options: LbfgsOptions = {},
): Promise<LbfgsState> {
  const { value, gradient } = await evaluatedAt(evaluate, x);
  const bad = notFinite(value, gradient);
  if (bad) throw new DivergenceError(0, bad.name, bad.value, x);
  const end = isFlat(gradient, options) ? "gradient" : null;
  return { x, value, gradient, iteration: 0, evaluations: 1, steps: [], changes: [], end };
}

/**
 * One iteration: a direction from the stored changes, and a strong-Wolfe line search along it.
 *
 * The first step is 1/‖g‖₁, at most 1; later ones try 1 first. Points where the value or the gradient is not finite
 * count as too far.
 *
 * @returns the next state; `state` itself if `signal` asked to stop
 * @throws {DivergenceError} if the value falls to −∞, or all points of the line search are not finite
 * @throws {RangeError} for a gradient of another length
 */
export async function lbfgsStep(
  evaluate: ValueAndGradient,
  state: LbfgsState,
  options: LbfgsOptions = {},
): Promise<LbfgsState> {
  // A gradient whose square overflows is scaled by a power of two, together with the function.
  const scale = Math.max(1, binaryScale(state.gradient));
  const { signal, gradientTolerance = 1e-8 } = options;
  const line = new WatchedFunction(evaluate, state.iteration + 1, scale, signal);
  try {
    const next = await stepAlong(line, scaled(state, 1 / scale), {
      ...options,
      gradientTolerance: gradientTolerance / scale,
    });
    return scaled(next, scale);
  } catch (error) {
    if (error instanceof Interruption) return state;
    throw error;
  }
}

/** The state for the function times a power of two. */
function scaled(state: LbfgsState, factor: number): LbfgsState {
  if (factor === 1) return state;
  const times = (values: Float64Array) => values.map((value) => factor * value);
  return {
    ...state,
    value: factor * state.value,
    gradient: times(state.gradient),
    changes: state.changes.map(times),
  };
}

async function stepAlong(
  line: WatchedFunction,
  state: LbfgsState,
  options: LbfgsOptions,
): Promise<LbfgsState> {
  const { history = 10, stepTolerance = 1e-12, lineEvaluations = 25 } = options;
  const { x, gradient, value } = state;
  let direction = descentDirection(state), slope = dot(gradient, direction);
  if (!(slope < 0)) {
    // Rounding has spoiled the stored changes; the negative gradient always descends.
    direction = gradient.map((g) => -g);
    slope = dot(gradient, direction);
  }
  const first = state.iteration === 0
    ? Math.min(1, 1 / gradient.reduce((sum, g) => sum + Math.abs(g), 0))
    : 1;
  const at = async (step: number): Promise<LinePoint> => {
    const found = await line.at(moved(x, step, direction));
    return { step, ...found, slope: dot(found.gradient, direction) };
  };
  const start = { step: 0, value, slope, gradient };
  const { point, evaluations } = await strongWolfe(at, start, first, {
    maxEvaluations: lineEvaluations,
    smallest: stepTolerance / largest(direction),
  });
  const counted = { ...state, iteration: state.iteration + 1, evaluations: state.evaluations + evaluations };
  if (point === start) {
    line.requireFinite();
    return { ...counted, end: "line search" };
  }
  const step = direction.map((d) => point.step * d), change = point.gradient.map((g, i) => g - gradient[i]);
  const curvature = dot(step, change);
  const informative = curvature > LEAST_CURVATURE * Math.sqrt(dot(step, step) * dot(change, change));
  return {
    ...counted,
    x: moved(x, point.step, direction),
    value: point.value,
    gradient: point.gradient,
    steps: informative ? [...state.steps, step].slice(-history) : state.steps,
    changes: informative ? [...state.changes, change].slice(-history) : state.changes,
    end: isFlat(point.gradient, options) ? "gradient" : largest(step) <= stepTolerance ? "step" : null,
  };
}

/** −H·g by the two-loop recursion, with sᵀy/yᵀy of the latest change as the first H. */
function descentDirection({ gradient, steps, changes }: LbfgsState): Float64Array {
  const q = gradient.map((g) => -g), shares = new Float64Array(steps.length);
  const inverse = steps.map((s, k) => 1 / dot(s, changes[k]));
  for (let k = steps.length - 1; k >= 0; k--) {
    shares[k] = inverse[k] * dot(steps[k], q);
    for (let i = 0; i < q.length; i++) q[i] -= shares[k] * changes[k][i];
  }
  const latest = changes.at(-1);
  if (latest) {
    const scale = 1 / (inverse[inverse.length - 1] * dot(latest, latest));
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  for (let k = 0; k < steps.length; k++) {
    const share = shares[k] - inverse[k] * dot(changes[k], q);
    for (let i = 0; i < q.length; i++) q[i] += share * steps[k][i];
  }
  return q;
}

function isFlat(gradient: Float64Array, { gradientTolerance = 1e-8 }: LbfgsOptions): boolean {
  return largest(gradient) <= gradientTolerance;
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function moved(x: Float64Array, step: number, direction: Float64Array): Float64Array {
  return x.map((value, i) => value + step * direction[i]);
}
