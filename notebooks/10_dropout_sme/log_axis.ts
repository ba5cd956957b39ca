/** Logarithmic axes. */
import type { Layout } from "../../lib/figure/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";

/** Decades below which Plotly would label every digit, so close that the labels touch. */
const FEW = 2.5;

/** A logarithmic axis for some values: over few decades labels at 1, 2 and 5 only. */
export function logAxis(values: readonly number[]): Layout {
  const shown = values.filter((value) => Number.isFinite(value) && value > 0);
  const decades = Math.log10(largest(shown) / smallest(shown));
  return { type: "log", ...(decades < FEW ? { dtick: "D2" } : {}) };
}
