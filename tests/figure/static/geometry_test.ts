import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { fontFiles } from "../../../lib/figure/static/font_files.ts";
import { readFontMetrics } from "../../../lib/figure/static/font_metrics.ts";
import { npmFile } from "../../../lib/figure/static/npm_file.ts";
import {
  boxOfPoints,
  pathPoints,
  pointAtLength,
  polylineLength,
} from "../../../lib/figure/static/path_geometry.ts";
import { PixelCanvas } from "../../../lib/figure/static/pixel_canvas.ts";
import { compose, parseTransform, transformBox } from "../../../lib/figure/static/transform.ts";
import { decode } from "fast-png";

Deno.test("paths with absolute and relative commands have their corners", () => {
  assertEquals(pathPoints("M1,2L3,4h2v-1Z"), [[1, 2], [3, 4], [5, 4], [5, 3], [1, 2]]);
  assertEquals(pathPoints("m1 1 2 0 l-1.5e0-.5"), [[1, 1], [3, 1], [1.5, 0.5]]);
  assertEquals(pathPoints("M0,0A5,5 0 0 1 10,0C1,1 2,2 3,3"), [[0, 0], [10, 0], [3, 3]]);
  assertEquals(pathPoints(""), []);
});

Deno.test("points lie along a polyline by length", () => {
  const corner = pathPoints("M0,0H3V4");
  assertEquals(polylineLength(corner), 7);
  assertEquals(pointAtLength(corner, 5), [3, 2]);
  assertEquals(pointAtLength(corner, 99), [3, 4]);
  assertEquals(pointAtLength([], 1), [0, 0]);
  assertEquals(boxOfPoints(corner), { x: 0, y: 0, width: 3, height: 4 });
});

Deno.test("a turned label is as high as it was wide", () => {
  const turned = transformBox({ x: 0, y: 0, width: 100, height: 10 }, parseTransform("rotate(-90,0,0)"));
  assertAlmostEquals(turned.width, 10, 1e-9);
  assertAlmostEquals(turned.height, 100, 1e-9);
  assertAlmostEquals(turned.y, -100, 1e-9);
  const both = parseTransform("translate(5,7) scale(2)");
  assertEquals(both, compose([1, 0, 0, 1, 5, 7], [2, 0, 0, 2, 0, 0]));
  assertEquals(transformBox({ x: 1, y: 1, width: 1, height: 1 }, both), { x: 7, y: 9, width: 2, height: 2 });
});

Deno.test("the font has the signs of the papers and known widths", () => {
  const font = readFontMetrics(Deno.readFileSync(fontFiles().regular));
  for (const sign of "αβθλ²¹⁰⁻≤≥−×→∂∇‖√∞Δσ½·…–—∑★") assert(font.has(sign), `${sign} is missing`);
  assert(!font.has("\u{10FFFF}"));
  // All digits of a font for tables and axes are equally wide.
  const zero = font.width("0");
  for (const digit of "123456789") assertEquals(font.width(digit), zero);
  assertAlmostEquals(font.width("000"), 3 * zero, 1e-12);
  assert(font.width("W") > 2 * font.width("i"));
});

Deno.test("a file that is no font is refused", () => {
  assertThrows(() => readFontMetrics(new Uint8Array(100)), TypeError, 'no table "head"');
  assertThrows(() => readFontMetrics(new Uint8Array(0)), TypeError, 'no table "head"');
});

Deno.test("a package or file that is not there is an error with its name", () => {
  assertThrows(
    () => npmFile({ name: "no-such-package", version: "1.0.0" }, "a"),
    Error,
    "no-such-package@1.0.0",
  );
  assertThrows(
    () => npmFile({ name: "dejavu-fonts-ttf", version: "0.0.1" }, "ttf/DejaVuSans.ttf"),
    Error,
    "dejavu-fonts-ttf@0.0.1",
  );
});

Deno.test("a canvas holds filled rectangles and blocks of pixels", () => {
  const canvas = new PixelCanvas(3, 2);
  canvas.fillStyle = "rgba(10, 20, 30, 0.5)";
  canvas.fillRect(1, 0, 5, 1);
  const block = canvas.createImageData(2, 2);
  block.data.set([1, 2, 3, 255], 0);
  canvas.putImageData(block, 0, 1);
  const { width, height, data } = decode(Uint8Array.fromBase64(canvas.toDataURL().split(",")[1]));
  assertEquals([width, height], [3, 2]);
  assertEquals(Array.from(data.slice(0, 12)), [0, 0, 0, 0, 10, 20, 30, 128, 10, 20, 30, 128]);
  assertEquals(Array.from(data.slice(12, 16)), [1, 2, 3, 255]);
  canvas.fillStyle = "#0f0";
  canvas.fillRect(0, 0, 1, 1);
  canvas.clearRect();
  canvas.fillStyle = "chartreuse";
  assertThrows(() => canvas.fillRect(0, 0, 1, 1), TypeError, '"chartreuse"');
});
