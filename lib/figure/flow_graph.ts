import { attentionRows, type AttentionWeights, requireWeight } from "./attention_rows.ts";
import { tokenAxis } from "./attention_slider.ts";
import type { Figure } from "./figure.ts";
import { largest } from "./numbers.ts";
import { sliderFigure } from "./slider.ts";
import { type Panel, panels } from "./subplots.ts";
import type { Trace } from "./trace.ts";

/** Attention from one position to another in one layer, as `lib/interpret`'s `informationFlow` gives it. */
export interface AttentionEdge {
  /** Number of the layer, from 1. */
  readonly layer: number;
  /** Position that is read, the key, from 0. */
  readonly from: number;
  /** Position that reads, the query, from 0. */
  readonly to: number;
  /** Attention weight, 0 … 1 */
  readonly weight: number;
}

/** Columns of a graph that share a colour. */
export interface MarkedColumns {
  /** Their name in the legend, e.g. `"key"`. */
  readonly name: string;
  /** Colour of their nodes and of the edges that read them, as `#rrggbb`. */
  readonly color: string;
  /** Their positions in the sequence, from 0. */
  readonly positions: readonly number[];
}

/** One graph of a figure. */
export interface FlowPanel {
  /** Text above the graph. */
  readonly title: string;
  /** The tokens of the sequence, as the axis shows them; equal ones are allowed. */
  readonly tokens: readonly string[];
  /** Weights `[layers][query][key]`, the layer next to the input first; or edges. */
  readonly attention: readonly AttentionWeights[] | readonly AttentionEdge[];
  /** Coloured columns; the others are grey. */
  readonly marked?: readonly MarkedColumns[];
}

/** Options of {@linkcode flowGraph}. */
export interface FlowGraphOptions {
  /** Title of the whole figure. */
  readonly title: string;
  /** The graphs, side by side. */
  readonly panels: readonly FlowPanel[];
  /** Positions of the slider: edges with at least this weight are shown; default 0.05, 0.1, 0.2, 0.3, 0.5. */
  readonly thresholds?: readonly number[];
  /**
   * Positions (indices of `thresholds`) that the picture shows, 2 … 4 of them; default the first and the middle one.
   */
  readonly shown?: readonly number[];
  /** Width of the picture, pixels; default 760. */
  readonly width?: number;
  /** Height, pixels; default 400. */
  readonly height?: number;
}

const OTHERS = { name: "other tokens", color: "#9A9A9A" };
/** Number of line widths between 0 and {@linkcode MOST_WIDTH}; each needs a trace. */
const WIDTH_CLASSES = 10;
/** Width of an edge of weight 1, pixels. */
const MOST_WIDTH = 8;

/**
 * Information flow: nodes are tokens at a layer, from the input at the bottom to the last layer at the top; an edge
 * runs from the position that is read to the one that reads it. Its width is its attention weight (rounded to tenths,
 * at least one), and its colour is that of the column it reads. A slider sets the minimum weight that is drawn.
 *
 * The residual stream, which connects every token straight up, is not drawn.
 *
 * @param options sequences, weights, colours and thresholds
 * @returns the figure; a node shows the weights it reads on hover
 * @throws {RangeError} for no panel, a panel without tokens or attention, weights that do not fit the tokens or lie
 * outside 0 … 1, an edge or marked position outside the sequence, a position marked twice, thresholds that do not
 * increase within 0 … 1, and for whatever {@linkcode sliderFigure} rejects
 */
export function flowGraph(options: FlowGraphOptions): Figure {
  const { title, thresholds = [0.05, 0.1, 0.2, 0.3, 0.5], width = 760, height = 400 } = options;
  const { shown = [0, Math.floor(thresholds.length / 2)] } = options;
  const increasing = thresholds.every((value, i) =>
    value >= 0 && value <= 1 && !(thresholds[i - 1] >= value)
  );
  if (!increasing) {
    throw new RangeError(
      `Cannot draw the flow graph "${title}": the thresholds are [${
        thresholds.join(", ")
      }], they must increase within 0 … 1`,
    );
  }
  const graphs = options.panels.map((panel) => checkedGraph(title, panel));
  const arranged = thresholds.map((threshold) =>
    panels({
      xaxis: { title: { text: "token" } },
      yaxis: { title: { text: "layer" } },
      sameY: graphs.every(({ layers }) => layers === graphs[0].layers),
      panels: graphs.map((graph) => graphPanel(graph, threshold)),
    })
  );
  return sliderFigure({
    title,
    sliderName: "threshold",
    shown,
    width,
    height,
    // No edge may be lost by thinning: each needs two points and a gap.
    points: largest(4, graphs.map(({ edges }) => 3 * edges.length)),
    frames: thresholds.map((threshold, i) => ({ label: String(threshold), data: arranged[i].data })),
    layout: arranged[0]?.layout ?? {},
  });
}

interface Graph {
  readonly title: string;
  readonly tokens: readonly string[];
  readonly layers: number;
  readonly edges: readonly AttentionEdge[];
  /** Groups of nodes with the same colour; the last one has the unmarked nodes. */
  readonly groups: readonly MarkedColumns[];
}

function checkedGraph(title: string, panel: FlowPanel): Graph {
  const { tokens, attention, marked = [] } = panel;
  const where = `the flow graph "${title}", panel "${panel.title}"`;
  if (tokens.length === 0 || attention.length === 0) {
    throw new RangeError(
      `Cannot draw ${where}: it has ${tokens.length} tokens and ${attention.length} layers or edges, at least one of each is needed`,
    );
  }
  const requirePosition = (what: string, position: number) => {
    if (Number.isInteger(position) && position >= 0 && position < tokens.length) return;
    throw new RangeError(
      `Cannot draw ${where}: ${what} is position ${position}, allowed are 0 … ${tokens.length - 1}`,
    );
  };
  const edges = isEdges(attention) ? attention : attention.flatMap((weights, k) => {
    const rows = attentionRows(`${where}, layer ${k + 1}`, weights, tokens.length);
    const first = tokens.length - rows.length;
    return rows.flatMap((row, query) =>
      row.map((weight, from) => ({ layer: k + 1, from, to: first + query, weight }))
    );
  });
  edges.forEach(({ layer, from, to, weight }, i) => {
    requirePosition(`the start of edge ${i}`, from);
    requirePosition(`the end of edge ${i}`, to);
    requireWeight(`${where}, edge ${i}`, weight);
    if (!(Number.isInteger(layer) && layer >= 1)) {
      throw new RangeError(`Cannot draw ${where}: edge ${i} is in layer ${layer}, layers count from 1`);
    }
  });
  const taken = new Set<number>();
  for (const { name, positions } of marked) {
    for (const position of positions) {
      requirePosition(`a column marked "${name}"`, position);
      if (taken.has(position)) {
        throw new RangeError(`Cannot draw ${where}: position ${position} is marked twice`);
      }
      taken.add(position);
    }
  }
  const others = tokens.map((_, position) => position).filter((position) => !taken.has(position));
  const layers = isEdges(attention) ? largest(1, edges.map(({ layer }) => layer)) : attention.length;
  return {
    title: panel.title,
    tokens,
    layers,
    edges,
    groups: [...marked, { ...OTHERS, positions: others }].filter(({ positions }) => positions.length > 0),
  };
}

function isEdges(
  attention: readonly AttentionWeights[] | readonly AttentionEdge[],
): attention is readonly AttentionEdge[] {
  return "weight" in attention[0];
}

function graphPanel(graph: Graph, threshold: number): Panel {
  const { title, tokens, layers } = graph;
  const edges = graph.edges.filter(({ weight }) => weight > 0 && weight >= threshold);
  const levels = Array.from({ length: layers + 1 }, (_, layer) => layer);
  return {
    title,
    // Grey is drawn first, so marked columns stay visible where edges cross; nodes are above all edges.
    data: [
      ...graph.groups.toReversed().flatMap((group) => edgeTraces(group, edges)),
      ...graph.groups.map((group) => nodeTrace(group, levels, tokens, edges)),
    ],
    xaxis: { ...tokenAxis("token", tokens), range: [-0.6, tokens.length - 0.4] },
    yaxis: {
      tickvals: levels,
      ticktext: levels.map((layer) => layer === 0 ? "input" : String(layer)),
      range: [-0.25, layers + 0.25],
      showgrid: false,
    },
  };
}

/** Lines of one colour, thin ones first; one trace per width. */
function edgeTraces({ color, positions }: MarkedColumns, edges: readonly AttentionEdge[]): Trace[] {
  const own = edges.filter(({ from }) => positions.includes(from));
  return Array.from({ length: WIDTH_CLASSES }, (_, k) => k + 1).flatMap((widthClass): Trace[] => {
    const alike = own.filter(({ weight }) => Math.max(1, Math.round(weight * WIDTH_CLASSES)) === widthClass);
    if (alike.length === 0) return [];
    return [{
      type: "scatter",
      mode: "lines",
      // NaN lifts the pen between edges.
      x: alike.flatMap(({ from, to }) => [from, to, NaN]),
      y: alike.flatMap(({ layer }) => [layer - 1, layer, NaN]),
      line: { color, width: widthClass / WIDTH_CLASSES * MOST_WIDTH },
      hoverinfo: "skip",
      showlegend: false,
    }];
  });
}

function nodeTrace(
  { name, color, positions }: MarkedColumns,
  levels: readonly number[],
  tokens: readonly string[],
  edges: readonly AttentionEdge[],
): Trace {
  const nodes = levels.flatMap((layer) => positions.map((position) => ({ layer, position })));
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: nodes.map(({ position }) => position),
    y: nodes.map(({ layer }) => layer),
    text: nodes.map(({ layer, position }) => {
      const read = edges.filter((edge) => edge.layer === layer && edge.to === position);
      return [
        `${tokens[position]} (position ${position})`,
        ...read.map(({ from, weight }) => `reads ${tokens[from]} (position ${from}): ${weight.toFixed(2)}`),
      ].join("<br>");
    }),
    hoverinfo: "text",
    marker: { color, size: 10, line: { color: "#FFFFFF", width: 1 } },
  };
}
