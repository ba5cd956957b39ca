/** Rows of a claims table from cells of a grid, some of which may not be computed yet. */
import type { Claim } from "./claim.ts";
import { type ClaimOf, type ClaimRuns, claims, type ClaimsOptions } from "./claims.ts";

/** Runs that decide claims, and how many of them are missing. */
export interface CellRuns<Run> extends ClaimRuns<Run> {
  readonly missing: number;
}

/**
 * {@linkcode claims} on some cells, with controls on others; while one of all these is missing, or there are fewer than
 * two seeds, the rows are undecided, have no number, and say how many are missing.
 *
 * @param others cells that the rows' controls read
 * @throws {TypeError} and {RangeError} as {@linkcode claims}
 */
export function cellClaims<Run>(
  cells: CellRuns<Run>,
  others: readonly CellRuns<unknown>[],
  rows: readonly ClaimOf<NoInfer<Run>>[],
  options?: ClaimsOptions,
): Claim[] {
  const missing = others.reduce((sum, one) => sum + one.missing, cells.missing);
  if (missing === 0 && cells.results.length > 1) return claims(cells, rows, options);
  const note = `${missing} of its cells are not computed yet`;
  return claims({ ...cells, seeds: [], results: [] }, rows.map((row) => ({ ...row, note })), options);
}
