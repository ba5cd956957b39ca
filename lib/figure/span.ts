import { isArray } from "./numbers.ts";

/** The lowest and the highest of some numbers. */
export interface Span {
  /** Lowest number; `Infinity` if there is none. */
  readonly low: number;
  /** Highest number; `-Infinity` if there is none. */
  readonly high: number;
}

/** Span of no numbers at all. */
export const NO_SPAN: Span = { low: Infinity, high: -Infinity };

/**
 * The span of the numbers among some values.
 *
 * @param values values of any kind; only finite numbers count
 * @param drawable further condition on the numbers, e.g. that they are positive
 * @returns lowest and highest
 */
export function spanOf(values: ArrayLike<unknown>, drawable: (value: number) => boolean = () => true): Span {
  let { low, high } = NO_SPAN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "number" || !Number.isFinite(value) || !drawable(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/**
 * The smallest span that contains others.
 *
 * @param spans any number of them
 * @returns lowest and highest of all
 */
export function joinSpans(spans: Iterable<Span>): Span {
  let { low, high } = NO_SPAN;
  for (const span of spans) {
    if (span.low < low) low = span.low;
    if (span.high > high) high = span.high;
  }
  return { low, high };
}

/**
 * Length of a Plotly `range`.
 *
 * @param range two numbers in any order
 * @returns its length; `undefined` if it is not a range, open at an end, or a range of dates
 */
export function rangeLength(range: unknown): number | undefined {
  if (!isArray(range) || range.length !== 2) return undefined;
  const [from, to] = Array.from(range);
  const length = typeof from === "number" && typeof to === "number" ? Math.abs(to - from) : NaN;
  return Number.isFinite(length) ? length : undefined;
}

/**
 * The span of numbers in rows.
 *
 * @param values numbers, or rows of them
 * @returns lowest and highest
 */
export function spanOfRows(values: ArrayLike<unknown>): Span {
  return joinSpans([spanOf(values), ...Array.from(values).filter(isArray).map((row) => spanOf(row))]);
}
