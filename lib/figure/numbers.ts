/** Arrays of numbers of every kind that JavaScript has, but for 64-bit integers. */
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

/** Whole numbers below this are short enough to be kept exactly: steps, counts, seeds. */
const SHORT_INTEGER = 1e8;

/**
 * A number with few digits, which is short in JSON. Whole numbers below 10⁸ stay exact.
 *
 * @param value the number
 * @param digits significant digits kept, 1 … 15
 * @returns the rounded number; `null` (a gap, in Plotly) for NaN and infinities
 */
export function roundTo(value: number, digits: number): number | null {
  if (Number.isInteger(value) && Math.abs(value) < SHORT_INTEGER) return value;
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
}

/**
 * A value of a trace as JSON holds it: numbers rounded, typed arrays as plain arrays, at every depth.
 *
 * @param value any attribute
 * @param digits significant digits kept in the members of arrays; numbers outside arrays are settings and stay as they are
 * @returns a plain copy
 * @throws {TypeError} for functions, symbols and 64-bit integers, which JSON cannot hold
 */
export function plainValue(value: unknown, digits: number): unknown {
  if (isArray(value)) {
    return Array.from(
      value,
      (item) => typeof item === "number" ? roundTo(item, digits) : plainValue(item, digits),
    );
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).filter(([, item]) => item !== undefined).map((
        [key, item],
      ) => [key, plainValue(item, digits)]),
    );
  }
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    throw new TypeError(
      `Cannot put a ${typeof value} into a figure: allowed are numbers, strings, booleans, arrays`,
    );
  }
  return value;
}
