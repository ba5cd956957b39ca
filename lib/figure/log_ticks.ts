/** Labels of logarithmic axes, so far apart that they do not touch. */
import { usedAxes } from "./axes.ts";
import { coordinatesOf } from "./coordinates.ts";
import { joinSpans, rangeLength, spanOf } from "./span.ts";
import type { Layout, Trace } from "./trace.ts";

/** Decades below which there are labels at 1, 2 and 5; plotly.js would label every digit. */
const FEW = 2.5;
/** Labels at powers of ten, at most. */
const MOST_LABELS = 8;

/** The axes of a figure that are logarithmic and whose labels are the theme's, with distances of labels. */
export function logTicks(data: readonly Trace[], layout: Layout): Layout {
  return Object.fromEntries(
    usedAxes(data, layout).flatMap(({ key, attributes }) => {
      const given = "dtick" in attributes || "tickvals" in attributes || "nticks" in attributes;
      if (attributes.type !== "log" || given) return [];
      const decades = rangeLength(attributes.range) ?? decadesOf(data, key);
      if (!(decades > 0 && Number.isFinite(decades))) return [];
      return [[key, { dtick: decades < FEW ? "D2" : Math.ceil(decades / MOST_LABELS) }] as const];
    }),
  );
}

function decadesOf(data: readonly Trace[], key: string): number {
  const { low, high } = joinSpans(
    data.flatMap((trace) =>
      coordinatesOf(trace).filter(({ axis }) => axis === key).map(({ values }) =>
        spanOf(values, (value) => value > 0)
      )
    ),
  );
  return Math.log10(high / low);
}
