import { assertEquals, assertThrows } from "@std/assert";
import { createDataset, pooledImages } from "../../lib/data/mod.ts";

const image = (x: number[]) =>
  createDataset({
    name: "image",
    source: "by hand",
    x: Float64Array.from(x),
    y: Float64Array.of(1),
    features: x.length,
    targets: 1,
  });

Deno.test("images are averaged over squares of pixels", () => {
  const { x, features, source } = pooledImages(image([1, 2, 0, 0, 3, 6, 0, 4, 1, 1, 8, 0, 1, 1, 0, 0]), 2);
  assertEquals([[...x], features], [[3, 1, 1, 2], 4]);
  assertEquals(source, "by hand, 2 × 2 pixels");
});

Deno.test("other sides, and images that are not square, are refused", () => {
  const whole = image(Array(16).fill(1));
  assertThrows(() => pooledImages(whole, 3), RangeError, "pooledImages: the side must divide 4, got 3");
  assertThrows(() => pooledImages(whole, 0), RangeError, "the side must divide 4, got 0");
  assertThrows(() => pooledImages(image([1, 2]), 1), RangeError, "images must be square, got 2 pixels");
});
