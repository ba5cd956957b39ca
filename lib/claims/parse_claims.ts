import { checkedValue } from "../io/checked_json.ts";
import { checkClaim } from "./check_claim.ts";
import type { ClaimsTable } from "./claim.ts";
import { TableForm } from "./claim_form.ts";

/**
 * Reads a claims table from JSON data, and checks that every value, interval and verdict follows from its numbers.
 *
 * @param data parsed JSON, as under `application/vnd.paper-claims+json` in a notebook's outputs
 * @param where words that name its place in the message, e.g. the path of the notebook
 * @throws {TypeError} if a field is missing, unknown or of the wrong type
 * @throws {RangeError} if an id is repeated, or a row contradicts itself
 */
export function parseClaimsTable(data: unknown, where: string): ClaimsTable {
  const fault = (reason: string) => new TypeError(`Cannot read claims: the table of ${where} ${reason}`);
  const table: ClaimsTable = checkedValue(TableForm, data, fault);
  checkClaimsTable(table);
  return table;
}

/**
 * Checks a whole claims table: number of the paper, profile, each row, and unique ids.
 *
 * @throws {TypeError} if the paper's number is not two digits, or a row is incomplete
 * @throws {RangeError} for an unknown profile, a repeated id, or a row that contradicts itself
 */
export function checkClaimsTable({ paper, profile, rows }: ClaimsTable): void {
  if (!/^\d\d$/.test(paper)) {
    throw new TypeError(
      `Cannot accept claims table: paper is ${JSON.stringify(paper)}, two digits such as "01" are needed`,
    );
  }
  if (profile !== "quick" && profile !== "full") {
    throw new RangeError(
      `Cannot accept claims table: profile is ${JSON.stringify(profile)}, allowed are "quick" and "full"`,
    );
  }
  const ids = new Set<string>();
  for (const row of rows) {
    checkClaim(row);
    if (ids.has(row.id)) throw new RangeError(`Cannot accept claims table: the id ${row.id} is repeated`);
    ids.add(row.id);
  }
}
