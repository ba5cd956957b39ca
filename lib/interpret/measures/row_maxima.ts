/** Where the rows of a map of attention have their greatest entry. */
import { largest } from "../../stats/extremes.ts";

/** Rows of a square map, row-major, whose largest entry is at a wanted place. */
function rowsWithGreatest(logits: readonly number[], n: number, wanted: (row: number) => number): number {
  const rows = Array.from({ length: n }, (_, row) => logits.slice(row * n, (row + 1) * n));
  return rows.filter((row, i) => row.indexOf(largest(row)) === wanted(i)).length;
}

/** Rows (of all but the last) whose largest position logit is that of the next position. */
export function shiftedRows(logits: readonly number[], n: number): number {
  return rowsWithGreatest(logits, n, (row) => row + 1);
}

/** Rows whose largest logit is in one column. */
export function rowsAtColumn(logits: readonly number[], n: number, column: number): number {
  return rowsWithGreatest(logits, n, () => column);
}
