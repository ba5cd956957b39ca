import { axisKey } from "./axes.ts";
import { isArray } from "./numbers.ts";
import { isPlainObject } from "./merge_layout.ts";
import type { Layout, Trace } from "./trace.ts";

/** Margin beyond the outermost points, as a fraction of the range. */
const MARGIN = 0.05;

/**
 * One range for everything that is ever drawn on an axis, so frames can be compared by eye.
 *
 * @param traces all traces of all frames
 * @param key layout key of the axis, e.g. `"yaxis"`
 * @param axis attributes of the axis
 * @returns Plotly `range` (powers of ten on a logarithmic axis), or `undefined` if the axis has no numbers
 */
export function sharedRange(
  traces: readonly Trace[],
  key: string,
  axis: Layout,
): [number, number] | undefined {
  const letter = key[0] as "x" | "y", log = axis.type === "log";
  let low = Infinity, high = -Infinity;
  const include = (value: unknown) => {
    if (typeof value !== "number" || !Number.isFinite(value) || (log && value <= 0)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const trace of traces) {
    if (axisKey(String(trace[`${letter}axis`] ?? letter)) !== key) continue;
    const values = trace[letter];
    if (isArray(values)) Array.from(values).forEach(include);
    // Bars and stems start at zero.
    if (letter === "y" && !log && (trace.type === "bar" || isPlainObject(trace.error_y))) include(0);
  }
  if (low > high) return undefined;
  const [from, to] = log ? [Math.log10(low), Math.log10(high)] : [low, high];
  const room = to > from ? MARGIN * (to - from) : MARGIN * (Math.abs(to) || 1);
  return [from - room, to + room];
}
