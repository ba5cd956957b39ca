import { type Axis, usedAxes } from "./axes.ts";
import { isPlainObject, mergeLayout } from "./merge_layout.ts";
import { pictureFonts } from "./static/fonts.ts";
import type { Layout, Trace } from "./trace.ts";
import { wrapText } from "./wrap_text.ts";

/** Default font size of axis names, pixels: plotly.js uses 1.2 times that of the figure. */
const AXIS_TITLE_PIXELS = 16;
/** Font size of legends and of the figure, pixels. */
export const TEXT_PIXELS = 13;
/** Maximum width of the name of a colour bar, which takes space from the axes, pixels. */
const MOST_BAR_WIDTH = 220;
/** Rough margins of the axes, filled by their numbers and names, pixels. */
const LEFT = 80, RIGHT = 24, TOP = 40, BOTTOM = 90;
/** Space for a colour bar on the right, pixels. */
const BAR_WIDTH = 80;
/** Space between texts, pixels. */
const GAP = 8;

/**
 * Width of a text in the font of the pictures.
 *
 * @param shown the text, without tags
 * @param pixels size of the font
 * @returns pixels
 */
export function textPixels(shown: string, pixels: number): number {
  return pictureFonts().regular.width(shown) * pixels;
}

/**
 * Breaks a label into lines that fit.
 *
 * @param label the label, which may contain the tags that Plotly knows
 * @param most maximum width of a line, pixels
 * @param pixels size of the font
 * @returns the label itself if it fits, otherwise with `<br>` between its lines
 */
export function fitLabel(label: string, most: number, pixels: number): string {
  return fitLines(label, most, pixels).join("<br>");
}

/**
 * {@linkcode fitLabel} as lines.
 *
 * @param label the label
 * @param most maximum width of a line, pixels
 * @param pixels size of the font
 * @returns at least one line
 */
export function fitLines(label: string, most: number, pixels: number): string[] {
  return wrapText(label, most, (shown) => textPixels(shown, pixels));
}

/** Whether there are texts on the upper edge of panels. */
export function isPanelTitle(note: unknown): note is Layout {
  return isPlainObject(note) && note.y === 1 && note.yanchor === "bottom" &&
    /^y\d* domain$/.test(String(note.yref));
}

/**
 * Breaks texts along axes, above panels and above colour bars into lines, so that they are not cut at the edge of the
 * picture and do not overlap.
 *
 * @param layout a layout with titles as objects
 * @param data its traces
 * @param width width of the picture, pixels
 * @param height height, pixels
 * @returns the layout with `<br>` where texts are too long
 */
export function fitTexts(layout: Layout, data: readonly Trace[], width: number, height: number): Layout {
  const axes = usedAxes(data, layout);
  const room = roomFor(axes, width - (hasColourBar(layout, data) ? BAR_WIDTH : 0), width, height);
  const fitted = Object.fromEntries(
    Object.entries(layout).map(([key, value]) => {
      if (/^coloraxis\d*$/.test(key)) return [key, withFittedBar(value)];
      const axis = axes.find((one) => one.key === key);
      return [key, axis ? withFittedTitle(value, room(axis.letter, axis.attributes.domain)) : value];
    }),
  );
  if (!Array.isArray(layout.annotations)) return fitted;
  return {
    ...fitted,
    annotations: layout.annotations.map((note) => {
      if (!isPanelTitle(note) || typeof note.text !== "string") return note;
      const axis = layout[String(note.xref).replace(/^x(\d*) domain$/, "xaxis$1")];
      const most = room("x", isPlainObject(axis) ? axis.domain : undefined);
      return { ...note, text: fitLabel(note.text, most, fontSize(note, TEXT_PIXELS)) };
    }),
  };
}

/** Returns a function that gives the space along an axis for a text in the middle of a domain, pixels. */
function roomFor(
  axes: readonly Axis[],
  rightEnd: number,
  width: number,
  height: number,
): (letter: "x" | "y", domain: unknown) => number {
  const ends = { x: [LEFT, rightEnd - RIGHT], y: [BOTTOM, height - TOP] } as const;
  const picture = { x: width, y: height } as const;
  const centre = (letter: "x" | "y", domain: unknown) => {
    const [from, to] = ends[letter], [start, end] = Array.isArray(domain) ? domain : [0, 1];
    return from + (to - from) * (Number(start) + Number(end)) / 2;
  };
  return (letter, domain) => {
    const middle = centre(letter, domain);
    const others = axes.filter((axis) => axis.letter === letter)
      .map(({ attributes }) => Math.abs(centre(letter, attributes.domain) - middle))
      // The same position, up to rounding.
      .filter((distance) => distance > 1);
    // Twice the distance to the edge of the picture, or the full distance to the next text, which has the same space.
    const toEdge = 2 * Math.min(middle, picture[letter] - middle);
    return others.reduce((least, distance) => Math.min(least, distance), toEdge) - GAP;
  };
}

function hasColourBar(layout: Layout, data: readonly Trace[]): boolean {
  const bars = [
    ...data,
    ...Object.entries(layout).filter(([key]) => key.startsWith("coloraxis")).map(([, v]) => v),
  ];
  return bars.some((owner) =>
    isPlainObject(owner) && isPlainObject(owner.colorbar) && owner.showscale !== false
  );
}

/**
 * A trace with a name that fits into the legend, and a colour bar whose name leaves space for the axes.
 *
 * @param trace the trace
 * @param most maximum width of the name, pixels
 * @returns a copy
 */
export function fitTrace(trace: Trace, most: number): Trace {
  return {
    ...withFittedBar(trace) as Trace,
    ...(typeof trace.name === "string" ? { name: fitLabel(trace.name, most, TEXT_PIXELS) } : {}),
  };
}

/** Number of lines of the highest panel title; 0 if there is none. */
export function panelTitleLines(layout: Layout): number {
  const { annotations } = layout;
  if (!Array.isArray(annotations)) return 0;
  return annotations.filter(isPanelTitle)
    .reduce((most, { text }) => Math.max(most, String(text).split(/<br\s*\/?>/).length), 0);
}

function withFittedBar(owner: unknown): unknown {
  if (!isPlainObject(owner) || !isPlainObject(owner.colorbar)) return owner;
  return { ...owner, colorbar: withFittedTitle(owner.colorbar, MOST_BAR_WIDTH) };
}

function withFittedTitle(owner: unknown, most: number): unknown {
  if (!isPlainObject(owner) || !isPlainObject(owner.title) || typeof owner.title.text !== "string") {
    return owner;
  }
  const text = fitLabel(owner.title.text, most, fontSize(owner.title, AXIS_TITLE_PIXELS));
  return mergeLayout(owner, { title: { text } });
}

function fontSize(owner: Layout, otherwise: number): number {
  return isPlainObject(owner.font) && typeof owner.font.size === "number" ? owner.font.size : otherwise;
}
