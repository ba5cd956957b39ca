import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { convertIndexedToRgb, decode } from "fast-png";
import { palettePng } from "../../../lib/figure/static/palette_png.ts";
import type { Raster } from "../../../lib/figure/static/rasterise.ts";

function decodeRgb(
  png: Uint8Array,
): { width: number; height: number; rgb: ArrayLike<number>; colours: number } {
  const picture = decode(png);
  const { width, height, palette = [] } = picture;
  return { width, height, rgb: convertIndexedToRgb(picture), colours: palette.length };
}

function raster(
  width: number,
  colourOf: (x: number, y: number) => readonly number[],
  height = width,
): Raster {
  const pixels = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.set([...colourOf(x, y), 255], 4 * (y * width + x));
  }
  return { width, height, pixels };
}

Deno.test("a picture of few colours comes back exactly", () => {
  const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
  fc.assert(
    fc.property(
      fc.array(colour, { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 9 }),
      (colours, height) => {
        const picture = raster(colours.length, (x) => colours[x], height);
        const { width, rgb } = decodeRgb(palettePng(picture));
        assertEquals(width, colours.length);
        for (let i = 0; i < colours.length * height; i++) {
          for (let c = 0; c < 3; c++) assertEquals(rgb[3 * i + c], picture.pixels[4 * i + c]);
        }
      },
    ),
    { seed: 7, numRuns: 50 },
  );
});

Deno.test("a picture of many colours comes back within a small error", () => {
  const picture = raster(128, (x, y) => [2 * x, 2 * y, 128]);
  const { rgb, colours } = decodeRgb(palettePng(picture));
  assert(colours <= 256);
  let squares = 0;
  for (let i = 0; i < 128 * 128; i++) {
    for (let c = 0; c < 3; c++) squares += (rgb[3 * i + c] - picture.pixels[4 * i + c]) ** 2;
  }
  const rootMeanSquare = Math.sqrt(squares / (3 * 128 * 128));
  assert(rootMeanSquare < 8, `root mean square error ${rootMeanSquare} of 255`);
});

Deno.test("fewer colours make a smaller picture", () => {
  const picture = raster(48, (x, y) => [5 * x, 5 * y, (x * y) % 256]);
  assert(palettePng(picture, 16).length < palettePng(picture).length);
  assert(decodeRgb(palettePng(picture, 16)).colours <= 16);
  for (const count of [1, 257, 2.5]) {
    assertThrows(() => palettePng(picture, count), RangeError, `palette of ${count}`);
  }
});
