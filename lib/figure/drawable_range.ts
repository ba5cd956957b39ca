import { usedAxes } from "./axes.ts";
import { axisOfTrace, coordinatesOf } from "./coordinates.ts";
import { isPlainObject } from "./merge_layout.ts";
import { isArray } from "./numbers.ts";
import { joinSpans, rangeLength, type Span, spanOf, spanOfRows } from "./span.ts";
import type { Layout, Trace } from "./trace.ts";

/** Largest magnitude of a number that plotly.js draws; it drops numbers from 1.8e304 on, and margins are added. */
const MOST_MAGNITUDE = 1e304;
/** Smallest positive length of a linear axis or colour bar for which plotly.js finds ticks. */
const LEAST_LENGTH = 1e-304;
/** Smallest upper end of a logarithmic axis for which plotly.js finds ticks. */
const LEAST_LOG_END = 1e-320;

/** A trace whose numbers plotly.js cannot draw. */
export interface Undrawable {
  /** Its position among the traces. */
  readonly trace: number;
  /** What is wrong with it, as the end of a sentence. */
  readonly problem: string;
}

/**
 * Looks for finite numbers that plotly.js cannot draw: it drops numbers near the largest double, and fails on axes and
 * colour bars whose length is near the smallest double.
 *
 * @param data traces
 * @param layout their layout
 * @returns the first trace with such numbers, or `undefined`
 * @throws {RangeError} if a trace names an axis that cannot exist
 */
export function findUndrawable(data: readonly Trace[], layout: Layout): Undrawable | undefined {
  return findTooLarge(data) ?? findTooSmall(data, layout);
}

function findTooLarge(data: readonly Trace[]): Undrawable | undefined {
  for (const [trace, attributes] of data.entries()) {
    const numbers: [name: string, span: Span][] = [
      ...coordinatesOf(attributes).map(({ name, values }): [string, Span] => [name, spanOf(values)]),
      ...lengthsOf(attributes),
      ...coloursOf(attributes).map(({ name, span }): [string, Span] => [name, span]),
    ];
    for (const [name, { low, high }] of numbers) {
      const largest = -low > high ? low : high;
      if (!(Math.abs(largest) > MOST_MAGNITUDE && Number.isFinite(largest))) continue;
      return {
        trace,
        problem:
          `has ${largest} in ${name}; plotly.js draws −1e304 … 1e304: give the numbers in a larger unit`,
      };
    }
  }
  return undefined;
}

function findTooSmall(data: readonly Trace[], layout: Layout): Undrawable | undefined {
  for (const { key, attributes } of usedAxes(data, layout)) {
    const log = attributes.type === "log";
    const onAxis = data.map((trace) => spanOnAxis(trace, key, log));
    const { low, high } = joinSpans(onAxis);
    const range = rangeLength(attributes.range);
    const tooSmall = log
      ? range === undefined && high > 0 && high < LEAST_LOG_END
      : isTooShort(range ?? high - low) && isTooShort(high - low);
    if (!tooSmall) continue;
    return {
      trace: onAxis.findIndex((span) => span.high >= span.low && (span.high !== 0 || span.low !== 0)),
      problem: `lies on an axis (${key}) that reaches only from ${low} to ${high}; plotly.js needs ` +
        (log ? `numbers above ${LEAST_LOG_END}` : `a length of ${LEAST_LENGTH}`) +
        ": give the numbers in a smaller unit",
    };
  }
  for (const [trace, attributes] of data.entries()) {
    const short = coloursOf(attributes).find(({ length }) => isTooShort(length));
    if (short) {
      const { name, span: { low, high } } = short;
      return {
        trace,
        problem:
          `has colours (${name}) that reach only from ${low} to ${high}; plotly.js needs a length of ` +
          `${LEAST_LENGTH}: give the numbers in a smaller unit`,
      };
    }
  }
  return undefined;
}

function isTooShort(length: number): boolean {
  return length > 0 && length < LEAST_LENGTH;
}

/** The values of a trace that an axis must show: its coordinates, and the zero from which bars and error bars start. */
function spanOnAxis(trace: Trace, key: string, log: boolean): Span {
  const spans = coordinatesOf(trace).filter(({ axis }) => axis === key)
    .map(({ values }) => spanOf(values, log ? (value) => value > 0 : undefined));
  const bars = trace.type === "bar" && key === axisOfTrace(trace, trace.orientation === "h" ? "x" : "y");
  return joinSpans(bars && !log && spans.length > 0 ? [...spans, { low: 0, high: 0 }] : spans);
}

/** Spans of the lengths of error bars. */
function lengthsOf(trace: Trace): [name: string, span: Span][] {
  return ["error_x", "error_y"].flatMap((name) => {
    const bars = trace[name];
    if (!isPlainObject(bars)) return [];
    return ["array", "arrayminus"].flatMap((part): [string, Span][] => {
      const values = bars[part];
      return isArray(values) ? [[`${name}.${part}`, spanOf(values)]] : [];
    });
  });
}

/** Spans of the numbers behind colours, and the lengths of the colour bars. */
function coloursOf(trace: Trace): { name: string; span: Span; length: number }[] {
  const { z, marker } = trace;
  const found: { name: string; span: Span; length: number }[] = [];
  const add = (name: string, span: Span, owner: Layout) => {
    const limits = rangeLength([owner.zmin ?? owner.cmin, owner.zmax ?? owner.cmax]);
    // Colours on a common axis may reach further than those of one trace.
    const shared = typeof owner.coloraxis === "string";
    found.push({ name, span, length: shared ? NaN : limits ?? span.high - span.low });
  };
  if (isArray(z)) add("z", spanOfRows(z), trace);
  if (isPlainObject(marker) && isArray(marker.color)) add("marker.color", spanOf(marker.color), marker);
  return found;
}
