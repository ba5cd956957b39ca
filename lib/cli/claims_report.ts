import type { Claim, ClaimsTable } from "../claims/claim.ts";
import { textTable } from "./text_table.ts";

const HEADER = ["id", "verdict", "quantity", "value", "threshold", "seeds"];
const LONGEST_QUANTITY = 60;

/**
 * The claims table that `task run` ends with: one line a claim.
 *
 * @param table the claims of a notebook
 * @returns lines, without a newline at the end
 */
export function claimsReport(table: ClaimsTable): string {
  const rows = table.rows.map((row) => [
    row.id,
    row.verdict,
    shorten(row.quantity),
    row.value === null ? "–" : formatNumber(row.value),
    threshold(row),
    String(row.seeds.length),
  ]);
  return `Claims of paper ${table.paper}, profile ${table.profile}\n${textTable(HEADER, rows, [3, 5])}`;
}

function threshold({ rule }: Claim): string {
  return `${rule.op} ${formatNumber(rule.threshold)} (${rule.atLeast})`;
}

/** Four significant digits, as a plain number where that stays short. */
function formatNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_QUANTITY ? text : letters.slice(0, LONGEST_QUANTITY - 1).join("") + "…";
}
