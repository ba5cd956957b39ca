import {
  type LabelledSeries,
  labelledSeries,
  numberOf,
  SeriesFormatError,
  type SeriesRow,
} from "./labelled_series.ts";

/** Formats of the UCR archive: `.ts` of aeon and sktime, and tables of 2018 (tabs) and before (spaces or commas). */
export const SERIES_FORMATS = ["ts", "tsv", "txt"] as const;

/** One of {@linkcode SERIES_FORMATS}. */
export type SeriesFormat = typeof SERIES_FORMATS[number];

/**
 * Reads labelled series of one length.
 *
 * @param text content of the file
 * @param name name of the file, for messages
 * @param format "ts": header of `@` lines, then `v,v,v:class`; "tsv", "txt": class first, then points
 * @throws {SeriesFormatError} for missing values, unequal lengths, several dimensions, classes that the header does not
 *   list, or a number of points that it does not announce; it names the line and the samples per class
 */
export function parseLabelledSeries(text: string, name: string, format: SeriesFormat): LabelledSeries {
  const lines = text.split(/\r?\n/).map((line, i) => ({ line: i + 1, text: line.trim() }))
    .filter(({ text }) => text !== "" && !text.startsWith("#") && !(format !== "ts" && text.startsWith("%")));
  return format === "ts"
    ? parseTs(lines, name)
    : labelledSeries(name, lines.map((line) => tableRow(line, name)));
}

interface Line {
  readonly line: number;
  readonly text: string;
}

function tableRow({ line, text }: Line, name: string): SeriesRow {
  const where = `${name}, line ${line}`, [label, ...fields] = text.split(/[\t,]|\s+/);
  if (fields.length === 0) throw new SeriesFormatError(`${where}: needs a class and points, got "${text}"`);
  // Tables of the archive write classes as floating-point numbers: 1.0000000e+00 is class 1.
  const number = Number(label);
  return {
    line,
    label: Number.isInteger(number) ? String(number) : label,
    points: Float64Array.from(fields, (field) => numberOf(field, where)),
  };
}

function parseTs(lines: readonly Line[], name: string): LabelledSeries {
  const data = lines.findIndex(({ text }) => text.toLowerCase() === "@data");
  if (data < 0) throw new SeriesFormatError(`${name}: a .ts file needs a line @data, got none`);
  const header = new Map(
    lines.slice(0, data).map(({ text }) => {
      const [key, ...rest] = text.split(/\s+/);
      return [key.toLowerCase(), rest] as const;
    }),
  );
  if (header.get("@univariate")?.[0] === "false") {
    throw new SeriesFormatError(`${name}: only series of one dimension can be read, got @univariate false`);
  }
  const [labelled, ...classes] = header.get("@classlabel") ?? [];
  if (labelled !== "true" || classes.length === 0) {
    throw new SeriesFormatError(
      `${name}: the header must list classes, got @classLabel ${labelled ?? "(none)"}`,
    );
  }
  const rows = lines.slice(data + 1).map(({ line, text }): SeriesRow => {
    const where = `${name}, line ${line}`, parts = text.split(":");
    if (parts.length !== 2) {
      throw new SeriesFormatError(
        `${where}: needs one series and a class behind ":", got ${parts.length - 1} ":"`,
      );
    }
    return {
      line,
      label: parts[1].trim(),
      points: Float64Array.from(parts[0].split(","), (field) => numberOf(field, where)),
    };
  });
  const set = labelledSeries(name, rows, classes), [announced] = header.get("@serieslength") ?? [];
  if (announced !== undefined && Number(announced) !== set.length) {
    throw new SeriesFormatError(
      `${name}: the header announces @seriesLength ${announced}, got series of ${set.length} points`,
    );
  }
  return set;
}
