/** A small table of numbers. */
import { type Displayable, displayable } from "./display.ts";
import { brief } from "./words.ts";

/**
 * A table as the result of a cell: numbers with two digits, texts unchanged.
 *
 * @param header names of the columns
 * @param rows rows with one entry per column
 * @throws {RangeError} if a row has another number of entries than the header
 */
export function numberTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Displayable {
  const wrong = rows.findIndex((row) => row.length !== header.length);
  if (wrong >= 0) {
    throw new RangeError(
      `numberTable: row ${wrong} has ${rows[wrong].length} entries, the header has ${header.length}`,
    );
  }
  const lines = rows.map((row) => row.map((entry) => typeof entry === "number" ? brief(entry) : entry));
  const markdown = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return displayable({
    "text/markdown": [markdown(header), markdown(header.map(() => "---")), ...lines.map(markdown)].join("\n"),
    "text/plain": [header, ...lines].map((cells) => cells.join(" | ")).join("\n"),
  });
}
