import { atomicWrite } from "../io/atomic_write.ts";
import { type Displayable, JUPYTER_DISPLAY } from "../notebook/display.ts";
import { checkFigure } from "./check_figure.ts";
import { describeFigure } from "./describe_figure.ts";
import { checkFigureSize } from "./figure_size.ts";
import { legendExcess } from "./legend.ts";
import { prepareSpec } from "./prepare_spec.ts";
import { drawPng } from "./static/draw_png.ts";
import type { Layout, PlotlySpec, Trace } from "./trace.ts";

/** Default width of a figure, pixels. */
export const DEFAULT_WIDTH = 760;
/** Default height of a figure, pixels. */
export const DEFAULT_HEIGHT = 440;

/** A figure by media type, as notebooks store it. */
export type FigureBundle = {
  /** The interactive figure: for VS Code and JupyterLab with plotly's extension. */
  "application/vnd.plotly.v1+json": PlotlySpec & { readonly config: Readonly<Record<string, unknown>> };
  /** The picture, base64: for GitHub, nbviewer and all other viewers. */
  "image/png": string;
  /** The figure in words. */
  "text/plain": string;
};

/** Parts of a {@linkcode Figure}. */
export interface FigureParts {
  /** Title without layout, for messages. */
  readonly title: string;
  /** What the interactive renderers draw. */
  readonly interactive: PlotlySpec;
  /** What the picture shows. */
  readonly still: PlotlySpec;
  /** Width of the picture, pixels of the layout. */
  readonly width: number;
  /** Height of the picture, pixels of the layout. */
  readonly height: number;
  /** The figure in words. */
  readonly alt: string;
}

/** Functions called with each figure that is made. */
let listener: ((figure: Figure) => void) | undefined;

/** Tell `listen` of each figure that is made: a page of a browser, which has no outputs of cells, shows them. */
export function watchFigures(listen: (figure: Figure) => void): void {
  listener = listen;
}

/** A figure that shows itself in a notebook: interactive where possible, as a picture everywhere else. */
export class Figure implements Displayable {
  #png: Promise<Uint8Array> | undefined;

  /**
   * Use {@linkcode figure}, which checks the parts.
   *
   * @param parts checked and themed
   */
  constructor(readonly parts: FigureParts) {
    listener?.(this);
  }

  /** The figure in words: its title, axes and curves. */
  get alt(): string {
    return this.parts.alt;
  }

  /**
   * The figure's picture. Drawn once; the first picture of a program loads plotly.js, which takes seconds.
   *
   * What it cannot show as the figure means it (LaTeX, signs that no font has) is a warning on the console.
   *
   * @returns bytes of a palette PNG, at most {@linkcode MOST_PNG_BYTES}
   * @throws {RangeError} if the picture is larger even at the lowest resolution
   * @throws {Error} if plotly.js cannot draw the figure
   */
  png(): Promise<Uint8Array> {
    return this.#png ??= drawPng(this.parts, (sentence) => console.warn(sentence));
  }

  /**
   * The figure in all its forms.
   *
   * @returns by media type
   * @throws {RangeError} if the picture or the whole is too large for a notebook
   */
  async bundle(): Promise<FigureBundle> {
    const bundle: FigureBundle = {
      "application/vnd.plotly.v1+json": {
        ...this.parts.interactive,
        config: { displaylogo: false, responsive: true },
      },
      "image/png": (await this.png()).toBase64(),
      "text/plain": this.alt,
    };
    checkFigureSize(this.parts.title, { ...bundle });
    return bundle;
  }

  /**
   * Writes the picture to a file, atomically.
   *
   * @param path path of the `.png` file; missing folders are made
   * @throws {RangeError} if the picture is too large
   */
  async savePng(path: string): Promise<void> {
    await atomicWrite(path, await this.png());
  }

  /** What Jupyter kernels show for the figure; the same as {@linkcode Figure.bundle}. */
  [JUPYTER_DISPLAY](): Promise<FigureBundle> {
    return this.bundle();
  }
}

/** Options of {@linkcode figure}. */
export interface FigureOptions {
  /** Title of the whole figure: what it shows, not how it was made. */
  readonly title: string;
  /** Plotly traces; numbers may be in typed arrays. */
  readonly data: readonly Trace[];
  /** Plotly layout: axis names with units, and everything that should differ from the common look. */
  readonly layout?: Layout;
  /** Width of the picture, pixels; default {@linkcode DEFAULT_WIDTH}. */
  readonly width?: number;
  /** Height, pixels; default {@linkcode DEFAULT_HEIGHT}. A legend that takes more than a third is added to it. */
  readonly height?: number;
  /** The figure in words; default made from title, axes and names. */
  readonly alt?: string;
}

/**
 * Makes a figure from Plotly traces and layout. As the last value of a cell it displays itself.
 *
 * Long curves are thinned to 1,000 points. Coordinates are rounded to a millionth of what their axis shows (numbers of
 * colour maps to 2·10⁻⁵ of their range); integers, dates, names and everything else stay exact. NaN and infinite values
 * are gaps. Titles, names of axes and names of curves are broken into lines if they are too long.
 *
 * @param options traces, layout, title, size
 * @returns the figure
 * @throws {RangeError} for an empty title, an axis or colour bar without a name, no traces, a trace without any finite
 * point, with unequal lengths, an invalid Date or numbers that plotly.js cannot draw (beyond ±1e304, or on an axis
 * shorter than 1e-304), a kind of trace that cannot be drawn without a browser, a size that is not positive
 * @throws {TypeError} for a title inside the layout, or attributes that JSON cannot hold
 */
export function figure(options: FigureOptions): Figure {
  const { title, data, layout = {}, width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT } = options;
  checkFrame(title, layout, width, height);
  checkFigure(title, data, layout);
  const prepare = (height: number) => prepareSpec({ title, data, layout, width, height });
  let spec = prepare(height);
  const excess = legendExcess(spec.data, spec.layout, width, height);
  if (excess > 0) spec = prepare(height + excess);
  const alt = options.alt ?? describeFigure(title, data, layout);
  return new Figure({ title, interactive: spec, still: spec, width, height: height + excess, alt });
}

/**
 * Checks common to all kinds of figures.
 *
 * @param title title of the figure
 * @param layout layout of the caller
 * @param width pixels
 * @param height pixels
 * @throws {TypeError} for a title inside the layout
 * @throws {RangeError} for a size that is not positive
 */
export function checkFrame(title: string, layout: Layout, width: number, height: number): void {
  if (layout.title !== undefined) {
    throw new TypeError(
      `Cannot draw the figure "${title}": layout.title is set too; give the title once, as title`,
    );
  }
  for (const [name, value] of [["width", width], ["height", height]] as const) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(
        `Cannot draw the figure "${title}" with ${name} ${value}: it must be a positive number`,
      );
    }
  }
}
