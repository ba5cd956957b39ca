/** Rows that the quick profile does not decide. */
import { type Claim, type ClaimOf, type ClaimRuns, claims } from "../../lib/claims/mod.ts";

/** Rows from runs, decided by those of the full profile alone unless a row says otherwise. */
export function fullClaims<Run>(runs: ClaimRuns<Run>, rows: readonly ClaimOf<Run>[]): Claim[] {
  return claims(runs, rows.map((row) => ({ atQuick: false, ...row })));
}
