/** Labels of logarithmic axes, spaced so that they do not touch. */
import { type Axis, axisKey, usedAxes } from "./axes.ts";
import { coordinatesOf } from "./coordinates.ts";
import { joinSpans, rangeLength, spanOf } from "./span.ts";
import type { Layout, Trace } from "./trace.ts";

/** Decades below which there are labels at 1, 2 and 5; plotly.js would label every digit. */
const FEW = 2.5;
/** Maximum number of labels at powers of ten. */
const MOST_LABELS = 8;

/** The logarithmic axes of a figure that use the theme's labels, with the spacing of labels. */
export function logTicks(data: readonly Trace[], layout: Layout): Layout {
  const axes = usedAxes(data, layout);
  /** Axes that share the range of another axis use its labels. */
  const first = (axis: Axis): Axis =>
    axes.find(({ key }) =>
      typeof axis.attributes.matches === "string" && key === axisKey(axis.attributes.matches)
    ) ?? axis;
  return Object.fromEntries(
    axes.flatMap((axis) => {
      const { key, attributes } = axis;
      const given = "dtick" in attributes || "tickvals" in attributes || "nticks" in attributes;
      if (attributes.type !== "log" || given) return [];
      const alike = axes.filter((other) => first(other) === first(axis)).map(({ key }) => key);
      const decades = rangeLength(attributes.range) ?? decadesOf(data, alike);
      if (!(decades > 0 && Number.isFinite(decades))) return [];
      return [[key, { dtick: decades < FEW ? "D2" : Math.ceil(decades / MOST_LABELS) }] as const];
    }),
  );
}

function decadesOf(data: readonly Trace[], keys: readonly string[]): number {
  const { low, high } = joinSpans(
    data.flatMap((trace) =>
      coordinatesOf(trace).filter(({ axis }) => keys.includes(axis)).map(({ values }) =>
        spanOf(values, (value) => value > 0)
      )
    ),
  );
  return Math.log10(high / low);
}
