import { axisKey, usedAxes } from "./axes.ts";
import { largest } from "./numbers.ts";
import { spans } from "./subplots.ts";
import type { Layout, Trace } from "./trace.ts";

/** One column of a figure made of small multiples. */
export interface Multiple {
  /** Text above the column. */
  readonly heading: string;
  /** Traces of the column. */
  readonly data: readonly Trace[];
}

/** Font size of the headings, pixels. */
export const HEADING_PIXELS = 12;
/** Gap between columns as a fraction of the width. */
const GAP = 0.03;

/**
 * Repeats a layout side by side, once for each of several sets of traces, e.g. a few steps of a training.
 *
 * Names and labels of y axes appear only at the first column; traces with the same name share one legend entry.
 *
 * @param multiples the columns
 * @param layout layout of one column, with fixed ranges so that columns can be compared; every axis has a title
 * @returns traces and layout of the whole
 * @throws {RangeError} if a trace names an axis that cannot exist
 */
export function smallMultiples(
  multiples: readonly Multiple[],
  layout: Layout,
): { data: Trace[]; layout: Layout } {
  const axes = usedAxes(multiples.flatMap(({ data }) => data), layout);
  // Ids of the copies must not collide: column c shifts every axis number by c times the highest number.
  const stride = largest(1, axes.map(({ key }) => axisNumber(key)));
  const columns = spans(multiples.length, GAP, "gap");
  const own = Object.fromEntries(Object.entries(layout).filter(([key]) => !/^[xy]axis\d*$/.test(key)));
  const result: Layout = { ...own };
  const data: Trace[] = [];
  const annotations: Layout[] = [], shapes: Layout[] = [];
  const copies = (items: unknown, copy: (item: unknown) => Layout) =>
    Array.isArray(items) ? items.map(copy) : [];
  const listed = new Set<unknown>();

  multiples.forEach(({ heading, data: traces }, column) => {
    const rename = (id: unknown) => renameAxis(id, column * stride);
    const copy = (item: unknown) => {
      const attributes = item as Layout;
      return { ...attributes, xref: rename(attributes.xref ?? "x"), yref: rename(attributes.yref ?? "y") };
    };
    for (const { key, letter, attributes } of axes) {
      const [start, end] = columns[column];
      const [from, to] = (attributes.domain ?? [0, 1]) as [number, number];
      const name = key.replace("axis", "");
      result[axisKey(String(rename(name)))] = {
        ...attributes,
        anchor: rename(attributes.anchor ?? (letter === "x" ? "y" : "x")),
        ...(attributes.matches === undefined ? {} : { matches: rename(attributes.matches) }),
        domain: letter === "x" ? [start + from * (end - start), start + to * (end - start)] : [from, to],
        ...(letter === "y" && column > 0 ? { title: { text: "" }, showticklabels: false } : {}),
      };
    }
    for (const trace of traces) {
      const key = trace.legendgroup ?? trace.name;
      const showlegend = trace.showlegend !== false && trace.name !== undefined && !listed.has(trace.name);
      if (showlegend) listed.add(trace.name);
      data.push({
        ...trace,
        ...(key === undefined ? {} : { legendgroup: key }),
        showlegend,
        ...(trace.colorbar !== undefined && column < multiples.length - 1 ? { showscale: false } : {}),
        xaxis: rename(trace.xaxis ?? "x"),
        yaxis: rename(trace.yaxis ?? "y"),
      });
    }
    // With several rows, their own titles stay; the heading of the column is above all of them.
    const hasRowTitles = Array.isArray(layout.annotations) && layout.annotations.length > 0;
    annotations.push({
      text: heading,
      showarrow: false,
      xref: "paper",
      yref: "paper",
      x: (columns[column][0] + columns[column][1]) / 2,
      xanchor: "center",
      y: 1,
      yanchor: "bottom",
      yshift: hasRowTitles ? 22 : 3,
      font: { size: HEADING_PIXELS },
    });
    for (const note of copies(layout.annotations, copy)) annotations.push(note);
    for (const shape of copies(layout.shapes, copy)) shapes.push(shape);
  });
  return { data, layout: { ...result, annotations, ...(shapes.length > 0 ? { shapes } : {}) } };
}

function axisNumber(key: string): number {
  return Number(key.slice("xaxis".length) || 1);
}

/** `"x2"` becomes `"x5"` for an offset of 3; references to the paper and empty references stay. */
function renameAxis(id: unknown, offset: number): unknown {
  const match = typeof id === "string" ? /^([xy])(\d*)( domain)?$/.exec(id) : null;
  if (!match) return id;
  const number = Number(match[2] || 1) + offset;
  return `${match[1]}${number === 1 ? "" : number}${match[3] ?? ""}`;
}
