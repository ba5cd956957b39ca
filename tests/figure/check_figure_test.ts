import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { figure, type Layout, sliderFigure, thinIndices, type Trace } from "../../lib/figure/mod.ts";

const AXES: Layout = { xaxis: { title: "step" }, yaxis: { title: "loss" } };
const LOG: Layout = { ...AXES, yaxis: { title: "loss", type: "log" } };
const CURVE: Trace = { name: "train", mode: "lines", x: [1, 2, 3], y: [3, 2, 1] };
const BAD = new Date(NaN);
const draw = (trace: Trace, layout: Layout = AXES) => () =>
  figure({ title: "Runs", data: [{ ...CURVE, name: "first" }, { ...CURVE, ...trace }], layout });
const refuse = (
  make: () => unknown,
  words: string,
  kind: typeof RangeError | typeof TypeError = RangeError,
) => assertThrows(make, kind, words);

Deno.test("a date that is none is refused with figure, trace and place, wherever it lies", () => {
  const places: [Trace, string][] = [
    [{ x: [new Date(1), BAD, new Date(2)] }, "x[1]"],
    [{ y: [1, 2, BAD] }, "y[2]"],
    [{ text: [BAD, "b", "c"] }, "text[0]"],
    [{ customdata: [[1, BAD], [1, 2], [1, 2]] }, "customdata[0][1]"],
    [{ marker: { color: [1, 2, BAD] } }, "marker.color[2]"],
    [{ xbins: { start: BAD } }, "xbins.start"],
  ];
  for (const [trace, place] of places) {
    refuse(draw(trace), `Cannot draw the figure "Runs": trace 1 ("train") has an invalid Date at ${place}`);
  }
  refuse(
    draw({}, { ...AXES, xaxis: { title: "step", range: [BAD, new Date(1)] } }),
    'the figure "Runs": the layout has an invalid Date at xaxis.range[0]',
  );
  refuse(draw({}, { ...AXES, shapes: [{ x0: BAD }] }), "the layout has an invalid Date at shapes[0].x0");
});

Deno.test("what JSON cannot hold is refused with figure, trace and place", () => {
  const self: unknown[] = [];
  self.push(self);
  for (
    const [value, what] of [[() => 1, "a function"], [Symbol("s"), "a symbol"], [1n, "a bigint"]] as const
  ) {
    refuse(draw({ meta: { a: [value] } }), `"Runs": trace 1 ("train") has ${what} at meta.a[0]`, TypeError);
  }
  refuse(draw({ y: new BigInt64Array(3) }), "has a bigint at y[0]", TypeError);
  refuse(draw({ meta: self }), "has a value that contains itself", TypeError);
});

Deno.test("an axis that cannot exist is refused with figure and trace", () => {
  for (const id of ["z", "y1", "x", 2]) {
    refuse(
      draw({ yaxis: id }),
      `"Runs": trace 1 ("train") has yaxis ${JSON.stringify(id)}; allowed are "y", "y2"`,
    );
  }
});

Deno.test("a frame of a slider is named too", () => {
  const slider = (trace: Trace) => () =>
    sliderFigure({
      title: "Runs",
      sliderName: "step",
      shown: [0, 1],
      frames: [CURVE, { ...CURVE, ...trace }].map((one, i) => ({ label: String(100 * i), data: [one] })),
      layout: AXES,
    });
  const where = 'Cannot draw the slider figure "Runs", frame "100": trace 0 ("train") has';
  refuse(slider({ x: [1, BAD, 3] }), `${where} an invalid Date at x[1]`);
  refuse(slider({ y: [1, 1.7e308, 3] }), `${where} 1.7e+308 in y`);
  refuse(slider({ yaxis: "z" }), `${where} yaxis "z"`);
});

Deno.test("numbers beyond those that plotly.js draws are refused with figure, trace and number", () => {
  const magnitude = fc.double({ min: 1.01e304, max: Number.MAX_VALUE, noNaN: true });
  const place = fc.constantFrom<(value: number) => [Trace, string]>(
    (value) => [{ x: [0, value, 1] }, "x"],
    (value) => [{ y: [0, value, 1] }, "y"],
    (value) => [{ y: Float64Array.of(0, value, NaN) }, "y"],
    (value) => [{ error_y: { array: [0, value, 1] } }, "error_y.array"],
    (value) => [{ type: "bar", base: [0, value, 1] }, "base"],
    (value) => [{ mode: "markers", marker: { color: [0, value, 1] } }, "marker.color"],
    (value) => [{ type: "heatmap", x: [1, 2], y: [1], z: [[0, value]], colorbar: { title: "z" } }, "z"],
  );
  fc.assert(
    fc.property(magnitude, fc.boolean(), place, fc.boolean(), (size, negative, at, log) => {
      const value = negative && !log ? -size : size, [trace, name] = at(value);
      refuse(draw(trace, log ? LOG : AXES), `"Runs": trace 1 ("train") has ${value} in ${name}`);
    }),
    { seed: 20240613 },
  );
  assertEquals(draw({ y: [-1e304, 0, 1e304] })().parts.interactive.data[1].y, [-1e304, 0, 1e304]);
});

Deno.test("axes and colours as short as denormal numbers are refused with figure and trace", () => {
  const only = (trace: Trace, layout: Layout = AXES) => () =>
    figure({ title: "Runs", data: [{ ...CURVE, ...trace }], layout });
  const tiny = [5e-324, 1e-323, 2e-323];
  const where = 'Cannot draw the figure "Runs": trace 0 ("train")';
  refuse(only({ y: tiny }), `${where} lies on an axis (yaxis) that reaches only from 5e-324 to 2e-323`);
  refuse(only({ x: tiny }), `${where} lies on an axis (xaxis)`);
  refuse(only({ y: tiny }, LOG), `${where} lies on an axis (yaxis)`);
  // Bars stand on zero, so that one is enough.
  refuse(only({ type: "bar", x: ["a"], y: [1e-320] }), `${where} lies on an axis (yaxis)`);
  refuse(only({ mode: "markers", marker: { color: tiny } }), `${where} has colours (marker.color)`);
  refuse(
    only({ type: "heatmap", x: [1, 2], y: [1], z: [[0, 1e-310]], colorbar: { title: "z" } }),
    "has colours (z)",
  );
  // Beside larger numbers, and where the axis is as long as it should be, they are points like any other.
  only({ y: [0, 1e-320, 1] })();
  only({ y: tiny }, { ...AXES, yaxis: { title: "loss", range: [0, 1] } })();
  only({ y: [1e-310, 1e-300, 1e-290] }, LOG)();
  only({ y: [1e-310, 1e-310, 1e-310] })();
});

Deno.test("a long curve over the whole range of doubles is thinned and does not hang", () => {
  const x = Float64Array.from({ length: 5000 }, (_, i) => (i / 4999 * 2 - 1) * Number.MAX_VALUE);
  const kept = thinIndices(x, x, 100);
  assertEquals([kept[0], kept.at(-1), kept.length <= 100], [0, 4999, true]);
});
