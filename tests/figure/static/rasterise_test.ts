import { assert, assertEquals, assertThrows } from "@std/assert";
import { figure } from "../../../lib/figure/mod.ts";
import { renderSvg } from "../../../lib/figure/static/plotly_in_jsdom.ts";
import { type Raster, rasterise } from "../../../lib/figure/static/rasterise.ts";

function countPixels(
  { width, height, pixels }: Raster,
  match: (r: number, g: number, b: number) => boolean,
  rows: [from: number, to: number] = [0, height],
): number {
  let count = 0;
  for (let i = rows[0] * width; i < rows[1] * width; i++) {
    if (match(pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2])) count++;
  }
  return count;
}
const isDark = (r: number, g: number, b: number) => r + g + b < 300;

Deno.test("text is drawn without the fonts of the machine", () => {
  const svg = (text: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text x="10" y="28" font-size="20"
      font-family="Verdana, sans-serif">${text}</text></svg>`;
  const plain = countPixels(rasterise(svg("Loss"), 1), isDark);
  assert(plain > 60, `${plain} dark pixels`);
  assertEquals(countPixels(rasterise(svg(""), 1), isDark), 0);
  for (const special of ["α", "²", "¹⁰", "≤", "−", "∇", "π"]) {
    const more = countPixels(rasterise(svg(`Loss${special}`), 1), isDark);
    assert(more > plain, `${special} adds ${more - plain} dark pixels`);
  }
});

Deno.test("a figure's title is drawn: its area has dark pixels, and more of them for a longer title", async () => {
  const dark = async (title: string) => {
    const { still, width, height } = figure({
      title,
      data: [{ x: [1, 2], y: [1, 2], mode: "lines" }],
      layout: { xaxis: { title: "x" }, yaxis: { title: "y" } },
    }).parts;
    return countPixels(rasterise(await renderSvg(still, width, height), 1), isDark, [0, 34]);
  };
  const short = await dark("Loss"), long = await dark("Loss on the training set");
  assert(short > 40, `${short} dark pixels`);
  assert(long > 3 * short, `${long} dark pixels against ${short}`);
});

Deno.test("cells of a heat map have sharp edges and the colour bar has its colours", async () => {
  const { still, width, height } = figure({
    title: "Two cells",
    data: [{
      type: "heatmap",
      z: [[0, 1]],
      colorscale: [[0, "#ff0000"], [1, "#0000ff"]],
      colorbar: { title: "z" },
    }],
    layout: { xaxis: { title: "x" }, yaxis: { title: "y" } },
    width: 500,
    height: 300,
  }).parts;
  const picture = rasterise(await renderSvg(still, width, height), 1);
  const red = countPixels(picture, (r, g, b) => r > 250 && g < 5 && b < 5);
  const mixed = countPixels(picture, (r, g, b) => r > 60 && b > 60 && r < 200 && b < 200 && g < 5);
  assert(red > 10_000, `${red} red pixels`);
  // Only the colour bar, some 30 pixels wide and 200 high, runs from red to blue.
  assert(mixed > 500 && mixed < 8_000, `${mixed} mixed pixels`);
});

Deno.test("names of the y axis stand beside the numbers, not on them", async () => {
  const { still, width, height } = figure({
    title: "t",
    data: [{ x: [1, 2], y: [1e-5, 1], mode: "lines" }],
    layout: {
      xaxis: { title: "x" },
      yaxis: { title: "a rather long name of the vertical axis", type: "log" },
    },
  }).parts;
  const svg = await renderSvg(still, width, height);
  const titleX = Number(/class="ytitle"[^>]* x="([-\d.]+)"/.exec(svg)?.[1]);
  const labelX = Number(/class="ytick"><text[^>]* x="([-\d.]+)"/.exec(svg)?.[1]);
  assert(titleX > 0 && titleX < labelX - 30, `title at ${titleX}, numbers end at ${labelX}`);
});

Deno.test("a zoom that is not positive is refused", () => {
  for (const zoom of [0, -1, NaN, Infinity]) {
    assertThrows(() => rasterise("<svg/>", zoom), RangeError, `zoom ${zoom}`);
  }
});
