import type { ClaimRule, Comparison } from "./claim.ts";

/** A rule that every seed must meet; `noEffect` as in {@linkcode ClaimRule}. */
export function every(op: Comparison, threshold: number, noEffect?: number): ClaimRule {
  return rule(op, threshold, "every seed", noEffect);
}

/** A rule that a fraction of the seeds must meet, e.g. 4 of 5; `noEffect` as in {@linkcode ClaimRule}. */
export function most(
  least: number,
  of: number,
  op: Comparison,
  threshold: number,
  noEffect?: number,
): ClaimRule {
  return rule(op, threshold, `${least}/${of} seeds`, noEffect);
}

/** A rule on the mean of the seeds; `noEffect` as in {@linkcode ClaimRule}. */
export function onMean(op: Comparison, threshold: number, noEffect?: number): ClaimRule {
  return rule(op, threshold, "mean", noEffect);
}

/** A rule on the median of the seeds; `noEffect` as in {@linkcode ClaimRule}. */
export function onMedian(op: Comparison, threshold: number, noEffect?: number): ClaimRule {
  return rule(op, threshold, "median", noEffect);
}

function rule(op: Comparison, threshold: number, atLeast: string, noEffect?: number): ClaimRule {
  return { op, threshold, atLeast, ...(noEffect !== undefined && { noEffect }) };
}

/** What `value` is if there is no rule. */
const WITHOUT_RULE: ClaimRule["atLeast"] = "median";

const COMPARISONS: readonly Comparison[] = [">=", "<=", ">", "<"];

/** Parsed form of `ClaimRule.atLeast`; for seeds, at least the fraction `least / of` must meet the threshold. */
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
  const { noEffect, threshold } = rule;
  if (noEffect !== undefined && !(wantsLarge(rule) ? noEffect <= threshold : noEffect >= threshold)) {
    throw new RangeError(
      `Cannot decide ${owner}: no effect is at ${noEffect}, allowed is what the rule ${rule.op} ${threshold} excludes, ` +
        "or the threshold itself",
    );
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

/** Whether a value lies on the side of `noEffect` that the rule asks for; `true` where a rule names none. */
export function hasRightDirection(value: number, rule: ClaimRule): boolean {
  const { noEffect } = rule;
  return noEffect === undefined || (wantsLarge(rule) ? value > noEffect : value < noEffect);
}

/** Whether a rule asks for large values (`>=`, `>`), so larger is better. */
export function wantsLarge({ op }: ClaimRule): boolean {
  return op === ">=" || op === ">";
}

/**
 * The one number that decides a rule: the rule holds exactly if `value op threshold` is true.
 *
 * - `"every seed"`: the worst seed (the smallest for `>=` and `>`, the largest for `<=` and `<`);
 * - `"k/n seeds"`: with N seeds, the ⌈k·N/n⌉-th best one: k/n means a fraction of the seeds, so the same rule works for
 *   profiles with different numbers of seeds (`"4/5 seeds"` asks for 8 of 10, and for 3 of 3);
 * - `"mean"`, `"median"`: that of the seeds. Without a rule it is the median.
 *
 * @param perSeed measured quantity, one entry per seed, at least one, all finite
 * @throws {RangeError} if `perSeed` is empty
 */
export function decidingValue(perSeed: readonly number[], rule: ClaimRule | null): number {
  if (perSeed.length === 0) throw new RangeError("Cannot decide a rule without a seed: perSeed is empty");
  const aggregation = parseAtLeast(rule?.atLeast ?? WITHOUT_RULE);
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
      const needed = neededSeeds(aggregation, count);
      return rule && wantsLarge(rule) ? ascending[count - needed] : ascending[needed - 1];
    }
  }
}

function neededSeeds({ least, of }: { least: number; of: number }, count: number): number {
  return Math.ceil((least * count) / of);
}

/** Which number of `count` seeds decides, e.g. `worst of 5 seeds`, `4th best of 5 seeds`, `mean of 5 seeds`. */
export function statisticOf(rule: ClaimRule | null, count: number): string {
  const aggregation = parseAtLeast(rule?.atLeast ?? WITHOUT_RULE);
  if (count === 1) return "the one seed";
  if (aggregation.kind !== "seeds") return `${aggregation.kind} of ${count} seeds`;
  const needed = neededSeeds(aggregation, count), ending = ["th", "st", "nd", "rd"];
  const isTeen = Math.floor(needed / 10) % 10 === 1;
  if (needed === count) return `worst of ${count} seeds`;
  return `${needed}${isTeen ? "th" : ending[needed % 10] ?? "th"} best of ${count} seeds`;
}

function mean(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (Number.isFinite(sum)) return sum / values.length;
  // The sum of huge numbers overflows; their mean does not.
  return values.reduce((total, value) => total + value / values.length, 0);
}
