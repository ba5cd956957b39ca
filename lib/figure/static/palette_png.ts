import { encode } from "fast-png";
import gifenc from "gifenc";
import type { Raster } from "./rasterise.ts";

/** The two used functions of gifenc; the package has no types. */
interface Quantiser {
  quantize(pixels: Uint8Array, colours: number): number[][];
  applyPalette(pixels: Uint8Array, palette: number[][]): Uint8Array;
}
const { quantize, applyPalette } = gifenc as unknown as Quantiser;

/** Number of colours of a palette PNG with 8 bits per pixel. */
const MOST_COLOURS = 256;

/**
 * Encodes an opaque picture as a PNG with a palette: a third of the bytes of a full-colour PNG for drawings.
 *
 * A picture with at most `colours` colours is kept exactly; for others, colours are merged by pairwise nearest
 * neighbours.
 *
 * @param raster the picture
 * @param colours maximum number of colours of the palette, 2 … 256
 * @returns bytes of the PNG
 * @throws {RangeError} for a number of colours outside 2 … 256
 */
export function palettePng({ width, height, pixels }: Raster, colours: number = MOST_COLOURS): Uint8Array {
  if (!(Number.isInteger(colours) && colours >= 2 && colours <= MOST_COLOURS)) {
    throw new RangeError(
      `Cannot make a palette of ${colours} colours: it must be a whole number in 2 … ${MOST_COLOURS}`,
    );
  }
  const { palette, indices } = exactPalette(pixels, colours) ?? groupedPalette(pixels, colours);
  return encode(
    { width, height, data: indices, channels: 1, depth: 8, palette },
    { zlib: { level: 9 } },
  );
}

interface Indexed {
  palette: number[][];
  indices: Uint8Array;
}

function exactPalette(pixels: Uint8Array, colours: number): Indexed | undefined {
  const places = new Map<number, number>();
  const palette: number[][] = [];
  const indices = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < indices.length; i++) {
    const [r, g, b] = [pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]];
    const key = (r << 16) | (g << 8) | b;
    let place = places.get(key);
    if (place === undefined) {
      if (palette.length === colours) return undefined;
      place = palette.push([r, g, b]) - 1;
      places.set(key, place);
    }
    indices[i] = place;
  }
  return { palette, indices };
}

function groupedPalette(pixels: Uint8Array, colours: number): Indexed {
  const palette = quantize(pixels, colours);
  return { palette, indices: applyPalette(pixels, palette) };
}
