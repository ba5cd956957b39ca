import { numberOf, SeriesFormatError } from "./labelled_series.ts";

/** Settings of {@linkcode parseSeriesCsv}. */
export interface SeriesCsvOptions {
  /** Name of the column, or its number from 0; by default the last one. */
  readonly column?: string | number;
  /** What a missing value is: an error (default), or the line between its neighbours. */
  readonly missing?: "error" | "interpolate";
}

/**
 * Reads one series from a table with one line per point, separated by commas, semicolons or tabs, with or without a line of
 * names.
 *
 * ```ts
 * import { parseSeriesCsv } from "@paper-notebooks/lib/data";
 *
 * const series = parseSeriesCsv("time,value\n0,1.5\n1,2.5\n", "my.csv", { column: "value" });
 * if (`${series}` !== "1.5,2.5") throw new Error();
 * ```
 *
 * @param text content of the file
 * @param name name of the file, for messages
 * @returns its points
 * @throws {SeriesFormatError} for a column that is not there, a field that is no finite number, a missing value, or fewer
 *   than two points; it names the line
 */
export function parseSeriesCsv(
  text: string,
  name: string,
  { column, missing = "error" }: SeriesCsvOptions = {},
): Float64Array {
  const lines = text.split(/\r?\n/).map((line, i) => ({ line: i + 1, fields: line.split(/[,;\t]/) }))
    .filter(({ fields }) => fields.some((field) => field.trim() !== ""));
  const first = lines[0]?.fields.map((field) => field.trim()) ?? [];
  const isNamed = first.some((field) => !/^(\?|nan?|)$/i.test(field) && Number.isNaN(Number(field)));
  const at = typeof column === "string" ? (isNamed ? first.indexOf(column) : -1) : column ?? first.length - 1;
  if (!(Number.isInteger(at) && at >= 0 && at < first.length)) {
    throw new SeriesFormatError(
      `${name}: there is no column ${column}, got ${
        isNamed ? first.join(", ") : `${first.length} without names`
      }`,
    );
  }
  const rows = isNamed ? lines.slice(1) : lines;
  const points = Float64Array.from(
    rows,
    ({ line, fields }) => numberOf(fields[at] ?? "", `${name}, line ${line}`),
  );
  if (points.length < 2) {
    throw new SeriesFormatError(`${name}: needs two points or more, got ${points.length}`);
  }
  const infinite = points.findIndex((point) => Math.abs(point) === Infinity);
  if (infinite >= 0) {
    throw new SeriesFormatError(
      `${name}, line ${rows[infinite].line}: a point must be finite, got ${points[infinite]}`,
    );
  }
  const gap = points.findIndex(Number.isNaN);
  if (gap >= 0 && missing === "error") {
    throw new SeriesFormatError(
      `${name}, line ${
        rows[gap].line
      }: the value is missing; ask for missing: "interpolate" to draw a line over it, ` +
        `got ${points[gap]}`,
    );
  }
  return gap < 0 ? points : interpolated(points, name);
}

function interpolated(points: Float64Array, name: string): Float64Array {
  const known = Array.from(points.keys()).filter((i) => !Number.isNaN(points[i]));
  if (known.length === 0) {
    throw new SeriesFormatError(`${name}: every value is missing, got ${points.length} of them`);
  }
  let next = 0;
  return points.map((point, i) => {
    if (!Number.isNaN(point)) return point;
    while (next < known.length && known[next] < i) next++;
    const after = known[next] ?? known[known.length - 1], before = known[next - 1] ?? known[0];
    return after <= before ? points[before] : points[before] +
      (points[after] - points[before]) * (i - before) / (after - before);
  });
}
