import type { ClaimRule } from "./claim.ts";
import type { ClaimControlOf } from "./claims.ts";

/** A control that is measured on the same runs as its row: what it is, what it must do, and its quantity in a run. */
export function against<Run>(
  what: string,
  rule: ClaimRule,
  measure: (run: Run, seed: number) => number,
): ClaimControlOf<Run> {
  return { what, rule, measure };
}
