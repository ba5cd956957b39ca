import type { Claim, ClaimsTable } from "../../claims/claim.ts";
import { describeSources } from "../../claims/describe_claim.ts";
import { textTable } from "../text_table.ts";

const HEADER = ["id", "verdict", "source", "quantity", "value", "threshold", "seeds"];
const LONGEST_QUANTITY = 60;

/**
 * The claims table at the end of `task run`: one line per claim, and one on the sources of the decisions.
 *
 * @param table the claims of a notebook
 * @returns lines, without a newline at the end
 */
export function claimsReport(table: ClaimsTable): string {
  const rows = table.rows.map((row) => [
    row.id,
    row.verdict,
    row.source,
    shorten(row.quantity),
    row.value === null ? "–" : formatNumber(row.value),
    threshold(row),
    String(row.seeds.length),
  ]);
  return [
    `Claims of paper ${table.paper}, profile ${table.profile}`,
    textTable(HEADER, rows, [4, 6]),
    describeSources(table.rows),
  ].join("\n");
}

function threshold({ rule }: Claim): string {
  return rule ? `${rule.op} ${formatNumber(rule.threshold)} (${rule.atLeast})` : "–";
}

/** Four significant digits, as a plain number if that is short. */
function formatNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_QUANTITY ? text : letters.slice(0, LONGEST_QUANTITY - 1).join("") + "…";
}
