import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  type Frame,
  type Layout,
  panels,
  sliderFigure,
  type SliderFigureOptions,
} from "../../lib/figure/mod.ts";

const X = [0, 1, 2];
const frame = (i: number): Frame => ({
  label: String(100 * i),
  note: `loss ${i}`,
  data: [{ name: "output", mode: "lines", x: X, y: X.map((x) => x * (i + 1)) }],
});
const frames = (count: number) => Array.from({ length: count }, (_, i) => frame(i));
const options = (over: Partial<SliderFigureOptions> = {}): SliderFigureOptions => ({
  title: "Output",
  frames: frames(5),
  shown: [0, 2, 4],
  sliderName: "step",
  shared: [{ name: "target", mode: "lines", x: X, y: X }],
  layout: { xaxis: { title: "x" }, yaxis: { title: "y" } },
  ...over,
});

Deno.test("each position of the slider shows the shared traces and its own", () => {
  const { data, layout } = sliderFigure(options()).parts.interactive;
  assertEquals(data.length, 6);
  assertEquals(data.map(({ visible }) => visible), [undefined, true, false, false, false, false]);
  const [slider] = layout.sliders as [{ steps: { label: string; method: string; args: [Layout, Layout] }[] }];
  assertEquals(slider.steps.map(({ label }) => label), ["0", "100", "200", "300", "400"]);
  slider.steps.forEach(({ method, args: [traces, title] }, i) => {
    assertEquals(method, "update");
    assertEquals(traces.visible, [true, ...[0, 1, 2, 3, 4].map((k) => k === i)]);
    assertEquals(title["title.text"], `Output<br>loss ${i}`);
  });
});

Deno.test("the legend stands beside the axes, and below the slider where a colour bar stands there", () => {
  const { layout } = sliderFigure(options()).parts.interactive;
  assertEquals((layout.legend as Layout).x, 1.02);
  const colorbar = { title: { text: "share" } };
  const map = { type: "heatmap", x: X, y: X, z: X.map((x) => X.map((y) => x * y)), colorbar };
  const mapped = (legend: boolean) =>
    sliderFigure(
      options({
        shared: legend ? options().shared! : [],
        frames: [0, 1].map((i) => ({ label: String(i), data: [map] })),
        shown: [0, 1],
      }),
    ).parts.interactive.layout;
  const legend = mapped(true).legend as Layout;
  assertEquals([legend.orientation, legend.yref, legend.y], ["h", "container", 0]);
  assertEquals(mapped(true).height as number - (mapped(false).height as number), 26);
});

Deno.test("what the slider counts stands before its value, after a colon or its own sign", () => {
  const prefix = (sliderName: string) => {
    const { layout } = sliderFigure(options({ sliderName })).parts.interactive;
    return (layout.sliders as { currentvalue: { prefix: string } }[])[0].currentvalue.prefix;
  };
  assertEquals(["step", "σ ="].map(prefix), ["step: ", "σ = "]);
});

Deno.test("all frames share one range, so that they can be compared", () => {
  const { layout } = sliderFigure(options()).parts.interactive;
  const [low, high] = (layout.yaxis as { range: [number, number] }).range;
  assert(low < 0 && high > 10, `range ${low} … ${high} must hold 0 … 10`);
  const own = sliderFigure(
    options({ layout: { xaxis: { title: "x" }, yaxis: { title: "y", range: [0, 3] } } }),
  );
  assertEquals((own.parts.interactive.layout.yaxis as Layout).range, [0, 3]);
});

Deno.test("the picture shows the chosen frames side by side", () => {
  const { still, alt } = sliderFigure(options()).parts;
  assertEquals(still.data.map(({ xaxis }) => xaxis), ["x", "x", "x2", "x2", "x3", "x3"]);
  assertEquals(still.data.map(({ y }) => (y as number[])[2]), [2, 2, 2, 6, 2, 10]);
  assertEquals(still.data.map(({ showlegend }) => showlegend), [true, true, false, false, false, false]);
  const headings = (still.layout.annotations as { text: string }[]).map(({ text }) => text);
  assertEquals(headings, ["step 0<br>loss 0", "step 200<br>loss 2", "step 400<br>loss 4"]);
  const domains = [1, 2, 3].map((i) =>
    (still.layout[`xaxis${i > 1 ? i : ""}`] as { domain: number[] }).domain
  );
  assert(domains[0][1] < domains[1][0] && domains[1][1] < domains[2][0]);
  assertStringIncludes(alt, "step 0, 200, 400");
});

Deno.test("the columns of a picture keep rows of panels apart", () => {
  const rows = (i: number) =>
    panels({
      columns: 1,
      sameX: true,
      xaxis: { title: "k" },
      yaxis: { title: "amplitude" },
      panels: ["train", "test"].map((title) => ({ title, data: frame(i).data })),
    });
  const { still } = sliderFigure({
    title: "Spectra",
    sliderName: "step",
    shown: [0, 1],
    frames: [0, 1].map((i) => ({ label: String(i), data: rows(i).data })),
    layout: rows(0).layout,
  }).parts;
  assertEquals(still.data.map(({ xaxis, yaxis }) => `${xaxis} ${yaxis}`), ["x y", "x2 y2", "x3 y3", "x4 y4"]);
  const { xaxis4, yaxis3, yaxis4 } = still.layout as Record<string, Layout>;
  assertEquals([xaxis4.anchor, yaxis4.anchor, xaxis4.matches], ["y4", "x4", "x3"]);
  assertEquals(yaxis3.domain, (still.layout.yaxis as Layout).domain);
});

Deno.test("2 to 12 frames with different labels are allowed", () => {
  const make = (over: Partial<SliderFigureOptions>) => () =>
    sliderFigure(options({ shown: [0, 1], ...over }));
  make({ frames: frames(2) })();
  make({ frames: frames(12) })();
  assertThrows(make({ frames: frames(13) }), RangeError, "it has 13 frames, allowed are 2 … 12");
  assertThrows(make({ frames: frames(1) }), RangeError, "it has 1 frames");
  assertThrows(make({ frames: [frame(0), frame(0)] }), RangeError, "same label");
});

Deno.test("the shown frames must exist and be in order", () => {
  for (const shown of [[], [0], [0, 1, 2, 3, 4], [1, 0], [0, 0], [0, 5], [0.5, 1], [-1, 1]]) {
    assertThrows(() => sliderFigure(options({ shown })), RangeError, "shown is");
  }
});

Deno.test("a frame must be a complete figure", () => {
  assertThrows(
    () => sliderFigure(options({ layout: { xaxis: { title: "x" } } })),
    RangeError,
    "yaxis has no name",
  );
  const broken = { label: "last", data: [{ name: "output", x: X, y: [NaN, NaN, NaN] }] };
  assertThrows(() => sliderFigure(options({ frames: [...frames(4), broken] })), RangeError, "must be finite");
});
