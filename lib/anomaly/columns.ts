/** Scales of the coordinates of windows, always those of the standard windows. */
import type { Windows } from "./windows.ts";

/** A shift and a divisor for each of d coordinates. */
export interface ColumnScale {
  readonly shift: Float64Array;
  /** 1 for a coordinate that does not vary */
  readonly divisor: Float64Array;
}

/** Mean of each coordinate, `[d]`. */
export function columnMeans({ values, count, length }: Windows): Float64Array {
  const means = new Float64Array(length);
  for (let i = 0; i < count; i++) for (let j = 0; j < length; j++) means[j] += values[i * length + j];
  return means.map((sum) => sum / count);
}

/** Mean and standard deviation (divisor n) of each coordinate. */
export function standardScale(windows: Windows): ColumnScale {
  const { values, count, length } = windows, shift = columnMeans(windows), divisor = new Float64Array(length);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < length; j++) divisor[j] += (values[i * length + j] - shift[j]) ** 2;
  }
  return { shift, divisor: divisor.map((sum) => Math.sqrt(sum / count) || 1) };
}

/** Smallest value and range of each coordinate. */
export function rangeScale({ values, count, length }: Windows): ColumnScale {
  const shift = new Float64Array(length).fill(Infinity), high = new Float64Array(length).fill(-Infinity);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < length; j++) {
      const value = values[i * length + j];
      if (value < shift[j]) shift[j] = value;
      if (value > high[j]) high[j] = value;
    }
  }
  return { shift, divisor: high.map((value, j) => value - shift[j] || 1) };
}

/** Windows with (x − shift) / divisor in each coordinate. */
export function scaled({ values, count, length }: Windows, { shift, divisor }: ColumnScale): Windows {
  const out = new Float64Array(values.length);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < length; j++) out[i * length + j] = (values[i * length + j] - shift[j]) / divisor[j];
  }
  return { values: out, count, length };
}

/** The values of one coordinate, `[n]`. */
export function column({ values, count, length }: Windows, j: number): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = values[i * length + j];
  return out;
}
