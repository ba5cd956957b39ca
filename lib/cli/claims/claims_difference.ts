import type { ClaimDifference } from "../../claims/compare_claims.ts";

/** A difference from the committed verdicts in words, e.g. `C1: partly, committed is reproduced (worse)`. */
export function describeDifference({ id, kind, committed, found }: ClaimDifference): string {
  const was = committed === undefined ? "not committed" : `committed is ${committed}`;
  return `${id}: ${found ?? "no such claim"}, ${was} (${kind})`;
}
