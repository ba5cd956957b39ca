import type { ClaimsTable, Verdict } from "./claim.ts";
import { VERDICTS } from "./claim.ts";
import { type CommittedClaims, isDecidedLive } from "./committed_claims.ts";

/** A claim whose verdict differs from the committed one. */
export interface ClaimDifference {
  /** Id of the claim. */
  readonly id: string;
  /** `worse`, `missing` and `undecided` are faults; `better` and `new` require an update of the committed verdicts. */
  readonly kind: "worse" | "missing" | "undecided" | "better" | "new";
  /** Committed verdict, `undefined` for a new claim. */
  readonly committed: Verdict | undefined;
  /** Verdict found, `undefined` for a missing claim. */
  readonly found: Verdict | undefined;
}

/**
 * Compares the verdicts of an executed notebook with the committed ones of the same paper and profile.
 *
 * @param committed committed verdicts of that paper
 * @param table claims of the executed notebook
 * @returns differences, in the order of the committed claims, then the new ones
 * @throws {RangeError} if the papers differ, or nothing is committed for the profile of the table
 */
export function compareClaims(committed: CommittedClaims, table: ClaimsTable): ClaimDifference[] {
  if (committed.paper !== table.paper) {
    throw new RangeError(
      `Cannot compare claims of paper ${table.paper}: the committed ones are of paper ${committed.paper}`,
    );
  }
  const rows = table.profile === "full" ? committed.full?.rows : committed.quick;
  if (!rows) {
    throw new RangeError(
      `Cannot compare claims of paper ${table.paper}: nothing is committed for profile ${table.profile}`,
    );
  }
  const found = new Map(table.rows.map((row) => [row.id, row])), known = new Set(rows.map(({ id }) => id));
  const differences: ClaimDifference[] = [];
  for (const { id, verdict, source } of rows) {
    const row = found.get(id);
    // In the quick profile, a live decision says nothing about a row that shows the stored full run.
    const turnedLive = table.profile === "quick" && source === "stored" && row && isDecidedLive(row);
    const kind = turnedLive ? "new" : compareVerdicts(verdict, row?.verdict);
    if (kind !== undefined) differences.push({ id, kind, committed: verdict, found: row?.verdict });
  }
  for (const { id, verdict } of table.rows) {
    if (!known.has(id)) differences.push({ id, kind: "new", committed: undefined, found: verdict });
  }
  return differences;
}

/** Whether a difference makes a check fail: a worse verdict, a missing claim or a newly undecided one. */
export function isFault({ kind }: ClaimDifference): boolean {
  return kind === "worse" || kind === "missing" || kind === "undecided";
}

function compareVerdicts(
  committed: Verdict,
  found: Verdict | undefined,
): ClaimDifference["kind"] | undefined {
  if (found === undefined) return "missing";
  if (found === committed) return undefined;
  if (found === "not decided at this profile") return "undecided";
  // A newly decided claim is better, whatever its verdict.
  return VERDICTS.indexOf(found) < VERDICTS.indexOf(committed) ? "better" : "worse";
}
