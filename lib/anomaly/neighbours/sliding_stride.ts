import type { Windows } from "../windows.ts";

/**
 * The smallest stride at which the windows could have been cut from one series, compared bit by bit; `null` where
 * there is none below the window length, 1 for a single window.
 */
export function slidingStride({ values, count, length }: Windows): number | null {
  if (count === 1) return 1;
  for (let stride = 1; stride < length; stride++) {
    if (overlaps(values, count, length, stride)) return stride;
  }
  return null;
}

function overlaps(values: Float64Array, count: number, length: number, stride: number): boolean {
  for (let row = 1; row < count; row++) {
    const before = (row - 1) * length + stride, here = row * length;
    for (let t = 0; t < length - stride; t++) if (values[before + t] !== values[here + t]) return false;
  }
  return true;
}

/** The series that windows of a stride cover, `(count − 1) · stride + length` points. */
export function seriesOf({ values, count, length }: Windows, stride: number): Float64Array {
  const series = new Float64Array((count - 1) * stride + length);
  for (let row = 0; row < count; row++) {
    series.set(values.subarray(row * length, (row + 1) * length), row * stride);
  }
  return series;
}
