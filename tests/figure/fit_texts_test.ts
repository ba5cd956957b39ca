import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type Figure,
  figure,
  type FigureOptions,
  type Layout,
  panels,
  sliderFigure,
} from "../../lib/figure/mod.ts";
import { fitTexts, textPixels } from "../../lib/figure/fit_texts.ts";
import { plainText } from "../../lib/figure/plotly_text.ts";
import { renderSvg } from "../../lib/figure/static/plotly_in_jsdom.ts";

const AXES: Layout = { xaxis: { title: "x" }, yaxis: { title: "y" } };
const curves = (names: readonly string[]) =>
  names.map((name, i) => ({ name, mode: "lines", x: [1, 2], y: [i, i + 1] }));
const draw = (options: Partial<FigureOptions>) =>
  figure({ title: "t", data: curves(["a"]), layout: AXES, ...options });

/** Place of the legend, and of the axes' area, in the picture. */
async function placesIn({ parts: { still, width, height } }: Figure) {
  const svg = await renderSvg(still, width, height);
  const [, x, y] = /class="legend"[^>]*translate\(([-\d.]+),\s*([-\d.]+)\)/.exec(svg)!.map(Number);
  const legend = /class="legend".*?<rect class="bg"[^>]*>/s.exec(svg)![0];
  const size = (name: string) =>
    Number(new RegExp(`<rect class="bg".*? ${name}="([\\d.]+)"`).exec(legend)![1]);
  const [, axesHeight] = /class="xy"[^>]*>.*?<\/g>/s.test(svg)
    ? /<clipPath id="clip[^"]*xyplot"[^>]*><rect width="[\d.]+" height="([\d.]+)"/.exec(svg)!.map(Number)
    : [0, 0];
  return {
    left: x,
    top: y,
    right: x + size("width"),
    bottom: y + size("height"),
    entries: svg.match(/class="legendtext"/g)!.length,
    isScrolled: /class="scrollbar"[^>]* height="[1-9]/.test(svg),
    axesHeight,
  };
}

Deno.test("a legend of many or long names is whole, and leaves the axes their room", async () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcMW"), minLength: 1, maxLength: 12 });
  const name = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
  const long = "W".repeat(150);
  const cases = [
    Array.from({ length: 12 }, (_, i) => `a rather long name of a curve in the legend, number ${i + 1}`),
    Array.from({ length: 40 }, (_, i) => `name ${i}`),
    [long, `${long}b`],
    ...fc.sample(fc.uniqueArray(name, { minLength: 2, maxLength: 30 }), { seed: 20240616, numRuns: 8 }),
  ];
  for (const names of cases) {
    const shown = draw({ data: curves(names) });
    const { left, top, right, bottom, entries, isScrolled, axesHeight } = await placesIn(shown);
    const { width, height } = shown.parts;
    assertEquals([entries, isScrolled], [names.length, false]);
    const place = `${left} … ${right}, ${top} … ${bottom} of ${width} × ${height}`;
    assert(left >= 0 && right <= width && top >= 0 && bottom <= height, place);
    assert(axesHeight >= 150, `${names.length} names leave ${axesHeight} pixels to the axes`);
  }
});

Deno.test("a legend below small multiples is whole too", async () => {
  const names = Array.from({ length: 14 }, (_, i) => `a rather long name of a curve in the legend, ${i}`);
  const shown = sliderFigure({
    title: "t",
    sliderName: "step",
    shown: [0, 1],
    frames: ["0", "1"].map((label) => ({ label, data: curves(names) })),
    layout: AXES,
  });
  const { top, bottom, entries, isScrolled } = await placesIn(shown);
  assertEquals([entries, isScrolled], [14, false]);
  assert(top > 0 && bottom <= shown.parts.height);
});

Deno.test("a figure with a short legend has the height that was asked for", () => {
  assertEquals(draw({ data: curves(["a", "b", "c"]), height: 333 }).parts.height, 333);
  const names = Array.from({ length: 50 }, (_, i) => `name of curve ${i}`);
  assert(draw({ data: curves(names), height: 333 }).parts.height > 333);
  const hidden = draw({ data: curves(names), height: 333, layout: { ...AXES, showlegend: false } });
  assertEquals(hidden.parts.height, 333);
});

Deno.test("lines of titles and names of axes are narrower than the picture", () => {
  const sign = fc.constantFrom(..."aiMW漢字한😀م <b></b>&lt;".split(""));
  const text = fc.string({ unit: sign, minLength: 1, maxLength: 300 }).filter((each) => each.trim() !== "");
  fc.assert(
    fc.property(text, fc.integer({ min: 250, max: 1200 }), (title, size) => {
      const layout = { xaxis: { title }, yaxis: { title } };
      const shown = draw({ title, layout, width: size, height: size }).parts.interactive.layout;
      for (const owner of [shown, shown.xaxis, shown.yaxis] as Layout[]) {
        for (const line of (owner.title as { text: string }).text.split("<br>")) {
          const pixels = textPixels(plainText(line), 16);
          assert(pixels <= size, `${line} takes ${pixels} of ${size} pixels`);
        }
      }
    }),
    { seed: 20240617 },
  );
});

Deno.test("names of axes and titles of panels do not reach into their neighbours", () => {
  const name = "a name that is far too long for a panel of four in a row";
  const { data, layout } = panels({
    panels: Array.from({ length: 4 }, () => ({ title: name, data: curves(["a"]) })),
    xaxis: { title: name },
    yaxis: { title: "y" },
  });
  const shown = figure({ title: "t", data, layout }).parts.interactive.layout;
  const lines = [
    ...(shown.annotations as { text: string }[]).map(({ text }) => ({ text, pixels: 13 })),
    ...["xaxis", "xaxis2", "xaxis3", "xaxis4"].map((key) => ({
      text: ((shown[key] as Layout).title as { text: string }).text,
      pixels: 16,
    })),
  ].flatMap(({ text, pixels }) => text.split("<br>").map((line) => ({ line, pixels })));
  for (const { line, pixels } of lines) assert(textPixels(line, pixels) < 760 / 4, line);
  assert((shown.margin as { t: number }).t > 90, "the titles of panels have room above the axes");
});

Deno.test("labels that fit stay as they are", () => {
  const layout = {
    xaxis: { title: { text: "step" } },
    yaxis: { title: { text: "loss" } },
    coloraxis: { colorbar: { title: { text: "share of seeds" } } },
    annotations: [{ text: "a note", x: 1, y: 1 }],
  };
  assertEquals(fitTexts(layout, curves(["a"]), 760, 440), layout);
});
