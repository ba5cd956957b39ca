import { largest } from "../numbers.ts";
import type { FontMetrics } from "./font_metrics.ts";
import type { PageElement } from "./page.ts";
import { type Box, boxOfPoints, pathPoints } from "./path_geometry.ts";
import { type Affine, compose, IDENTITY, parseTransform, transformBox } from "./transform.ts";

/** Fonts by weight. */
export interface Fonts {
  /** Regular weight. */
  readonly regular: FontMetrics;
  /** Bold weight. */
  readonly bold: FontMetrics;
}

/** Line height that plotly.js gives its labels, in units of the font size. */
const LINE_HEIGHT = 1.3;
const DEFAULT_FONT_PIXELS = 12;
const TEXT_NODE = 3;
const EMPTY: Box = { x: 0, y: 0, width: 0, height: 0 };

/**
 * The box of an SVG element in its own coordinates, which jsdom cannot measure.
 *
 * @param element the element, as jsdom holds it
 * @param fonts widths of the font that the rasteriser uses
 * @returns pixels; an empty box for an element that draws nothing
 */
export function elementBox(element: PageElement, fonts: Fonts): Box {
  const number = (name: string) => parseFloat(element.getAttribute(name) ?? "0") || 0;
  switch (element.tagName.toLowerCase()) {
    case "text":
    case "tspan":
      return textBox(element, fonts);
    case "rect":
    case "image":
    case "svg":
      return { x: number("x"), y: number("y"), width: number("width"), height: number("height") };
    case "circle": {
      const r = number("r");
      return { x: number("cx") - r, y: number("cy") - r, width: 2 * r, height: 2 * r };
    }
    case "path":
      return boxOfPoints(pathPoints(element.getAttribute("d") ?? ""));
    default:
      return groupBox(element, fonts);
  }
}

/**
 * The box of an SVG element on its drawing, after its own transform and those of its ancestors.
 *
 * @param element the element
 * @param fonts widths of the font
 * @returns pixels from the upper left corner of the outermost `svg` element
 */
export function elementBoxOnPage(element: PageElement, fonts: Fonts): Box {
  let map = IDENTITY;
  for (let e: PageElement | null = element; e !== null; e = e.parentElement) {
    map = compose(ownTransform(e), map);
  }
  return transformBox(elementBox(element, fonts), map);
}

/**
 * Width of the text inside an element, with the font size and weight of each part.
 *
 * @param element a `text` or `tspan` element
 * @param fonts widths of the font
 * @returns pixels
 */
export function textWidth(element: PageElement, fonts: Fonts): number {
  let width = 0;
  for (const node of element.childNodes) {
    if (node.nodeType === TEXT_NODE) {
      const font = isBold(element) ? fonts.bold : fonts.regular;
      width += font.width(node.textContent ?? "") * fontPixels(element);
    } else width += textWidth(node as PageElement, fonts);
  }
  return width;
}

function textBox(element: PageElement, fonts: Fonts): Box {
  const lines = [...element.querySelectorAll("tspan.line")];
  const widths = lines.length > 0 ? lines.map((line) => textWidth(line, fonts)) : [textWidth(element, fonts)];
  const pixels = fontPixels(element);
  const width = largest(0, widths);
  const x = parseFloat(element.getAttribute("x") ?? "0") || 0;
  const y = parseFloat(element.getAttribute("y") ?? "0") || 0;
  const anchor = element.getAttribute("text-anchor") ?? styleOf(element)?.getPropertyValue("text-anchor");
  const shift = anchor === "middle" ? width / 2 : anchor === "end" ? width : 0;
  return { x: x - shift, y: y - pixels, width, height: LINE_HEIGHT * pixels * widths.length };
}

function groupBox(element: PageElement, fonts: Fonts): Box {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const child of element.children) {
    if (styleOf(child)?.display === "none") continue;
    const box = elementBox(child, fonts);
    if (box.width === 0 && box.height === 0) continue;
    const moved = transformBox(box, ownTransform(child));
    left = Math.min(left, moved.x);
    right = Math.max(right, moved.x + moved.width);
    top = Math.min(top, moved.y);
    bottom = Math.max(bottom, moved.y + moved.height);
  }
  return left === Infinity ? { ...EMPTY } : { x: left, y: top, width: right - left, height: bottom - top };
}

function ownTransform(element: PageElement): Affine {
  return parseTransform(element.getAttribute("transform") ?? "");
}

/** Font size in pixels: the nearest absolute size among the ancestors times the relative sizes below it. */
function fontPixels(element: PageElement): number {
  let factor = 1;
  for (let e: PageElement | null = element; e !== null; e = e.parentElement) {
    const size = styleOf(e)?.fontSize || e.getAttribute("font-size") || "";
    const value = parseFloat(size);
    if (!(value > 0)) continue;
    if (size.endsWith("em")) factor *= value;
    else if (size.endsWith("%")) factor *= value / 100;
    else return factor * value;
  }
  return factor * DEFAULT_FONT_PIXELS;
}

function isBold(element: PageElement): boolean {
  for (let e: PageElement | null = element; e !== null; e = e.parentElement) {
    const weight = styleOf(e)?.fontWeight || e.getAttribute("font-weight");
    if (weight) return weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  }
  return false;
}

function styleOf(element: PageElement): PageElement["style"] {
  return element.style;
}
