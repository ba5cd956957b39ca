import { mergeLayout } from "./merge_layout.ts";
import { withTitleObjects } from "./theme.ts";
import type { Layout, Trace } from "./trace.ts";

/** One panel of a figure. */
export interface Panel {
  /** Text above the panel; none where absent. */
  readonly title?: string;
  /** Traces; their axes are set by {@linkcode panels}. */
  readonly data: readonly Trace[];
  /** Attributes of the panel's x axis over the common ones. */
  readonly xaxis?: Layout;
  /** Attributes of the panel's y axis over the common ones. */
  readonly yaxis?: Layout;
}

/** Options of {@linkcode panels}. */
export interface PanelsOptions {
  /** The panels, row by row. */
  readonly panels: readonly Panel[];
  /** Panels per row; default all in one row. */
  readonly columns?: number;
  /** Attributes of every x axis. */
  readonly xaxis?: Layout;
  /** Attributes of every y axis. */
  readonly yaxis?: Layout;
  /** Whether all panels share one range of x, also when zooming; default false. */
  readonly sameX?: boolean;
  /** Whether all panels share one range of y, also when zooming; default false. */
  readonly sameY?: boolean;
  /** Gap between columns as a fraction of the width; default 0.04 if y labels are shared, otherwise 0.1. */
  readonly gapX?: number;
  /** Gap between rows as a fraction of the height; default 0.12 if x labels are shared, otherwise 0.22. */
  readonly gapY?: number;
}

/** Traces and layout to spread into `figure({ title, ...panels(…) })`. */
export interface PanelsResult {
  /** The traces of all panels, each on its axes. */
  readonly data: Trace[];
  /** Axes with their domains, and the panels' titles as annotations. */
  readonly layout: Layout;
}

/**
 * Arranges panels in rows and columns.
 *
 * A name that equal x axes of a column (y axes of a row) share is written once, below (on the left). Traces with the
 * same name share one legend entry.
 *
 * @param options panels and their arrangement
 * @returns traces and layout
 * @throws {RangeError} for no panels, a number of columns that is not an integer ≥ 1, or gaps that leave no space
 */
export function panels(options: PanelsOptions): PanelsResult {
  const list = options.panels;
  const { columns = list.length, sameX = false, sameY = false } = options;
  if (list.length === 0) {
    throw new RangeError("Cannot arrange panels: there are none, at least one is needed");
  }
  if (!(Number.isInteger(columns) && columns >= 1)) {
    throw new RangeError(`Cannot arrange panels in ${columns} columns: it must be a whole number ≥ 1`);
  }
  const rows = Math.ceil(list.length / columns);
  const xAxes = list.map((panel) => axisOf(options.xaxis, panel.xaxis));
  const yAxes = list.map((panel) => axisOf(options.yaxis, panel.yaxis));
  const shareRowLabels = sameY && list.every((_, i) => sameAxis(yAxes[i], yAxes[0]));
  const shareColumnLabels = sameX && list.every((_, i) => sameAxis(xAxes[i], xAxes[0]));
  const widths = spans(columns, options.gapX ?? (shareRowLabels ? 0.04 : 0.1), "gapX");
  const heights = spans(rows, options.gapY ?? (shareColumnLabels ? 0.12 : 0.22), "gapY").reverse();

  const data: Trace[] = [];
  const layout: Layout = {};
  const annotations: Layout[] = [];
  const listed = new Set<string>();
  list.forEach((panel, i) => {
    const row = Math.floor(i / columns), column = i % columns, suffix = i === 0 ? "" : String(i + 1);
    const below = list.map((_, k) => k).filter((k) => k % columns === column && k > i);
    const left = list.map((_, k) => k).filter((k) => Math.floor(k / columns) === row && k < i);
    const hideX = below.some((k) => sameAxis(xAxes[k], xAxes[i]));
    const hideY = left.some((k) => sameAxis(yAxes[k], yAxes[i]));
    layout[`xaxis${suffix}`] = {
      ...(hideX ? withoutTitle(xAxes[i]) : xAxes[i]),
      domain: widths[column],
      anchor: `y${suffix}`,
      ...(sameX && i > 0 ? { matches: "x" } : {}),
      ...(sameX && hideX ? { showticklabels: false } : {}),
    };
    layout[`yaxis${suffix}`] = {
      ...(hideY ? withoutTitle(yAxes[i]) : yAxes[i]),
      domain: heights[row],
      anchor: `x${suffix}`,
      ...(sameY && i > 0 ? { matches: "y" } : {}),
      ...(sameY && hideY ? { showticklabels: false } : {}),
    };
    annotations.push(panelTitle(panel.title ?? "", suffix));
    for (const trace of panel.data) {
      const name = typeof trace.name === "string" ? trace.name : undefined;
      const repeated = name !== undefined && listed.has(name);
      if (name !== undefined && trace.showlegend !== false) listed.add(name);
      data.push({
        ...(name === undefined ? {} : { legendgroup: name }),
        ...trace,
        ...(repeated ? { showlegend: false } : {}),
        xaxis: `x${suffix}`,
        yaxis: `y${suffix}`,
      });
    }
  });
  return { data, layout: { ...layout, annotations } };
}

/**
 * The text above a panel.
 *
 * @param text the title
 * @param suffix number of the panel's axes; empty for the first
 * @returns a Plotly annotation
 */
export function panelTitle(text: string, suffix: string): Layout {
  return {
    text,
    showarrow: false,
    xref: `x${suffix} domain`,
    yref: `y${suffix} domain`,
    x: 0.5,
    xanchor: "center",
    y: 1,
    yanchor: "bottom",
    yshift: 2,
    font: { size: 13 },
  };
}

/**
 * Divides the unit length into equal pieces with gaps.
 *
 * @param count number of pieces, ≥ 1
 * @param gap length of each gap
 * @param name name of the gap, for the message
 * @returns start and end of each piece
 * @throws {RangeError} for a gap that is negative or leaves no space
 */
export function spans(count: number, gap: number, name: string): [number, number][] {
  const size = (1 - gap * (count - 1)) / count;
  if (!(gap >= 0 && size > 0)) {
    throw new RangeError(
      `Cannot arrange ${count} panels with ${name} ${gap}: it must be ≥ 0 and leave room for them`,
    );
  }
  return Array.from({ length: count }, (_, i) => [i * (size + gap), i * (size + gap) + size]);
}

function axisOf(common: Layout = {}, own: Layout = {}): Layout {
  return mergeLayout(withTitleObjects(common), withTitleObjects(own));
}

/** Whether two axes have the same name and attributes, so one label serves both. */
function sameAxis(a: Layout, b: Layout): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function withoutTitle(axis: Layout): Layout {
  const { title: _, ...rest } = axis;
  return rest;
}
