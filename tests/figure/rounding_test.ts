import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Figure, figure, type Layout, panels, sliderFigure, type Trace } from "../../lib/figure/mod.ts";
import { COLOUR_SHARE, COORDINATE_SHARE } from "../../lib/figure/rounding.ts";

const SEED = { seed: 20240612 };
const LINEAR: Layout = { xaxis: { title: "x" }, yaxis: { title: "y" } };
const logarithmic = (...keys: string[]): Layout =>
  Object.fromEntries(
    Object.entries(LINEAR).map(([key, axis]) => [
      key,
      keys.includes(key) ? { ...axis as Layout, type: "log" } : axis,
    ]),
  );

/** Traces as a notebook's JSON gives them back. */
const stored = (shown: Figure): Trace[] => JSON.parse(JSON.stringify(shown.parts.interactive.data));
const readBack = (data: Trace[], layout: Layout): Trace[] => stored(figure({ title: "t", data, layout }));
/** One unit in the last place of a number, which no rounding can beat. */
const ulp = (value: number) => Math.abs(value) * Number.EPSILON;

function assertWithin(found: unknown, given: ArrayLike<number>, tolerance: number): void {
  const numbers = found as number[];
  assertEquals(numbers.length, given.length);
  for (let i = 0; i < given.length; i++) {
    const error = Math.abs(numbers[i] - given[i]);
    assert(
      error <= tolerance + ulp(given[i]),
      `${given[i]} came back as ${numbers[i]}; allowed is ${tolerance}`,
    );
  }
}

const spanOf = (values: ArrayLike<number>) => {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) [low, high] = [Math.min(low, values[i]), Math.max(high, values[i])];
  return [low, high];
};

/** Offsets of either sign and every magnitude, and spans that may be far smaller or larger than them. */
const offset = fc.tuple(fc.constantFrom(-1, 0, 1), fc.double({ min: -200, max: 200, noNaN: true }))
  .map(([sign, power]) => sign * 10 ** power);
const shares = fc.array(fc.integer({ min: 0, max: 1e9 }).map((part) => part / 1e9), {
  minLength: 2,
  maxLength: 60,
});
const cloud = fc.tuple(offset, fc.double({ min: -14, max: 6, noNaN: true }), shares).map((
  [from, power, parts],
) => parts.map((part) => from + (from === 0 ? 1 : Math.abs(from)) * 10 ** power * part));

Deno.test("coordinates come back within a thousandth of a pixel of what their axis shows", () => {
  fc.assert(
    fc.property(cloud, cloud, fc.constantFrom("lines", "markers"), (x, y, mode) => {
      const count = Math.min(x.length, y.length);
      const given = { x: x.slice(0, count), y: y.slice(0, count) };
      const [trace] = readBack([{ mode, ...given }], LINEAR);
      for (const letter of ["x", "y"] as const) {
        const [low, high] = spanOf(given[letter]);
        // A curve without extent is rounded relative to its value.
        assertWithin(trace[letter], given[letter], COORDINATE_SHARE * (high - low || Math.abs(high)));
      }
    }),
    { ...SEED, numRuns: 1000 },
  );
});

Deno.test("on a logarithmic axis the same holds for logarithms", () => {
  const positive = fc.tuple(
    fc.double({ min: -250, max: 250, noNaN: true }),
    fc.double({ min: -9, max: 1.5, noNaN: true }),
    shares,
  ).map(([from, power, parts]) => parts.map((part) => 10 ** from * (1 + 10 ** power) ** part));
  fc.assert(
    fc.property(positive, (y) => {
      const [low, high] = spanOf(y);
      const length = Math.log1p((high - low) / low) || 1;
      const [trace] = readBack([{ mode: "markers", x: y.map((_, i) => i), y }], logarithmic("yaxis"));
      (trace.y as number[]).forEach((value, i) => {
        const error = Math.abs(Math.log1p((value - y[i]) / y[i]));
        assert(error <= COORDINATE_SHARE * length + 2 * Number.EPSILON, `${y[i]} came back as ${value}`);
      });
    }),
    { ...SEED, numRuns: 1000 },
  );
});

Deno.test("values of a colour map come back within a share of their range", () => {
  fc.assert(
    fc.property(cloud, fc.integer({ min: 1, max: 5 }), (values, columns) => {
      const rows = Math.floor(values.length / columns);
      const z = Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
      if (rows === 0) return;
      const [low, high] = spanOf(z.flat());
      const tolerance = COLOUR_SHARE * (high - low || Math.abs(high));
      const colorbar = { title: "z" };
      const [map] = readBack([{ type: "heatmap", z, colorbar }], LINEAR);
      assertWithin((map.z as number[][]).flat(), z.flat(), tolerance);
      const flat = z.flat(), x = flat.map((_, i) => i);
      const [dots] = readBack(
        [{ mode: "markers", x, y: x, marker: { color: flat, size: 7.123456789 } }],
        LINEAR,
      );
      assertWithin((dots.marker as Layout).color, flat, tolerance);
      assertEquals((dots.marker as Layout).size, 7.123456789);
    }),
    { ...SEED, numRuns: 500 },
  );
});

Deno.test("whole numbers, dates and names come back exactly", () => {
  const whole = fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(whole, whole, (x, y) => {
      const count = Math.min(x.length, y.length);
      const [trace] = readBack([{ mode: "markers", x: x.slice(0, count), y: y.slice(0, count) }], LINEAR);
      assertEquals([trace.x, trace.y], [x.slice(0, count), y.slice(0, count)]);
    }),
    SEED,
  );
  const milliseconds = fc.array(fc.double({ min: 0, max: 4e12, noNaN: true }), {
    minLength: 2,
    maxLength: 9,
  });
  fc.assert(
    fc.property(milliseconds, (times) => {
      const dates = times.map((time) => new Date(time));
      const [of] = readBack([{ mode: "markers", x: dates, y: times }], LINEAR);
      assertEquals((of.x as string[]).map((text) => Date.parse(text)), times.map(Math.floor));
      for (const type of ["date", "category"]) {
        const [on] = readBack([{ mode: "markers", x: times, y: times }], {
          ...LINEAR,
          xaxis: { title: "t", type },
        });
        assertEquals(on.x, times);
      }
      // Numbers on an axis with names are names too.
      const [, mixed] = readBack([
        { mode: "markers", x: ["a"], y: [1], name: "a" },
        { mode: "markers", x: times, y: times, name: "b" },
      ], LINEAR);
      assertEquals(mixed.x, times);
    }),
    SEED,
  );
});

Deno.test("curves that five digits made flat or made steps of are smooth", () => {
  const steps = Array.from({ length: 300 }, (_, i) => i);
  const different = (y: readonly number[], x: readonly number[] = steps) => {
    const [trace] = readBack([{ mode: "lines", x, y }], LINEAR);
    return [new Set(trace.x as number[]).size, new Set(trace.y as number[]).size];
  };
  assertEquals(different(steps.map((i) => 1 - 1e-5 * Math.exp(-i / 100))), [300, 300]);
  assertEquals(different(steps.map((i) => Math.LN2 + 1e-6 * Math.sin(i / 200))), [300, 300]);
  assertEquals(different(steps, steps.map((i) => 1_700_000_000_000 + 1000 * i)), [300, 300]);
  assertEquals(different(steps, steps.map((i) => 1_700_000_000_000.5 + i)), [300, 300]);
  assertEquals(different(steps.map((i) => 123_456_789 + i)), [300, 300]);
  assertEquals(different(steps.map((i) => 1e17 + 1e3 * i)), [300, 300]);
});

Deno.test("an axis has one span: of all its traces, of the axes that match it, of all frames of a slider", () => {
  const small = { name: "small", mode: "lines", x: [0, 1], y: [0.123456789, 0.2] };
  const large = { name: "large", mode: "lines", x: [0, 1], y: [0, 1000.5] };
  const y = (data: Trace[], i: number) => (data[i].y as number[])[0];
  assertEquals(y(readBack([small], LINEAR), 0), 0.1234568);
  assertEquals(y(readBack([small, large], LINEAR), 0), 0.123);
  const apart = (sameY: boolean) => {
    const list = [small, large].map((trace) => ({ title: trace.name, data: [trace] }));
    return stored(figure({
      title: "t",
      ...panels({ panels: list, sameY, xaxis: { title: "x" }, yaxis: { title: "y" } }),
    }));
  };
  assertEquals([y(apart(true), 0), y(apart(false), 0)], [0.123, 0.1234568]);
  const frames = [small, large].map((trace) => ({ label: trace.name, data: [trace] }));
  const slider = sliderFigure({ title: "t", sliderName: "size", shown: [0, 1], frames, layout: LINEAR });
  assertEquals(y(stored(slider), 0), 0.123);
  const zoomed = { ...LINEAR, yaxis: { title: "y", range: [0.12, 0.13] } };
  assertEquals(y(readBack([small, large], zoomed), 0), 0.12345679);
});

Deno.test("error bars and boxes are as fine as the values they belong to", () => {
  const [trace] = readBack([{
    mode: "markers",
    x: [0, 1],
    y: [1e6, 1e6 + 1e-3],
    error_y: { array: [1.23456789e-4, 1e-4], arrayminus: [1e-4, 1e-4] },
    customdata: [0.12345678901234],
  }], LINEAR);
  assertWithin((trace.error_y as Layout).array, [1.23456789e-4, 1e-4], COORDINATE_SHARE * 1e-3);
  assertEquals(trace.customdata, [0.12345678901234]);
  const box = {
    type: "box",
    x: ["a"],
    q1: [1e6],
    median: [1e6 + 1.23456789e-4],
    q3: [1e6 + 1e-3],
  };
  assertWithin(readBack([box], LINEAR)[0].median, box.median, COORDINATE_SHARE * 1e-3);
  const onLog = { mode: "markers", x: [0, 1], y: [1, 10], error_y: { array: [0.1234567890123, 1] } };
  assertEquals(readBack([onLog], logarithmic("yaxis"))[0].error_y, onLog.error_y);
});

Deno.test("positions in the layout are exact", () => {
  const range = [1e9 + 1 / 3, 1e9 + 2 / 3];
  const { layout } = figure({
    title: "t",
    data: [{ mode: "lines", x: [0, 1], y: [1e9 + 0.4, 1e9 + 0.5] }],
    layout: { ...LINEAR, yaxis: { title: "y", range } },
  }).parts.interactive;
  assertEquals((layout.yaxis as Layout).range, range);
});
