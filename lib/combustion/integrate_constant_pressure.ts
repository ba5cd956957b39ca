import { requireOneOf } from "../checks.ts";
import { type GasState, requireGasState } from "./gas_state.ts";
import type { IntegrationOptions } from "./integrators/ode_system.ts";
import { rk45Adaptive } from "./integrators/rk45.ts";
import { rosenbrockAdaptive } from "./integrators/rosenbrock.ts";
import type { Mechanism } from "./mechanism.ts";
import { constantPressureReactor } from "./reactor.ts";

/** By which method a reactor is integrated. */
export type ReactorMethod = "rk45" | "rosenbrock";

/** Which times of a reactor are wanted, and how exactly. */
export interface ReactorOptions extends IntegrationOptions {
  /** s, increasing, the first of them that of the initial state */
  readonly times: ArrayLike<number>;
  /** `"rosenbrock"` by default; `"rk45"` is explicit and fails on stiff mechanisms such as methane's */
  readonly method?: ReactorMethod;
}

/** A reactor's history. */
export interface ReactorRun {
  /** s */
  readonly times: Float64Array;
  /** K, `[times]` */
  readonly temperatures: Float64Array;
  /** `[times, species]`, row-major; as integrated, so that a vanishing one may be as negative as the tolerance */
  readonly massFractions: Float64Array;
  /** accepted steps */
  readonly steps: number;
  /** refused steps */
  readonly rejected: number;
}

const METHODS = { rk45: rk45Adaptive, rosenbrock: rosenbrockAdaptive };

/**
 * Lets a homogeneous gas react at constant pressure.
 *
 * @throws {RangeError} for a state that {@linkcode requireGasState} refuses, an unknown method, times that do not
 * increase, tolerances that are not positive, or a mechanism too stiff for `"rk45"`, which names the other
 */
export function integrateConstantPressure(
  mechanism: Mechanism,
  initial: GasState,
  { times, method = "rosenbrock", ...tolerances }: ReactorOptions,
): ReactorRun {
  requireGasState("integrateConstantPressure", mechanism, initial);
  requireOneOf("integrateConstantPressure", "the method", method, ["rk45", "rosenbrock"]);
  const system = constantPressureReactor(mechanism, initial.pressure);
  const start = Float64Array.of(initial.temperature, ...Array.from(initial.massFractions));
  const { states, steps, rejected } = METHODS[method](system, start, times, tolerances);
  const { size } = system, n = size - 1;
  const temperatures = new Float64Array(times.length), massFractions = new Float64Array(times.length * n);
  for (let i = 0; i < times.length; i++) {
    temperatures[i] = states[i * size];
    massFractions.set(states.subarray(i * size + 1, (i + 1) * size), i * n);
  }
  return { times: Float64Array.from(times), temperatures, massFractions, steps, rejected };
}
