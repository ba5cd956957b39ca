import { requireInteger, requireKnownSettings, requirePositive } from "../../checks.ts";
import { namedSchedule, type Schedule } from "./schedule.ts";

/** Settings of {@linkcode warmupCosine}. */
export interface WarmupCosineOptions {
  /** Rate of the first step. */
  start: number;
  /** Rate after the warm-up. */
  peak: number;
  /** Rate after the last step; 0 by default. */
  final?: number;
  /** Steps of the warm-up; 0 for none. */
  warmup: number;
  /** Total number of steps, including the warm-up; the rate stays at `final` afterwards. */
  steps: number;
}

/**
 * Linear from `start` to `peak` in `warmup` steps, then half a cosine down to `final` at `steps`.
 *
 * This is PyTorch's `LinearLR` followed by `CosineAnnealingLR` (`SequentialLR`).
 *
 * @throws {RangeError} for rates that are not positive and finite (`final` may be 0), or a warm-up that is not shorter
 *   than `steps`
 */
export function warmupCosine(options: WarmupCosineOptions): Schedule {
  requireKnownSettings("warmupCosine", options, {
    start: true,
    peak: true,
    final: true,
    warmup: true,
    steps: true,
  });
  const { start, peak, final = 0, warmup, steps } = options;
  requirePositive("warmupCosine", "the starting rate", start);
  requirePositive("warmupCosine", "the peak rate", peak);
  if (final !== 0) requirePositive("warmupCosine", "the final rate", final);
  requireInteger("warmupCosine", "the warm-up", warmup, 0);
  requireInteger("warmupCosine", "the number of steps", steps, warmup + 1);
  return namedSchedule("warmupCosine", { start, peak, final, warmup, steps }, (step) => {
    const done = step - 1;
    if (done < warmup) return start + (peak - start) * done / warmup;
    const share = Math.min(1, (done - warmup) / (steps - warmup));
    return final + (peak - final) * (1 + Math.cos(Math.PI * share)) / 2;
  });
}
