import { Buffer } from "node:buffer";
import type { MimeBundle } from "../jupyter/notebook.ts";
import { escapeHtml, jsonForScript } from "./escape_html.ts";
import { isPlotlySpec, PLOTLY_MIME } from "./plotly_output.ts";

/** A figure of a page. */
export interface PageFigure {
  /** HTML: the picture, the caption, and the data for the interactive figure. */
  readonly html: string;
  /** URL of the picture, relative to the page. */
  readonly file: string;
  /** Bytes of the picture. */
  readonly png: Uint8Array;
  /** The figure in words. */
  readonly alt: string;
}

/**
 * A figure as HTML. The page shows its picture; a script of the site replaces it with the interactive figure when the
 * reader scrolls near it.
 *
 * @param data outputs of a checked figure, see `notebookProblems`
 * @param number number of the figure on its page, from 1
 * @param page name of the page, which is the prefix of its pictures' names
 */
export function figureHtml(data: MimeBundle, number: number, page: string): PageFigure {
  const png = Buffer.from(data["image/png"] as string, "base64");
  const alt = (data["text/plain"] as string).trim();
  const { width, height } = pngSize(png);
  const file = `figures/${page}-${number}.png`;
  const spec = data[PLOTLY_MIME];
  const interactive = isPlotlySpec(spec) ? spec : undefined;
  // The layout size of the figure; the picture may have more pixels.
  const shownHeight = typeof interactive?.layout.height === "number" ? interactive.layout.height : height;
  const shownWidth = Math.round(shownHeight * width / height);
  const script = interactive === undefined
    ? ""
    : `<script type="application/json">${
      jsonForScript({ data: interactive.data, layout: interactive.layout })
    }</script>`;
  const html = `<figure id="figure-${number}" style="--width:${shownWidth}px">
<div class="picture"><img src="${file}" alt="${
    escapeHtml(alt)
  }" width="${shownWidth}" height="${shownHeight}" loading="lazy" decoding="async"></div>
<figcaption>Figure ${number}. ${escapeHtml(caption(alt))}</figcaption>${script}
</figure>
`;
  return { html, file, png, alt };
}

/** Title and axes from a figure's description; the names of the curves are in the legend. */
function caption(alt: string): string {
  return alt.replace(/^Figure: /, "").replace(/ Shown: .*$/s, "");
}

/** Width and height in the header of a PNG. */
export function pngSize(png: Uint8Array): { width: number; height: number } {
  const header = new DataView(png.buffer, png.byteOffset);
  return { width: header.getUint32(16), height: header.getUint32(20) };
}
