import type { Windows } from "../windows.ts";
import { squaredDistance } from "./distance_rows.ts";

/** Rows after which the recurrence starts again from whole distances, which bounds the rounding that it carries. */
const RESTART = 128;

/**
 * Approximate squared distances of queries to reference windows, both cut at the same stride from a series:
 * D(i, j) = D(i − 1, j − 1) + Σ_{t < stride} (new difference)² − (old difference)².
 *
 * @param visit gets the index of the query, its squared distances in an array that is used again and may be written,
 * and a bound of their error
 */
export function slidingDistanceRows(
  queries: Windows,
  reference: Windows,
  stride: number,
  visit: (query: number, squared: Float64Array, error: number) => void,
): void {
  const { values: y, count: n, length: d } = reference, { values: x, count: m } = queries;
  const tail = d - stride;
  // Points that leave and enter a reference window when it moves by one: windows are read in order of time.
  const leaving = new Float64Array(n * stride), entering = new Float64Array(n * stride);
  for (let j = 0; j < n; j++) {
    leaving.set(y.subarray(j * d, j * d + stride), j * stride);
    entering.set(y.subarray(j * d + tail, (j + 1) * d), j * stride);
  }
  let before = new Float64Array(n), row = new Float64Array(n);
  const shown = new Float64Array(n);
  const error = 2 ** -52 * 4 * (RESTART * stride + d) * d * spread(x, y);
  for (let i = 0; i < m; i++) {
    [before, row] = [row, before];
    if (i % RESTART === 0) {
      for (let j = 0; j < n; j++) row[j] = squaredDistance(x, i * d, y, j * d, d);
    } else {
      row[0] = squaredDistance(x, i * d, y, 0, d);
      if (stride === 1) stepOfOne(before, row, leaving, entering, x[(i - 1) * d], x[i * d + tail]);
      else stepOfMany(before, row, leaving, entering, x, (i - 1) * d, i * d + tail, stride);
    }
    shown.set(row);
    visit(i, shown, error);
  }
}

function stepOfOne(
  before: Float64Array,
  row: Float64Array,
  leaving: Float64Array,
  entering: Float64Array,
  old: number,
  fresh: number,
): void {
  for (let j = 1; j < row.length; j++) {
    const gone = old - leaving[j - 1], come = fresh - entering[j];
    row[j] = before[j - 1] + (come * come - gone * gone);
  }
}

function stepOfMany(
  before: Float64Array,
  row: Float64Array,
  leaving: Float64Array,
  entering: Float64Array,
  x: Float64Array,
  old: number,
  fresh: number,
  stride: number,
): void {
  for (let j = 1; j < row.length; j++) {
    let change = 0;
    for (let t = 0; t < stride; t++) {
      const gone = x[old + t] - leaving[(j - 1) * stride + t], come = x[fresh + t] - entering[j * stride + t];
      change += come * come - gone * gone;
    }
    row[j] = before[j - 1] + change;
  }
}

/** Largest possible squared difference of two points. */
function spread(x: Float64Array, y: Float64Array): number {
  let low = Infinity, high = -Infinity;
  for (const values of [x, y]) {
    for (let t = 0; t < values.length; t++) {
      if (values[t] < low) low = values[t];
      if (values[t] > high) high = values[t];
    }
  }
  return (high - low) ** 2;
}
