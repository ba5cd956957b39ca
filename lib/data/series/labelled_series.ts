/** Thrown when text is not the set of labelled series that was asked for. */
export class SeriesFormatError extends Error {
  override readonly name = "SeriesFormatError";
}

/** Series of one length with a class each. */
export interface LabelledSeries {
  readonly name: string;
  /** One array a sample, all of `length` points. */
  readonly samples: readonly Float64Array[];
  /** The class of each sample. */
  readonly labels: readonly string[];
  /** All classes, in the order of the file's header or of their first sample. */
  readonly classes: readonly string[];
  readonly length: number;
}

/** One line of a file: a class and its points, NaN for a missing one. */
export interface SeriesRow {
  readonly line: number;
  readonly label: string;
  readonly points: Float64Array;
}

/** Samples of each class in words, `a: 3, b: 4`. */
export function classCounts(labels: readonly string[], classes: readonly string[]): string {
  return classes.map((one) => `${one}: ${labels.filter((label) => label === one).length}`).join(", ");
}

/**
 * Makes a set from rows, which must be whole.
 *
 * @param classes those that the file's header lists; those that occur where there is none
 * @throws {SeriesFormatError} for no rows, missing or infinite points, unequal lengths, or a label that the header does
 *   not list; it names the line
 */
export function labelledSeries(
  name: string,
  rows: readonly SeriesRow[],
  classes: readonly string[] = [...new Set(rows.map(({ label }) => label))],
): LabelledSeries {
  if (rows.length === 0) {
    throw new SeriesFormatError(`${name}: holds no series, got only a header or nothing`);
  }
  const length = rows[0].points.length, labels = rows.map(({ label }) => label);
  for (const { line, label, points } of rows) {
    if (!classes.includes(label)) {
      throw new SeriesFormatError(
        `${name}, line ${line}: the class "${label}" is not among those of the header, got ${
          classes.join(", ")
        }`,
      );
    }
    if (points.length !== length) {
      throw new SeriesFormatError(
        `${name}, line ${line}: the series has ${points.length} points, the first has ${length}; unequal lengths ` +
          `cannot be joined (samples a class: ${classCounts(labels, classes)})`,
      );
    }
    const missing = points.findIndex((point) => !Number.isFinite(point));
    if (missing >= 0) {
      throw new SeriesFormatError(
        `${name}, line ${line}: point ${missing + 1} of ${length} must be a finite number, got ${
          Number.isNaN(points[missing]) ? "a missing value" : points[missing]
        }`,
      );
    }
  }
  return { name, samples: rows.map(({ points }) => points), labels, classes, length };
}

/**
 * The number that a field holds; NaN for a missing one.
 *
 * @throws {SeriesFormatError} for anything else
 */
export function numberOf(field: string, where: string): number {
  const text = field.trim();
  if (text === "" || text === "?" || /^nan?$/i.test(text)) return NaN;
  const value = Number(text);
  if (Number.isNaN(value)) throw new SeriesFormatError(`${where}: a point must be a number, got "${text}"`);
  return value;
}
