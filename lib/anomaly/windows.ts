/** Windows of a series as rows of one matrix. */
import { requireRows } from "../checks.ts";

/** `count` windows of `length` points each, row-major. */
export interface Windows {
  /** `[count, length]`, row-major; read-only */
  readonly values: Float64Array;
  readonly count: number;
  /** points per window */
  readonly length: number;
}

/**
 * Windows from rows of numbers.
 *
 * @param values `[count, length]`, row-major; a Float64Array is kept, not copied
 * @param length points per window, 2 or more
 * @param where name of the caller, for the message
 * @throws {RangeError} for a window of fewer than 2 points, rows that are not whole or none, or a number that is not
 * finite
 */
export function windowsOf(values: ArrayLike<number>, length: number, where = "windowsOf"): Windows {
  if (!(length >= 2)) throw new RangeError(`${where}: a window needs 2 points or more, got ${length}`);
  const count = requireRows(where, "the windows", values, length);
  return { values: values instanceof Float64Array ? values : Float64Array.from(values), count, length };
}
