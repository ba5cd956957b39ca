/** Histograms of shares. */
import type { Trace } from "./trace.ts";

/** Options of {@linkcode unitHistogram}. */
export interface UnitHistogramOptions {
  readonly name: string;
  readonly color: string;
  /** Numbers in [0, 1), e.g. probabilities. */
  readonly values: readonly number[];
  /** Number of bins of equal width between 0 and 1. */
  readonly bins: number;
}

/**
 * A histogram of numbers between 0 and 1 as bars: the share of the numbers in each bin.
 *
 * @throws {RangeError} for no values, or a number of bins that is not a positive integer
 */
export function unitHistogram({ name, color, values, bins }: UnitHistogramOptions): Trace {
  if (values.length === 0 || !(Number.isInteger(bins) && bins >= 1)) {
    throw new RangeError(
      `unitHistogram: values and a positive integer of bins are needed, got ${values.length} values and ${bins} bins`,
    );
  }
  const from = Array.from({ length: bins }, (_, i) => i / bins), half = 1 / (2 * bins);
  return {
    type: "bar",
    name,
    showlegend: false,
    x: from.map((low) => low + half),
    y: from.map((low) => values.filter((p) => p >= low && p < low + 2 * half).length / values.length),
    marker: { color, opacity: 0.7 },
  };
}
