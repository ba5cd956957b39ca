/** What stands for `lib/figure/static/fonts.ts` in a bundle for a browser: widths as the browser itself has them. */
import type { Fonts } from "../figure/static/element_box.ts";

/** Pixels at which widths are measured. */
const SIZE = 100;

/** The part of a canvas that measures. */
interface TextContext {
  font: string;
  measureText(text: string): { readonly width: number };
}

/** Widths of the site's font, in units of its size. */
export function pictureFonts(): Pick<Fonts, "regular"> {
  // Deno, whose types these are, has no such context.
  const context = new OffscreenCanvas(1, 1).getContext("2d" as never) as unknown as TextContext;
  context.font = `${SIZE}px "DejaVu Sans", Verdana, sans-serif`;
  return { regular: { width: (text: string) => context.measureText(text).width / SIZE } as Fonts["regular"] };
}
