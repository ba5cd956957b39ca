/**
 * Claims tables: each claim of a paper is a row with its numbers over seeds, a control that must not show the effect,
 * and a verdict that follows from them. `claims` makes rows from runs, `claimsTable` shows the rows in a notebook, and
 * `verdict` is the one place where a claim is decided. The rest reads tables back from notebooks and compares them
 * with the committed ones. Loads no training engine.
 *
 * @module
 */
export type {
  Claim,
  ClaimCause,
  ClaimChange,
  ClaimControl,
  ClaimRule,
  ClaimSource,
  ClaimsTable,
  Comparison,
  Profile,
  Verdict,
} from "./claim.ts";
export { VERDICTS } from "./claim.ts";
export { against } from "./against.ts";
export { NO_EFFECT_NAMED } from "./no_effect_named.ts";
export { type ClaimControlOf, type ClaimOf, type ClaimRuns, claims, type ClaimsOptions } from "./claims.ts";
export { type ClaimMeasurement, claimRow, type ControlMeasurement, singleSeedVerdicts } from "./claim_row.ts";
export {
  CLAIMS_MIME,
  type ClaimsBundle,
  claimsTable,
  type ClaimsTableOptions,
  type DisplayedClaimsTable,
} from "./claims_table.ts";
export { checkClaim } from "./check_claim.ts";
export { type ClaimDifference, compareClaims, isFault } from "./compare_claims.ts";
export {
  type CommittedClaims,
  committedClaimsPath,
  committedVerdicts,
  isDecidedLive,
  parseCommittedClaims,
  type QuickRow,
  readCommittedClaims,
  type Survey,
  updateCommittedClaims,
  writeCommittedClaims,
} from "./committed_claims.ts";
export {
  describeCounts,
  describeRule,
  describeSource,
  describeSources,
  describeVerdict,
  verdictSign,
} from "./describe_claim.ts";
export { fullClaims } from "./full_claims.ts";
export { seedInterval } from "./interval.ts";
export { notebookClaims } from "./notebook_claims.ts";
export { checkClaimsTable, parseClaimsTable } from "./parse_claims.ts";
export { claimsMarkdown, claimsText } from "./render_claims.ts";
export { decidingValue, every, meetsRule, most, onMean, onMedian } from "./rule.ts";
export { undeclaredChanges } from "./rule_changes.ts";
export { verdict, type VerdictInput } from "./verdict.ts";
