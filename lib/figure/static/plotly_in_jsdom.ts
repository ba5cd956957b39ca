import plotlyPackage from "plotly.js/package.json" with { type: "json" };
import type { PlotlySpec } from "../trace.ts";
import { elementBox, elementBoxOnPage, type Fonts, textWidth } from "./element_box.ts";
import { pictureFonts } from "./fonts.ts";
import type { Page, PageCanvas, PageElement } from "./page.ts";
import { npmFile } from "./npm_file.ts";
import { pathPoints, pointAtLength, polylineLength } from "./path_geometry.ts";
import { PixelCanvas } from "./pixel_canvas.ts";

/** The one used function of plotly.js. */
interface Plotly {
  toImage(spec: PlotlySpec, options: { format: "svg"; width: number; height: number }): Promise<string>;
}

/** The used classes of jsdom, which has no types of its own. */
interface PageMakers {
  JSDOM: new (html: string, options: Record<string, unknown>) => { readonly window: Page };
  VirtualConsole: new () => { on(kind: string, take: (...words: unknown[]) => void): void };
}

/** Console methods by which scripts of a page warn; plotly.js uses `trace`. */
const COMPLAINTS = ["trace", "warn", "error", "jsdomError"];

/** plotly.js with its page: loaded with the first picture, because loading takes seconds. */
let loading: Promise<Plotly> | undefined;
/** Receives the warnings of plotly.js for the current picture. */
let listen: (message: string) => void = () => {};
/** Pictures wait for each other: plotly.js measures all labels on one hidden element of the page. */
let lastPicture: Promise<unknown> = Promise.resolve();

/**
 * Draws a Plotly figure as SVG without a browser: plotly.js on a jsdom page, with stand-ins for what jsdom cannot
 * measure (text, paths) and draw (canvas).
 *
 * @param spec traces and layout
 * @param width pixels
 * @param height pixels
 * @param warn receives the warnings of plotly.js
 * @returns SVG text
 * @throws {Error} if jsdom, plotly.js or the font cannot be loaded, or plotly.js cannot draw the figure
 */
export function renderSvg(
  spec: PlotlySpec,
  width: number,
  height: number,
  warn: (message: string) => void = () => {},
): Promise<string> {
  const picture = lastPicture.then(async () => {
    const plotly = await (loading ??= load());
    listen = warn;
    // plotly.js writes the ranges it finds into the given layout, even if it fails afterwards.
    const { data, layout } = structuredClone({ data: spec.data, layout: spec.layout });
    const address = await plotly.toImage({ data, layout }, { format: "svg", width, height });
    return decodeURIComponent(address.slice(address.indexOf(",") + 1));
  });
  // The next picture starts whether or not this one could be drawn.
  lastPicture = picture.catch(() => {});
  return picture;
}

async function load(): Promise<Plotly> {
  const { JSDOM, VirtualConsole } = await import("jsdom") as unknown as PageMakers;
  const virtualConsole = new VirtualConsole();
  for (const kind of COMPLAINTS) {
    virtualConsole.on(kind, (...words) => listen(words.map(String).join(" ").replace(/^WARN: /, "")));
  }
  const { window } = new JSDOM("<!doctype html><html><body></body></html>", {
    virtualConsole,
    runScripts: "outside-only",
    pretendToBeVisual: true,
  });
  giveMeasures(window, pictureFonts());
  giveCanvas(window);
  // Read as a file: a text import would prevent publishing, and a plain import would need a global `document`.
  window.eval(await Deno.readTextFile(npmFile(plotlyPackage, plotlyPackage.main)));
  return (window as unknown as { Plotly: Plotly }).Plotly;
}

function giveMeasures(window: Page, fonts: Fonts): void {
  const pathOf = (element: PageElement) => pathPoints(element.getAttribute("d") ?? "");
  Object.assign(window.SVGElement.prototype, {
    getBBox(this: PageElement) {
      return elementBox(this, fonts);
    },
    getComputedTextLength(this: PageElement) {
      return textWidth(this, fonts);
    },
    getTotalLength(this: PageElement) {
      return polylineLength(pathOf(this));
    },
    getPointAtLength(this: PageElement, length: number) {
      const [x, y] = pointAtLength(pathOf(this), length);
      return { x, y };
    },
  });
  const ofPage = window.Element.prototype.getBoundingClientRect;
  window.Element.prototype.getBoundingClientRect = function (this: PageElement): object {
    if (!(this instanceof window.SVGElement) || this.tagName === "svg") return ofPage.call(this);
    const { x, y, width, height } = elementBoxOnPage(this, fonts);
    return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
  };
}

function giveCanvas(window: Page): void {
  const canvases = new WeakMap<object, PixelCanvas>();
  const canvasOf = (element: PageCanvas): PixelCanvas => {
    const known = canvases.get(element);
    if (known && known.width === element.width && known.height === element.height) return known;
    const made = new PixelCanvas(element.width, element.height);
    canvases.set(element, made);
    return made;
  };
  Object.assign(window.HTMLCanvasElement.prototype, {
    // Other kinds, WebGL above all, do not exist here.
    getContext(this: PageCanvas, kind: string) {
      return kind === "2d" ? canvasOf(this) : null;
    },
    toDataURL(this: PageCanvas) {
      return canvasOf(this).toDataURL();
    },
  });
  // plotly.js asks for these when it is loaded; jsdom's page has none of them.
  Object.assign(window, { TextDecoder, TextEncoder });
  Object.assign(window.URL, { createObjectURL: () => "" });
}
