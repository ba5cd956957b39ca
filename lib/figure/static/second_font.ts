import unifontex from "@fontsource/unifontex/package.json" with { type: "json" };
import { extendFont } from "./extend_font.ts";
import { type FontFiles, fontFiles } from "./font_files.ts";
import { type FontMetrics, readFontMetrics } from "./font_metrics.ts";
import { type FontTables, readFontTables, writeTrueType } from "./font_tables.ts";
import { npmFile } from "./npm_file.ts";

/** The font of the pictures, as bytes of TrueType files. */
export type FontBytes = { readonly [weight in keyof FontFiles]: Uint8Array<ArrayBuffer> };

/** A font for characters that the font of the pictures lacks. */
export interface SecondFont {
  /** Its characters and their widths. */
  readonly metrics: FontMetrics;
  /**
   * The font of the pictures with characters of this one.
   *
   * @param characters the characters
   * @returns both weights, with the same characters added
   */
  lend(characters: string): FontBytes;
}

let known: SecondFont | undefined;

/**
 * The font for 漢字, 한글, かな, most emoji, mathematical alphabets and nearly all scripts, from the npm
 * package `@fontsource/unifontex` (UnifontEX 15.0.06, SIL Open Font License 1.1; 5 MB, of which 3 are read). Read by
 * the first picture whose texts need it.
 *
 * @returns the font
 * @throws {Error} if the package is not on disk
 */
export function secondFont(): SecondFont {
  return known ??= readSecondFont();
}

function readSecondFont(): SecondFont {
  const read = (path: string): FontTables => readFontTables(Deno.readFileSync(path));
  const donor = read(npmFile(unifontex, "files/unifontex-latin-400-normal.woff"));
  return {
    metrics: readFontMetrics(writeTrueType(donor)),
    lend(characters: string): FontBytes {
      const { regular, bold } = fontFiles();
      return {
        regular: extendFont(read(regular), donor, characters),
        bold: extendFont(read(bold), donor, characters),
      };
    },
  };
}
