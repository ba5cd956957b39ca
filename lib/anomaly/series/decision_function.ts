import { requireFinite, requireOneOf } from "../../checks.ts";
import { erf } from "../../stats/mod.ts";

/** Mean and standard deviation of scores of held-out standard windows. */
export interface ScoreScale {
  readonly mean: number;
  readonly deviation: number;
}

/** How the paper's formula is read: with erf as printed, or with the normal distribution instead. */
export type DecisionForm = "erf" | "cdf";

/** The threshold T = 1 − (1 − erf(2/√2))/2 = 0.97725 of the paper. */
export const DECISION_THRESHOLD: number = 1 - (1 - erf(Math.SQRT2)) / 2;

/**
 * Decision values max{2(F((a − μ − σ)/σ) − ½), 0} of scores, which are compared with 0.97725.
 *
 * As printed, F(z) = erf(z/√2), and the threshold lies at μ + 3.53σ; if the normal distribution was meant, at
 * μ + 3.28σ; the text next to the formula says 2σ. {@linkcode decisionMultiple} gives the multiple.
 *
 * @param scores any finite numbers
 * @param scale of held-out scores of the STANDARD series
 * @param form "erf" by default
 * @throws {RangeError} for scores or a scale that is not finite, a deviation that is not positive, or an unknown form
 */
export function decisionFunction(
  scores: ArrayLike<number>,
  { mean, deviation }: ScoreScale,
  form: DecisionForm = "erf",
): Float64Array {
  const where = "decisionFunction";
  requireOneOf(where, "form", form, ["erf", "cdf"]);
  requireFinite(where, "scores", scores);
  requireFinite(where, "scale", [mean, deviation]);
  if (!(deviation > 0)) throw new RangeError(`${where}: the deviation must be positive, got ${deviation}`);
  return Float64Array.from(scores, (score) => {
    const value = erf((score - mean - deviation) / (Math.SQRT2 * deviation));
    return Math.max(2 * ((form === "erf" ? value : (1 + value) / 2) - 0.5), 0);
  });
}

/**
 * How many standard deviations above the mean the threshold lies, in one reading of the formula.
 *
 * @throws {RangeError} for an unknown form
 */
export function decisionMultiple(form: DecisionForm): number {
  let low = 0, high = 10;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    const [value] = decisionFunction([middle], { mean: 0, deviation: 1 }, form);
    if (value < DECISION_THRESHOLD) low = middle;
    else high = middle;
  }
  return low;
}
