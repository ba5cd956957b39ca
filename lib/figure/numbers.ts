/** JavaScript's arrays of numbers of every kind except 64-bit integers. */
export type NumberArray = ArrayLike<number>;

/**
 * Whether a value is an array or a typed array.
 *
 * @param value any value
 * @returns true for either
 */
export function isArray(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/**
 * The largest of any number of numbers; `Math.max(...values)` is limited by the stack.
 *
 * @param least result if no value is larger
 * @param values the numbers
 * @returns the largest
 */
export function largest(least: number, values: Iterable<number>): number {
  let found = least;
  for (const value of values) if (value > found) found = value;
  return found;
}

/** Numbers keep at least this many significant digits, so the hover text of a small value shows more than 0. */
const FEWEST_DIGITS = 3;
/** Number of significant digits that a double may need. */
const MOST_DIGITS = 17;

/** How a number is written in a figure; `null` is a gap, in Plotly. */
export type Rounding = (value: number) => number | null;

/**
 * Keeps numbers unchanged.
 *
 * @param value any number
 * @returns the number; `null` for NaN and infinities, which JSON does not know
 */
export const exactly: Rounding = (value) => Number.isFinite(value) ? value : null;

/**
 * The number with the fewest decimal digits within a distance, which is short in JSON. Integers stay exact.
 *
 * @param value the number
 * @param tolerance maximum distance of the result from the number; 0 keeps the number
 * @returns the rounded number, of at least 3 significant digits; `null` for NaN and infinities
 */
export function roundWithin(value: number, tolerance: number): number | null {
  if (!Number.isFinite(value)) return null;
  if (Number.isSafeInteger(value)) return value;
  const magnitude = Math.abs(value);
  const likely = Math.floor(Math.log10(magnitude / tolerance)) - 1;
  for (let digits = Math.max(FEWEST_DIGITS, likely); digits < MOST_DIGITS; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.abs(rounded - value) <= tolerance) return rounded;
  }
  return value;
}

/**
 * A value of a trace or layout in JSON form: typed arrays become plain arrays, dates become text, at every depth.
 *
 * @param value any attribute
 * @param round how numbers in arrays are written; numbers outside arrays are settings and stay unchanged
 * @returns a plain copy
 * @throws {TypeError} for functions, symbols and 64-bit integers, which JSON cannot hold
 */
export function plainValue(value: unknown, round: Rounding): unknown {
  if (isArray(value)) {
    return Array.from(value, (item) => typeof item === "number" ? round(item) : plainValue(item, round));
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).filter(([, item]) => item !== undefined).map((
        [key, item],
      ) => [key, plainValue(item, round)]),
    );
  }
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    throw new TypeError(
      `Cannot put a ${typeof value} into a figure: allowed are numbers, strings, booleans, arrays`,
    );
  }
  return value;
}
