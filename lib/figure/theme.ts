import { usedAxes } from "./axes.ts";
import { fitLines, fitTexts, panelTitleLines, TEXT_PIXELS } from "./fit_texts.ts";
import { logTicks } from "./log_ticks.ts";
import { isPlainObject, mergeLayout } from "./merge_layout.ts";
import { CURVE_COLOURS } from "./palette.ts";
import type { Layout, Trace } from "./trace.ts";

/** Fonts of the interactive figure in order of preference; the static picture always uses the first. */
const FONT = "DejaVu Sans, Verdana, Arial, sans-serif";
const TEXT_COLOUR = "#222222";
const GRID_COLOUR = "#E4E4E4";
const LINE_COLOUR = "#777777";
const TITLE_PIXELS = 16;
/** Baseline of the title's first line below the upper edge, pixels. */
const TITLE_BASELINE = 24;
const TITLE_LINE = 1.3 * TITLE_PIXELS;
/** Space for the titles of panels, pixels. */
const PANEL_TITLE_HEIGHT = 22;
/** Height of each further line of such a title, pixels. */
const PANEL_TITLE_LINE = 17;
/** Space beside the title, left and right together, pixels. */
const TITLE_MARGIN = 40;

/** Options of the theme. */
export interface ThemeOptions {
  /** Title of the whole figure; may contain the tags that Plotly knows. */
  readonly title: string;
  /** Traces, which determine the axes. */
  readonly data: readonly Trace[];
  /** Layout of the caller, which wins over the theme. */
  readonly layout: Layout;
  /** Width for which texts are wrapped, pixels. */
  readonly width: number;
  /** Height, pixels. */
  readonly height: number;
}

/**
 * The common look of all figures: white background, light grid, exponents as powers of ten, a palette for every kind of
 * colour vision, the title above and the legend below the axes.
 *
 * @param options the figure
 * @returns a complete layout
 * @throws {RangeError} if a trace names an axis that cannot exist
 */
export function themedLayout(options: ThemeOptions): Layout {
  const { title, data, width, height } = options;
  const layout = fitTexts(withTitleObjects(options.layout), data, width, height);
  const lines = titleLines(title, width);
  const panelLines = panelTitleLines(layout);
  const base: Layout = {
    title: {
      text: lines.join("<br>"),
      font: { size: TITLE_PIXELS },
      x: 0.5,
      xanchor: "center",
      // The baseline of the first line; plotly.js ignores the anchor "top" if a title has several lines.
      y: 1 - TITLE_BASELINE / height,
      yanchor: "bottom",
      yref: "container",
    },
    height,
    autosize: true,
    font: { family: FONT, size: TEXT_PIXELS, color: TEXT_COLOUR },
    paper_bgcolor: "white",
    plot_bgcolor: "white",
    colorway: CURVE_COLOURS,
    hovermode: "closest",
    margin: {
      l: 60,
      r: 24,
      t: Math.round(18 + lines.length * TITLE_LINE) +
        (panelLines > 0 ? PANEL_TITLE_HEIGHT + PANEL_TITLE_LINE * (panelLines - 1) : 0),
      b: 48,
    },
    legend: {
      orientation: "h",
      x: 0.5,
      xanchor: "center",
      y: 0,
      yanchor: "bottom",
      yref: "container",
      // plotly.js would cut a legend that is higher than half the figure.
      maxheight: 1,
    },
  };
  const ticks = logTicks(data, layout);
  for (const { key } of usedAxes(data, layout)) base[key] = { ...axisTheme(), ...ticks[key] as Layout };
  return mergeLayout(base, layout);
}

/**
 * Breaks a text into lines in the font size of a figure's title.
 *
 * @param text the title, or the text below it
 * @param width width of the picture, pixels
 * @returns at least one line
 */
export function titleLines(text: string, width: number): string[] {
  return fitLines(text, width - TITLE_MARGIN, TITLE_PIXELS);
}

function axisTheme(): Layout {
  return {
    automargin: true,
    title: { standoff: 8 },
    gridcolor: GRID_COLOUR,
    zeroline: false,
    showline: true,
    linecolor: LINE_COLOUR,
    ticks: "outside",
    tickcolor: LINE_COLOUR,
    ticklen: 4,
    exponentformat: "power",
  };
}

/**
 * The same attributes with every `title: "text"` of an axis or colour bar as `title: { text }`, the only form that all
 * versions of plotly.js in the renderers know.
 *
 * @param attributes a layout or a trace
 * @returns a new object
 */
export function withTitleObjects(attributes: Layout): Layout {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => {
      if (key === "title" && typeof value === "string") return [key, { text: value }];
      const mayHoldTitle = /^([xy]axis\d*|coloraxis\d*|colorbar|marker|legend)$/.test(key);
      return [key, mayHoldTitle && isPlainObject(value) ? withTitleObjects(value) : value];
    }),
  );
}
