import { requirePositive } from "../../checks.ts";
import { namedSchedule, type Schedule } from "./schedule.ts";

/**
 * The same rate at every step.
 *
 * ```ts
 * import { constantRate } from "@paper-notebooks/lib/optim";
 *
 * if (constantRate(0.1)(500) !== 0.1) throw new Error();
 * ```
 *
 * @throws {RangeError} for a rate that is not positive and finite
 */
export function constantRate(rate: number): Schedule {
  requirePositive("constantRate", "the rate", rate);
  return namedSchedule("constantRate", { rate }, () => rate);
}
