import { requireInteger, requireKnownSettings, requirePositive } from "../../checks.ts";
import { namedSchedule, type Schedule } from "./schedule.ts";

/** Settings of {@linkcode stepDecay}. */
export interface StepDecayOptions {
  /** Rate of the first steps. */
  rate: number;
  /** Steps after which the rate changes. */
  every: number;
  /** Factor of the change. */
  factor: number;
}

/**
 * rate · factor^⌊(step − 1)/every⌋: PyTorch's `StepLR`.
 *
 * ```ts
 * import { stepDecay } from "@paper-notebooks/lib/optim";
 *
 * const rate = stepDecay({ rate: 0.8, every: 100, factor: 0.5 });
 * if (rate(100) !== 0.8 || rate(101) !== 0.4) throw new Error();
 * ```
 *
 * @throws {RangeError} for a rate or factor that is not positive and finite, or an `every` that is not a positive
 *   integer
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  requireKnownSettings("stepDecay", options, { rate: true, every: true, factor: true });
  const { rate, every, factor } = options;
  requirePositive("stepDecay", "the rate", rate);
  requirePositive("stepDecay", "the factor", factor);
  requireInteger("stepDecay", "every", every, 1);
  return namedSchedule(
    "stepDecay",
    { rate, every, factor },
    (step) => rate * factor ** Math.floor((step - 1) / every),
  );
}
