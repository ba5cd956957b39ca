import { largest } from "../../stats/mod.ts";
import type { GasState } from "../gas_state.ts";
import { ignitionDelay } from "../ignition_delay.ts";
import type { ReactorRun } from "../integrate_constant_pressure.ts";
import type { Mechanism } from "../mechanism.ts";
import { elementAmounts } from "../project_elements.ts";
import type { Rollout } from "./rollout_surrogate.ts";

/** How far a surrogate's rollout is from the solver, one value a gas. */
export interface RolloutErrors {
  /** K, largest |ΔT| */
  readonly temperature: number[];
  /** |Δ| of the ignition delay over the solver's */
  readonly delay: number[];
  /** largest change of an element's amount over that at the start */
  readonly elements: number[];
}

/**
 * Compares a rollout with the solver's runs from the same starts.
 *
 * @param initial starts, one a gas
 * @param solved runs from them, at the times of the rollout's steps
 * @throws {RangeError} for another number of runs than of gases, or of times than of steps
 */
export function rolloutErrors(
  mechanism: Mechanism,
  initial: readonly GasState[],
  solved: readonly ReactorRun[],
  { temperatures, massFractions }: Rollout,
): RolloutErrors {
  const species = mechanism.species.length, wanted = solved.reduce((sum, { times }) => sum + times.length, 0);
  if (solved.length !== initial.length || temperatures.length !== wanted) {
    throw new RangeError(
      `rolloutErrors: ${initial.length} gases need as many runs and ${temperatures.length} times in all, got ` +
        `${solved.length} and ${wanted}`,
    );
  }
  const all = solved.map(({ times, temperatures: exact }, g) => {
    const n = times.length, path = temperatures.subarray(g * n, (g + 1) * n);
    const [delay, right] = [path, exact].map((one) => ignitionDelay(times, one));
    const last = massFractions.subarray(((g + 1) * n - 1) * species, (g + 1) * n * species);
    const before = elementAmounts(mechanism, initial[g].massFractions),
      after = elementAmounts(mechanism, last);
    return {
      temperature: largest(path.map((value, i) => Math.abs(value - exact[i]))),
      delay: Math.abs(delay / right - 1),
      elements: largest(before.map((amount, e) => (amount > 0 ? Math.abs(after[e] / amount - 1) : 0))),
    };
  });
  return {
    temperature: all.map(({ temperature }) => temperature),
    delay: all.map(({ delay }) => delay),
    elements: all.map(({ elements }) => elements),
  };
}
