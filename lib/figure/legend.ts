import { inLegend } from "./check_figure.ts";
import { TEXT_PIXELS, textPixels } from "./fit_texts.ts";
import { isPlainObject } from "./merge_layout.ts";
import { plainText } from "./plotly_text.ts";
import type { Layout, Trace } from "./trace.ts";

/** Width of an entry besides its text: the sample and the gaps around it, pixels. */
const ENTRY_WIDTH = 45;
/** Height of an entry besides its lines, of a line, and between groups, as plotly.js lays them out, pixels. */
const ENTRY_GAP = 3, LINE_HEIGHT = 1.3 * TEXT_PIXELS, GROUP_GAP = 10;
/** Fraction of the width on which plotly.js lays out a legend below the axes. */
const WIDTH_SHARE = 0.8;
/** Fraction of the height that a legend may take from the axes; the rest is added to the height. */
const HEIGHT_SHARE = 1 / 3;

/**
 * Maximum width of a name in a legend below the axes.
 *
 * @param width width of the picture, pixels
 * @returns pixels
 */
export function mostNameWidth(width: number): number {
  return WIDTH_SHARE * width - ENTRY_WIDTH;
}

/**
 * Height that a legend below the axes adds to a figure, so that long legends leave space for the axes.
 *
 * @param data traces with names that fit
 * @param layout their layout
 * @param width width of the picture, pixels
 * @param height height of the picture, pixels
 * @returns pixels; 0 for the legends of most figures and for legends elsewhere
 */
export function legendExcess(data: readonly Trace[], layout: Layout, width: number, height: number): number {
  const { legend } = layout;
  const below = isPlainObject(legend) && legend.orientation === "h" && legend.yref === "container";
  if (layout.showlegend === false || !below) return 0;
  return Math.max(0, Math.round(legendHeight(data, width) - HEIGHT_SHARE * height));
}

/**
 * Height of a legend as plotly.js lays it out: groups side by side in columns of one width, each from top to bottom.
 */
function legendHeight(data: readonly Trace[], width: number): number {
  const groups = new Map<unknown, { width: number; height: number }>();
  const listed = data.filter((trace) => inLegend(trace) && trace.name !== undefined);
  for (const [i, trace] of listed.entries()) {
    const lines = String(trace.name).split(/<br\s*\/?>/);
    const key = trace.legendgroup ?? i;
    const group = groups.get(key) ?? { width: 0, height: trace.legendgroup === undefined ? 0 : GROUP_GAP };
    groups.set(key, {
      width: lines.reduce(
        (most, line) => Math.max(most, textPixels(plainText(line), TEXT_PIXELS)),
        group.width,
      ),
      height: group.height + ENTRY_GAP + LINE_HEIGHT * lines.length,
    });
  }
  const all = [...groups.values()];
  const widest = all.reduce((most, group) => Math.max(most, group.width), 0) + ENTRY_WIDTH;
  const columns = Math.max(1, Math.floor(WIDTH_SHARE * width / widest));
  let height = 0;
  for (let first = 0; first < all.length; first += columns) {
    height += all.slice(first, first + columns).reduce((most, group) => Math.max(most, group.height), 0);
  }
  return height;
}
