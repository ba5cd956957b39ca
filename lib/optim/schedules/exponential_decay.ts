import { requireInteger, requireKnownSettings, requirePositive } from "../../checks.ts";
import { namedSchedule, type Schedule } from "./schedule.ts";

/** Settings of {@linkcode exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** Rate of the first step. */
  rate: number;
  /** Factor of the rate over `every` steps, applied smoothly. */
  factor: number;
  /** 1 by default. */
  every?: number;
}

/**
 * rate · factor^((step − 1)/every): PyTorch's `ExponentialLR` if `every` is 1.
 *
 * ```ts
 * import { exponentialDecay } from "@paper-notebooks/lib/optim";
 *
 * const rate = exponentialDecay({ rate: 0.8, every: 100, factor: 0.5 });
 * if (rate(1) !== 0.8 || rate(201) !== 0.2) throw new Error();
 * ```
 *
 * @throws {RangeError} for a rate or factor that is not positive and finite, or an `every` that is not a positive
 *   integer
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  requireKnownSettings("exponentialDecay", options, { rate: true, factor: true, every: true });
  const { rate, factor, every = 1 } = options;
  requirePositive("exponentialDecay", "the rate", rate);
  requirePositive("exponentialDecay", "the factor", factor);
  requireInteger("exponentialDecay", "every", every, 1);
  return namedSchedule(
    "exponentialDecay",
    { rate, factor, every },
    (step) => rate * factor ** ((step - 1) / every),
  );
}
