import { MOST_PNG_BYTES } from "../figure_size.ts";
import type { PlotlySpec } from "../trace.ts";
import { palettePng } from "./palette_png.ts";
import { renderSvg } from "./plotly_in_jsdom.ts";
import { rasterise } from "./rasterise.ts";
import { prepareTexts } from "./svg_text.ts";

/**
 * Resolutions (pixels of the picture per pixel of the layout) and numbers of colours, best first; a large picture uses
 * a later one.
 */
const QUALITIES = [
  { zoom: 1.5, colours: 256 },
  { zoom: 1.25, colours: 256 },
  { zoom: 1, colours: 256 },
  { zoom: 1, colours: 64 },
  { zoom: 1, colours: 32 },
];

/** Options of {@linkcode drawPng}. */
export interface Picture {
  /** Title without layout, for messages. */
  readonly title: string;
  /** Traces and layout. */
  readonly still: PlotlySpec;
  /** Width, pixels of the layout. */
  readonly width: number;
  /** Height, pixels of the layout. */
  readonly height: number;
}

/**
 * Draws a figure as a small PNG, without a browser.
 *
 * @param picture what to draw
 * @param warn receives a sentence for each part that the picture does not show as intended, e.g. LaTeX
 * @returns bytes of a palette PNG, at most {@linkcode MOST_PNG_BYTES}
 * @throws {RangeError} if the picture is larger even at the lowest resolution
 * @throws {Error} if plotly.js cannot draw the figure, with its name
 */
export async function drawPng(picture: Picture, warn: (sentence: string) => void): Promise<Uint8Array> {
  const { title, width, height } = picture;
  const warnOf = (problem: string) =>
    warn(`The picture of the figure "${title}" is not as intended: ${problem}`);
  const { svg, fonts, warnings } = prepareTexts(await svgOf(picture, warnOf));
  for (const warning of warnings) warnOf(warning);
  let bytes = 0;
  for (const { zoom, colours } of QUALITIES) {
    const png = palettePng(rasterise(svg, zoom, fonts), colours);
    if (png.length <= MOST_PNG_BYTES) return png;
    bytes = png.length;
  }
  throw new RangeError(
    `Cannot draw the figure "${title}": its picture of ${width} × ${height} pixels takes ${bytes} bytes, ` +
      `allowed are ${MOST_PNG_BYTES}; draw fewer curves or cells, or a smaller figure`,
  );
}

async function svgOf(picture: Picture, warnOf: (problem: string) => void): Promise<string> {
  const { title, still, width, height } = picture;
  const messages = new Set<string>();
  let svg: string;
  try {
    svg = await renderSvg(still, width, height, (message) => messages.add(message));
  } catch (cause) {
    throw new Error(`Cannot draw the figure "${title}": plotly.js says "${(cause as Error).message}"`, {
      cause,
    });
  }
  if (/ (?:d|x|y|width|height|transform)="[^"]*NaN/.test(svg)) {
    throw new Error(`Cannot draw the figure "${title}": plotly.js finds no place for some of its points`);
  }
  for (const message of messages) {
    // It warns only about the first label of a program; the drawing shows all of them.
    if (!message.startsWith("MathJax")) warnOf(`plotly.js says "${message}"`);
  }
  return svg;
}
