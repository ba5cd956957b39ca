import { decode } from "fast-png";
import { palettePng } from "../figure/static/palette_png.ts";
import type { Raster } from "../figure/static/rasterise.ts";

/**
 * A smaller copy of a picture: every pixel is the mean of those that it covers.
 *
 * @param png a PNG with 8 bits per channel or a palette
 * @param width maximum width of the copy, pixels
 * @param colours number of colours of the copy
 * @returns bytes of a palette PNG
 */
export function thumbnail(png: Uint8Array, width: number, colours: number): Uint8Array {
  const picture = pixelsOf(png);
  const step = Math.max(1, picture.width / width);
  const small = {
    width: Math.floor(picture.width / step),
    height: Math.floor(picture.height / step),
  };
  const pixels = new Uint8Array(4 * small.width * small.height);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      pixels.set(meanColour(picture, x * step, y * step, step), 4 * (y * small.width + x));
    }
  }
  return palettePng({ ...small, pixels }, colours);
}

/** Mean of the pixels whose corners lie in a square. */
function meanColour({ width, height, pixels }: Raster, left: number, top: number, size: number): number[] {
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = Math.floor(top); y < Math.min(height, Math.max(top + size, Math.floor(top) + 1)); y++) {
    for (let x = Math.floor(left); x < Math.min(width, Math.max(left + size, Math.floor(left) + 1)); x++) {
      for (let c = 0; c < 3; c++) sum[c] += pixels[4 * (y * width + x) + c];
      count++;
    }
  }
  return [...sum.map((value) => Math.round(value / count)), 255];
}

/** Red, green, blue, alpha of a PNG. */
export function pixelsOf(png: Uint8Array): Raster {
  const { width, height, data, channels, palette } = decode(png);
  const pixels = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const colour = palette !== undefined
      ? palette[data[i]]
      : channels < 3
      ? [data[channels * i], data[channels * i], data[channels * i]]
      : [...data.slice(channels * i, channels * i + 3)];
    pixels.set([colour[0], colour[1], colour[2], 255], 4 * i);
  }
  return { width, height, pixels };
}
