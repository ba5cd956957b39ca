import type { Fonts } from "./element_box.ts";
import { fontFiles } from "./font_files.ts";
import { readFontMetrics } from "./font_metrics.ts";

let known: Fonts | undefined;

/**
 * Widths of the font of the static pictures, read from disk once.
 *
 * @returns both weights
 * @throws {Error} if the font is not on disk
 */
export function pictureFonts(): Fonts {
  if (known === undefined) {
    const { regular, bold } = fontFiles();
    known = {
      regular: readFontMetrics(Deno.readFileSync(regular)),
      bold: readFontMetrics(Deno.readFileSync(bold)),
    };
  }
  return known;
}
