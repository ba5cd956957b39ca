import { Resvg } from "@resvg/resvg-js";
import { FONT_FAMILY, fontFiles } from "./font_files.ts";
import type { FontBytes } from "./second_font.ts";
import { withFile } from "./with_file.ts";

/** A picture in memory. */
export interface Raster {
  /** Pixels per row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Red, green, blue, alpha of each pixel, rows from the top. */
  readonly pixels: Uint8Array;
}

/**
 * Draws SVG on white.
 *
 * System fonts are off: if resvg finds no font, it draws no text and reports nothing, so the font is given by path.
 *
 * @param svg SVG text
 * @param zoom pixels of the picture for one pixel of the SVG, > 0
 * @param fonts the font; default that of all pictures, from disk
 * @returns the picture
 * @throws {RangeError} for a zoom that is not positive
 * @throws {Error} if the SVG cannot be parsed
 */
export function rasterise(svg: string, zoom: number, fonts?: FontBytes): Raster {
  if (!(zoom > 0 && zoom < Infinity)) {
    throw new RangeError(`Cannot rasterise with zoom ${zoom}: it must be a positive number`);
  }
  if (fonts === undefined) {
    const { regular, bold } = fontFiles();
    return draw(svg, zoom, [regular, bold]);
  }
  // resvg reads fonts only from files.
  return withFile(
    fonts.regular,
    ".ttf",
    (regular) => withFile(fonts.bold, ".ttf", (bold) => draw(svg, zoom, [regular, bold])),
  );
}

function draw(svg: string, zoom: number, fontFiles: string[]): Raster {
  const image = new Resvg(forResvg(svg), {
    background: "white",
    fitTo: { mode: "zoom", value: zoom },
    font: {
      loadSystemFonts: false,
      fontFiles,
      defaultFontFamily: FONT_FAMILY,
      sansSerifFamily: FONT_FAMILY,
    },
  }).render();
  return { width: image.width, height: image.height, pixels: new Uint8Array(image.pixels) };
}

/**
 * The same drawing in a form that resvg supports: it ignores colours written as `url('#id')`, and with "pixelated" it
 * blurs the cells of heat maps, which are an embedded picture with one pixel per cell.
 */
function forResvg(svg: string): string {
  return svg
    .replaceAll(/url\('(#[^']*)'\)/g, "url($1)")
    .replaceAll("image-rendering: pixelated", "image-rendering: optimizeSpeed");
}
