import type { Claim, ClaimControl, ClaimRule, Verdict } from "./claim.ts";
import { hasRightDirection, meetsRule, wantsLarge } from "./rule.ts";

/** The parts of a row on which its verdict depends. */
export type VerdictInput = Pick<Claim, "id" | "perSeed" | "value" | "low" | "high" | "rule" | "control">;

/**
 * Verdict of a row. This pure function is the only place where a claim is decided.
 *
 * In this order:
 * 1. `not decided at this profile`: no seed was measured (`perSeed` is empty).
 * 2. `measured`: the row has no rule.
 * 3. `reproduced`, or `held` for our own hypothesis (an id with X): `value op threshold` is true, and the control, if
 *    there is one, meets its own rule, that is, it does not show the effect.
 * 4. `not separated`: `value op threshold` is true, but the control shows the effect too.
 * 5. `partly`: the threshold is missed, but the value lies on the right side of the rule's `noEffect`, if it names one,
 *    and the interval excludes the control's: `low` above the control's `high` for a rule with `>=` or `>`, `high` below
 *    the control's `low` for `<=` or `<`.
 * 6. `not reproduced`, or `refuted`: anything else, in particular a missed threshold without a control to compare with.
 *
 * With a control that meets its rule the verdict is monotone: values that move in the direction the rule asks for never
 * make it worse.
 *
 * @param row a row whose numbers are consistent, as `claimRow` makes and `parseClaimsTable` checks them
 * @throws {TypeError} if seeds were measured but `value`, `low` or `high` is missing
 */
export function verdict(row: VerdictInput): Verdict {
  if (row.perSeed.length === 0) return "not decided at this profile";
  const { value, low, high, rule, control } = row;
  if (value === null || low === null || high === null) {
    throw new TypeError(
      `Cannot decide claim ${row.id}: ${row.perSeed.length} seeds were measured, but value, low, high are ` +
        `${value}, ${low}, ${high}`,
    );
  }
  if (rule === null) return "measured";
  const isOurs = row.id.startsWith("X"), isClean = control === null || meetsRule(control.value, control.rule);
  if (meetsRule(value, rule)) return isClean ? isOurs ? "held" : "reproduced" : "not separated";
  const isBetter = control !== null && excludesControl(rule, low, high, control);
  if (isBetter && hasRightDirection(value, rule)) return "partly";
  return isOurs ? "refuted" : "not reproduced";
}

function excludesControl(rule: ClaimRule, low: number, high: number, control: ClaimControl): boolean {
  return wantsLarge(rule) ? low > control.high : high < control.low;
}
