/** Rows of a claims table that the quick profile does not decide. */
import type { Claim } from "./claim.ts";
import { type ClaimOf, type ClaimRuns, claims, type ClaimsOptions } from "./claims.ts";

/**
 * {@linkcode claims}, decided only by the runs of the full profile, unless a row says otherwise.
 *
 * @throws {TypeError} and {RangeError} as {@linkcode claims}
 */
export function fullClaims<Run>(
  runs: ClaimRuns<Run>,
  rows: readonly ClaimOf<NoInfer<Run>>[],
  options?: ClaimsOptions,
): Claim[] {
  return claims(runs, rows.map((row) => ({ atQuick: false, ...row })), options);
}
