import type { ClaimRule, Comparison } from "./claim.ts";

const COMPARISONS: readonly Comparison[] = [">=", "<=", ">", "<"];

/** Parsed form of `ClaimRule.atLeast`; for seeds, at least the share `least / of` must meet the threshold. */
export type Aggregation =
  | { readonly kind: "seeds"; readonly least: number; readonly of: number }
  | { readonly kind: "mean" }
  | { readonly kind: "median" };

/**
 * Reads `atLeast` of a rule.
 *
 * @param atLeast `"every seed"`, `"k/n seeds"` with 1 ≤ k ≤ n, `"mean"` or `"median"`
 * @throws {RangeError} for any other text
 */
export function parseAtLeast(atLeast: string): Aggregation {
  if (atLeast === "mean" || atLeast === "median") return { kind: atLeast };
  if (atLeast === "every seed") return { kind: "seeds", least: 1, of: 1 };
  const match = /^([1-9]\d*)\/([1-9]\d*) seeds$/.exec(atLeast);
  const [least, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match && least <= of) return { kind: "seeds", least, of };
  throw new RangeError(
    `Cannot read rule: atLeast is ${JSON.stringify(atLeast)}, ` +
      `allowed are "every seed", "k/n seeds" with 1 <= k <= n, "mean", "median"`,
  );
}

/**
 * Checks a rule.
 *
 * @param rule the rule
 * @param owner words that name its owner in the message, e.g. `claim C1`
 * @throws {RangeError} for an unknown comparison or `atLeast`, or a threshold that is not finite
 */
export function checkRule(rule: ClaimRule, owner: string): void {
  if (!COMPARISONS.includes(rule.op)) {
    throw new RangeError(
      `Cannot decide ${owner}: op is ${JSON.stringify(rule.op)}, allowed are ${COMPARISONS.join(", ")}`,
    );
  }
  if (!Number.isFinite(rule.threshold)) {
    throw new RangeError(`Cannot decide ${owner}: threshold is ${rule.threshold}, a finite number is needed`);
  }
  try {
    parseAtLeast(rule.atLeast);
  } catch (error) {
    throw new RangeError(`Cannot decide ${owner}: ${(error as Error).message}`);
  }
}

/**
 * Whether `value op threshold` holds.
 *
 * @param value deciding value, in the unit of the threshold
 */
export function meetsRule(value: number, { op, threshold }: ClaimRule): boolean {
  switch (op) {
    case ">=":
      return value >= threshold;
    case "<=":
      return value <= threshold;
    case ">":
      return value > threshold;
    case "<":
      return value < threshold;
  }
}

/** Whether a rule asks for large values (`>=`, `>`), so that more is better. */
export function wantsLarge({ op }: ClaimRule): boolean {
  return op === ">=" || op === ">";
}

/**
 * The one number on which a rule is decided, so that the rule holds exactly if `value op threshold` is true.
 *
 * - `"every seed"`: the worst seed (the smallest for `>=` and `>`, the largest for `<=` and `<`);
 * - `"k/n seeds"`: with N seeds, the ⌈k·N/n⌉-th best one: the share k/n of the seeds is meant, so that the same rule
 *   serves profiles with different numbers of seeds (`"4/5 seeds"` asks for 8 of 10, and for 3 of 3);
 * - `"mean"`, `"median"`: that of the seeds.
 *
 * @param perSeed measured quantity, one entry a seed, at least one, all finite
 * @throws {RangeError} where `perSeed` is empty
 */
export function decidingValue(perSeed: readonly number[], rule: ClaimRule): number {
  if (perSeed.length === 0) throw new RangeError("Cannot decide a rule without a seed: perSeed is empty");
  const aggregation = parseAtLeast(rule.atLeast);
  const count = perSeed.length;
  const ascending = [...perSeed].sort((a, b) => a - b);
  switch (aggregation.kind) {
    case "mean":
      return mean(perSeed);
    case "median":
      return count % 2 === 1
        ? ascending[(count - 1) / 2]
        : mean([ascending[count / 2 - 1], ascending[count / 2]]);
    case "seeds": {
      const needed = Math.ceil((aggregation.least * count) / aggregation.of);
      return wantsLarge(rule) ? ascending[count - needed] : ascending[needed - 1];
    }
  }
}

function mean(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (Number.isFinite(sum)) return sum / values.length;
  // The sum of huge numbers overflows; their mean does not.
  return values.reduce((total, value) => total + value / values.length, 0);
}
