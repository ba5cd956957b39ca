import { usedAxes } from "./axes.ts";
import { isPlainObject, mergeLayout } from "./merge_layout.ts";
import { CURVE_COLOURS } from "./palette.ts";
import type { Layout, Trace } from "./trace.ts";

/** Fonts of the interactive figure by preference; the static picture is always drawn with the first. */
const FONT = "DejaVu Sans, Verdana, Arial, sans-serif";
const TEXT_COLOUR = "#222222";
const GRID_COLOUR = "#E4E4E4";
const LINE_COLOUR = "#777777";
const TITLE_PIXELS = 16;
/** Baseline of the title's first line below the upper edge, pixels. */
const TITLE_BASELINE = 24;
const TITLE_LINE = 1.3 * TITLE_PIXELS;
/** Room for the titles of panels, pixels. */
const PANEL_TITLE_HEIGHT = 22;
/** Mean width of a character of the title font, in units of the font size, with a reserve for wide letters. */
const CHARACTER_WIDTH = 0.62;

/** What the theme needs to know of a figure. */
export interface ThemeOptions {
  /** Title of the whole figure; may hold the tags that Plotly knows. */
  readonly title: string;
  /** Traces, which say what axes there are. */
  readonly data: readonly Trace[];
  /** Layout of the caller, which wins over the theme. */
  readonly layout: Layout;
  /** Width for which the title is wrapped, pixels. */
  readonly width: number;
  /** Height, pixels. */
  readonly height: number;
}

/**
 * The look that all figures share: white background, light grid, exponents as powers of ten, a palette for every kind
 * of colour vision, the title above and the legend below the axes.
 *
 * @param options the figure
 * @returns a complete layout
 * @throws {RangeError} where a trace names an axis that cannot exist
 */
export function themedLayout(options: ThemeOptions): Layout {
  const { title, data, width, height } = options;
  const layout = withTitleObjects(options.layout);
  const lines = wrapText(title, Math.floor((width - 40) / (CHARACTER_WIDTH * TITLE_PIXELS)));
  const base: Layout = {
    title: {
      text: lines.join("<br>"),
      font: { size: TITLE_PIXELS },
      x: 0.5,
      xanchor: "center",
      // The baseline of the first line; plotly.js ignores the anchor "top" where a title has several lines.
      y: 1 - TITLE_BASELINE / height,
      yanchor: "bottom",
      yref: "container",
    },
    height,
    autosize: true,
    font: { family: FONT, size: 13, color: TEXT_COLOUR },
    paper_bgcolor: "white",
    plot_bgcolor: "white",
    colorway: CURVE_COLOURS,
    hovermode: "closest",
    margin: {
      l: 60,
      r: 24,
      t: Math.round(18 + lines.length * TITLE_LINE) + (hasPanelTitles(layout) ? PANEL_TITLE_HEIGHT : 0),
      b: 48,
    },
    legend: { orientation: "h", x: 0.5, xanchor: "center", y: 0, yanchor: "bottom", yref: "container" },
  };
  for (const { key } of usedAxes(data, layout)) base[key] = axisTheme();
  return mergeLayout(base, layout);
}

/** Whether texts stand on the upper edge of panels. */
function hasPanelTitles(layout: Layout): boolean {
  const { annotations } = layout;
  return Array.isArray(annotations) &&
    annotations.some((note) =>
      isPlainObject(note) && note.y === 1 && note.yanchor === "bottom" && /domain$/.test(String(note.yref))
    );
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

/**
 * Breaks a text into as few lines as it needs, all about equally long.
 *
 * @param text the text; `<br>` in it breaks too, other tags take no room
 * @param most characters a line; a longer word gets a line of its own
 * @returns the lines, at least one
 */
export function wrapText(text: string, most: number): string[] {
  return text.split(/<br\s*\/?>/).flatMap((paragraph) => {
    const count = fillLines(paragraph, most).length;
    let narrowest = most;
    while (narrowest > 1 && fillLines(paragraph, narrowest - 1).length === count) narrowest--;
    return fillLines(paragraph, narrowest);
  });
}

function fillLines(paragraph: string, most: number): string[] {
  const visible = (part: string) => part.replace(/<[^>]*>/g, "").length;
  const lines: string[] = [];
  // A space inside a tag, as in <span style="…">, is no place to break.
  for (const word of paragraph.split(/ (?![^<]*>)/)) {
    const last = lines.at(-1);
    if (last !== undefined && visible(last) + 1 + visible(word) <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
