import { largest } from "../stats/extremes.ts";
const LONGEST_LAST_RULE = 60;

/**
 * A table as plain text with aligned columns.
 *
 * @param header names of the columns
 * @param rows cells, each row as long as the header
 * @param numeric numbers of the right-aligned columns, from 0
 * @returns lines, without a newline at the end
 * @throws {RangeError} if a row has another length than the header
 */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string {
  for (const row of rows) {
    if (row.length !== header.length) {
      throw new RangeError(`Cannot align a row: it has ${row.length} cells, the header ${header.length}`);
    }
  }
  const widths = header.map((name, column) =>
    Math.max(name.length, largest(rows.map((row) => [...row[column]].length)))
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => {
      const padding = " ".repeat(widths[column] - [...cell].length);
      return numeric.includes(column) ? padding + cell : cell + padding;
    }).join("  ").trimEnd();
  const rule = widths.map((width, column) => {
    // The last column may contain sentences; padding to their length would wrap lines in a terminal.
    return "-".repeat(column === widths.length - 1 ? Math.min(width, LONGEST_LAST_RULE) : width);
  }).join("  ");
  return [line(header), rule, ...rows.map(line)].join("\n");
}
