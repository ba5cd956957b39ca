import { isLogAxis } from "./axes.ts";
import { axisLetter, axisOfTrace } from "./coordinates.ts";
import { isPlainObject } from "./merge_layout.ts";
import { exactly, plainValue, type Rounding } from "./numbers.ts";
import { axisRoundings, colourRounding } from "./rounding.ts";
import type { Layout, Trace } from "./trace.ts";

/**
 * Returns a function that writes traces as plain JSON, with as many digits as the axes and colour bars of a figure can
 * show. Names, dates, texts, sizes and everything else that is neither a coordinate nor a colour stay exact.
 *
 * @param data all traces that are ever drawn on the axes, those of other frames too
 * @param layout their layout
 * @returns the function; it throws a TypeError for attributes that JSON cannot hold
 * @throws {RangeError} if a trace names an axis that cannot exist
 */
export function traceWriter(data: readonly Trace[], layout: Layout): (trace: Trace) => Trace {
  const axes = axisRoundings(data, layout);
  const colours = new Map<string, Rounding>();
  /** The rounding of the numbers behind colours, by their owner: a trace or its marker. */
  const colourOf = (owner: Layout, name: "z" | "color"): Rounding => {
    const { coloraxis } = owner;
    if (typeof coloraxis !== "string") return colourRounding([owner[name]], owner);
    let rounding = colours.get(coloraxis);
    if (rounding === undefined) {
      const limits = layout[coloraxis];
      rounding = colourRounding(onColourAxis(data, coloraxis), isPlainObject(limits) ? limits : {});
      colours.set(coloraxis, rounding);
    }
    return rounding;
  };
  const roundingOf = (trace: Trace, name: string): Rounding => {
    if (name === "z") return colourOf(trace, "z");
    const letter = axisLetter(trace, name);
    if (letter === undefined) return exactly;
    // Lengths of error bars have no position of their own on a logarithmic axis.
    if (name.startsWith("error_") && isLogAxis(trace, layout, letter)) return exactly;
    return axes.get(axisOfTrace(trace, letter)) ?? exactly;
  };
  return (trace) => {
    const plain = Object.fromEntries(
      Object.entries(trace).filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, plainValue(value, roundingOf(trace, name))]),
    );
    const { marker } = trace;
    if (isPlainObject(marker) && isPlainObject(plain.marker) && marker.color !== undefined) {
      plain.marker.color = plainValue(marker.color, colourOf(marker, "color"));
    }
    return plain;
  };
}

/** Numbers behind colours on a common colour axis. */
function onColourAxis(data: readonly Trace[], coloraxis: string): unknown[] {
  return data.flatMap((trace) => {
    const { marker } = trace;
    const dots = isPlainObject(marker) && marker.coloraxis === coloraxis ? [marker.color] : [];
    return trace.coloraxis === coloraxis ? [trace.z, ...dots] : dots;
  });
}
