import { assert, assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { Figure, figure, type FigureBundle, type Layout, type Trace } from "../../lib/figure/mod.ts";

const AXES: Layout = { xaxis: { title: "step" }, yaxis: { title: "loss", type: "log" } };
const CURVE: Trace = { name: "train", mode: "lines", x: [1, 2, 3], y: new Float32Array([1, 0.1, 0.01]) };

Deno.test("a figure shows itself as Plotly JSON, a PNG and text, and as nothing else", async () => {
  const shown = figure({ title: "Loss falls", data: [CURVE], layout: AXES });
  const display = Object.getOwnPropertyDescriptor(Figure.prototype, Symbol.for("Jupyter.display"))?.value;
  const bundle: FigureBundle = await display.call(shown);
  assertEquals(Object.keys(bundle).sort(), ["application/vnd.plotly.v1+json", "image/png", "text/plain"]);
  assertEquals(atob(bundle["image/png"]).slice(1, 4), "PNG");
  const { data, layout, config } = bundle["application/vnd.plotly.v1+json"];
  assertEquals(data[0].y, [1, 0.1, 0.01]);
  assertEquals((layout.title as Layout).text, "Loss falls");
  assertEquals(config.responsive, true);
  assertEquals(layout.width, undefined);
});

Deno.test("drawing a figure does not change what it stores", async () => {
  const shown = figure({ title: "Loss falls", data: [CURVE], layout: AXES });
  const before = JSON.stringify(shown.parts);
  await shown.png();
  assertEquals(JSON.stringify(shown.parts), before);
});

Deno.test("the alternative text tells title, axes and curves without tags", () => {
  const { alt } = figure({
    title: "Error of sin<sup>2</sup> k",
    data: [CURVE, { ...CURVE, name: "test" }],
    layout: AXES,
  });
  assertEquals(
    alt,
    "Figure: Error of sin^2 k. Horizontal axis: step; vertical axis: loss (logarithmic). Shown: train; test.",
  );
});

Deno.test("the alternative text keeps tags that Plotly shows, and knows no line breaks", () => {
  const name = "a very long name ".repeat(20).trim();
  const { alt } = figure({
    title: "Loss <train> of <b>a</b> &lt; b",
    data: [{ ...CURVE, name: "<train>" }, { ...CURVE, name }],
    layout: { xaxis: { title: "step" }, yaxis: { title: "x".repeat(200) } },
  });
  assertEquals(
    alt,
    `Figure: Loss <train> of a < b. Horizontal axis: step; vertical axis: ${"x".repeat(200)}. ` +
      `Shown: <train>; ${name}.`,
  );
});

Deno.test("a figure without title or axis names is refused", () => {
  assertThrows(() => figure({ title: " ", data: [CURVE], layout: AXES }), RangeError, "title is empty");
  assertThrows(
    () => figure({ title: "t", data: [CURVE], layout: { xaxis: { title: "step" } } }),
    RangeError,
    "yaxis has no name",
  );
  assertThrows(
    () => figure({ title: "t", data: [CURVE], layout: { ...AXES, xaxis: { title: { text: "" } } } }),
    RangeError,
    "xaxis has no name",
  );
  const second = { ...CURVE, xaxis: "x2", yaxis: "y2" };
  assertThrows(
    () => figure({ title: "t", data: [CURVE, second], layout: AXES }),
    RangeError,
    "xaxis2 has no name",
  );
  assertThrows(
    () => figure({ title: "t", data: [CURVE], layout: { ...AXES, title: "t" } }),
    TypeError,
    "once",
  );
});

Deno.test("an axis may share the name of the axis on the same domain", () => {
  const layout = {
    xaxis: { title: "step", domain: [0, 0.4] },
    xaxis2: { title: "step", domain: [0.6, 1], anchor: "y2" },
    yaxis: { title: "loss", domain: [0, 1] },
    yaxis2: { domain: [0, 1], anchor: "x2" },
  };
  const data = [CURVE, { ...CURVE, xaxis: "x2", yaxis: "y2" }];
  assertEquals(figure({ title: "t", data, layout }).parts.interactive.data.length, 2);
  const apart = { ...layout, yaxis2: { domain: [0, 0.5], anchor: "x2" } };
  assertThrows(() => figure({ title: "t", data, layout: apart }), RangeError, "yaxis2 has no name");
});

Deno.test("a colour map needs a named colour bar, even rows and a finite value", () => {
  const layout = { xaxis: { title: "x" }, yaxis: { title: "y" } };
  const map = (z: unknown, colorbar?: Layout) => () =>
    figure({ title: "t", data: [{ type: "heatmap", z, ...(colorbar ? { colorbar } : {}) }], layout });
  assertThrows(map([[1]]), RangeError, "colour bar without a name");
  assertThrows(map([[1, 2], [3]], { title: "z" }), RangeError, "2 columns in row 0 of z and 1 in row 1");
  assertThrows(map([[NaN, Infinity]], { title: "z" }), RangeError, "no finite value");
  assertEquals(map([new Float32Array([1, 0.123456])], { title: "z" })().parts.still.data[0].z, [[
    1,
    0.12346,
  ]]);
});

Deno.test("gaps are kept as null, and a trace that is all gaps is refused", () => {
  const gap = figure({ title: "t", data: [{ ...CURVE, y: [1, NaN, Infinity] }], layout: AXES });
  assertEquals(gap.parts.interactive.data[0].y, [1, null, null]);
  const refuse = (trace: Trace, words: string) =>
    assertThrows(() => figure({ title: "t", data: [trace], layout: AXES }), RangeError, words);
  refuse({ ...CURVE, y: [NaN, NaN, NaN] }, 'trace 0 ("train")');
  refuse({ ...CURVE, y: [0, -1, 0] }, "positive on its logarithmic y axis");
  refuse({ ...CURVE, y: [] }, "3 values of x and 0 of y");
  refuse({ ...CURVE, type: "surface" }, '"surface"');
  refuse({ name: "nothing" }, "neither x nor y");
});

Deno.test("no traces, sizes that are no sizes and nameless traces among others are refused", () => {
  assertThrows(() => figure({ title: "t", data: [], layout: AXES }), RangeError, "no traces");
  assertThrows(() => figure({ title: "t", data: [CURVE], layout: AXES, width: 0 }), RangeError, "width 0");
  assertThrows(
    () => figure({ title: "t", data: [CURVE], layout: AXES, height: NaN }),
    RangeError,
    "height NaN",
  );
  const { name: _, ...nameless } = CURVE;
  assertThrows(
    () => figure({ title: "t", data: [CURVE, nameless], layout: AXES }),
    RangeError,
    "trace 1 has no name",
  );
  assertThrows(
    () => figure({ title: "t", data: [{ ...CURVE, customdata: [() => 1] }], layout: AXES }),
    TypeError,
    "function",
  );
});

Deno.test("a figure that is too large for a notebook is refused with its sizes", async () => {
  const x = Array.from({ length: 500 }, (_, i) => i);
  const cloud = figure({
    title: "Cloud",
    data: [{ mode: "markers", x, y: x, customdata: x.map((i) => String(i).repeat(200)) }],
    layout: { xaxis: { title: "x" }, yaxis: { title: "y" } },
  });
  const error = await assertRejects(() => cloud.bundle(), RangeError, '"Cloud"');
  assertStringIncludes(error.message, "allowed are 250000");
});

Deno.test("a picture that cannot be made small is refused", async () => {
  let state = 1;
  const noise = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const z = Array.from({ length: 300 }, () => Array.from({ length: 300 }, noise));
  const map = figure({
    title: "Noise",
    data: [{ type: "heatmap", z, colorbar: { title: "z" } }],
    layout: { xaxis: { title: "x" }, yaxis: { title: "y" } },
  });
  await assertRejects(() => map.png(), RangeError, "allowed are 60000");
});

Deno.test("savePng writes the picture whole", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const shown = figure({ title: "Loss falls", data: [CURVE], layout: AXES });
    await shown.savePng(`${folder}/loss.png`);
    assertEquals(await Deno.readFile(`${folder}/loss.png`), await shown.png());
    assertEquals([...Deno.readDirSync(folder)].length, 1);
    assert((await shown.png()).length < 60_000);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
