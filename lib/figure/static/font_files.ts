import dejavu from "dejavu-fonts-ttf/package.json" with { type: "json" };
import { npmFile } from "./npm_file.ts";

/** Name under which the rasteriser knows the font. */
export const FONT_FAMILY = "DejaVu Sans";

/** Paths of the font in its two weights. */
export interface FontFiles {
  /** Regular weight. */
  readonly regular: string;
  /** Bold weight. */
  readonly bold: string;
}

/**
 * The font of the static pictures, from the npm package `dejavu-fonts-ttf` (free licence of Bitstream Vera), so that a
 * picture is the same even on a machine without fonts.
 *
 * @returns paths of the TrueType files
 * @throws {Error} if the package is not on disk
 */
export function fontFiles(): FontFiles {
  return {
    regular: npmFile(dejavu, "ttf/DejaVuSans.ttf"),
    bold: npmFile(dejavu, "ttf/DejaVuSans-Bold.ttf"),
  };
}
