import { attentionRows, type AttentionWeights } from "./attention_rows.ts";
import type { Figure } from "./figure.ts";
import { mergeLayout } from "./merge_layout.ts";
import { largest } from "./numbers.ts";
import { SEQUENTIAL } from "./palette.ts";
import { sliderFigure } from "./slider.ts";
import { panels } from "./subplots.ts";
import type { Layout } from "./trace.ts";

/** Attention at one position of the slider. */
export interface AttentionFrame {
  /** Label of the slider position, e.g. the step. */
  readonly label: string;
  /** A few words for this frame, e.g. its loss. */
  readonly note?: string;
  /** Weights for each map, in the order of the maps' titles. */
  readonly attention: readonly AttentionWeights[];
}

/** Options of {@linkcode attentionSlider}. */
export interface AttentionSliderOptions {
  /** Title of the whole figure. */
  readonly title: string;
  /** The n tokens of the sequence, as the axes show them; equal ones are allowed. */
  readonly tokens: readonly string[];
  /** Titles of the maps, from top to bottom, e.g. `["layer 1", "layer 2"]`. */
  readonly maps: readonly string[];
  /** Positions of the slider, 2 … 12. */
  readonly frames: readonly AttentionFrame[];
  /** Positions (indices of `frames`) that the picture shows side by side, 2 … 4 of them. */
  readonly shown: readonly number[];
  /** Meaning of the labels; default `"step"`. */
  readonly sliderName?: string;
  /** Width of the picture, pixels; default 760. */
  readonly width?: number;
  /** Height, pixels; default by the rows of the maps. */
  readonly height?: number;
}

/** Height of a map with one row per token, pixels. */
const MAP_HEIGHT = 220;
/** Minimum height of a row, pixels. */
const LEAST_ROW_HEIGHT = 16;
/** Space between two maps, and around them, pixels. */
const GAP_HEIGHT = 50, FRAME_HEIGHT = 140;

/**
 * Attention as heat maps with a slider, e.g. over the steps of a training.
 *
 * x is the attended position, y the querying one from top to bottom, both labelled by their tokens; colours run from 0
 * to 1 in all frames. Maps with fewer rows than tokens belong to the last positions, as in a layer that has queries
 * only there.
 *
 * @param options tokens and weights
 * @returns the figure
 * @throws {RangeError} for no tokens, a frame with a different number of maps than titles, weights that do not fit the
 * tokens or lie outside 0 … 1, and for whatever {@linkcode sliderFigure} rejects
 */
export function attentionSlider(options: AttentionSliderOptions): Figure {
  const { title, tokens, maps, shown, sliderName = "step", width = 760 } = options;
  if (tokens.length === 0 || maps.length === 0) {
    throw new RangeError(
      `Cannot draw the attention "${title}": it has ${tokens.length} tokens and ${maps.length} maps, at least one of each is needed`,
    );
  }
  const weights = options.frames.map(({ label, attention }) => {
    if (attention.length !== maps.length) {
      throw new RangeError(
        `Cannot draw the attention "${title}": frame "${label}" has ${attention.length} maps, there are ${maps.length} titles`,
      );
    }
    return attention.map((map, i) =>
      attentionRows(`the attention "${title}", frame "${label}", map "${maps[i]}"`, map, tokens.length)
    );
  });
  const count = tokens.length;
  const queries = maps.map((_, i) => largest(1, weights.map((frame) => frame[i].length)));
  const { domains, height } = stack(queries, Math.max(LEAST_ROW_HEIGHT, MAP_HEIGHT / count));
  const arranged = weights.map((frame) =>
    panels({
      columns: 1,
      xaxis: { ...tokenAxis("attended token", tokens), range: [-0.5, count - 0.5] },
      yaxis: tokenAxis("querying token", tokens),
      sameX: true,
      panels: frame.map((rows, i) => ({
        title: maps[i],
        data: [{
          type: "heatmap",
          x: tokens.map((_, position) => position),
          y: rows.map((_, row) => count - rows.length + row),
          z: rows,
          zsmooth: false,
          coloraxis: "coloraxis",
          hovertemplate: "position %{y} attends to %{x}: %{z:.3f}<extra></extra>",
        }],
        yaxis: { range: [count - 0.5, count - queries[i] - 0.5] },
      })),
    })
  );
  const yAxes = domains.map((domain, i) => [`yaxis${i === 0 ? "" : i + 1}`, { domain }]);
  return sliderFigure({
    title,
    sliderName,
    shown,
    width,
    height: options.height ?? height,
    frames: options.frames.map(({ label, note }, i) => ({
      label,
      ...(note === undefined ? {} : { note }),
      data: arranged[i].data,
    })),
    layout: {
      ...mergeLayout(arranged[0]?.layout ?? {}, Object.fromEntries(yAxes)),
      coloraxis: {
        cmin: 0,
        cmax: 1,
        colorscale: SEQUENTIAL,
        colorbar: { title: { text: "attention" }, thickness: 14 },
      },
    },
  });
}

/**
 * Fractions of the height for maps with these numbers of rows, from the top, and the height; a single row is drawn as
 * high as two.
 */
function stack(
  queries: readonly number[],
  rowHeight: number,
): { domains: [number, number][]; height: number } {
  const heights = queries.map((rows) => rowHeight * Math.max(2, rows));
  const inner = heights.reduce((sum, each) => sum + each, GAP_HEIGHT * (heights.length - 1));
  let top = inner;
  const domains = heights.map((each): [number, number] => {
    const domain: [number, number] = [Math.max(0, top - each) / inner, top / inner];
    top -= each + GAP_HEIGHT;
    return domain;
  });
  return { domains, height: Math.round(FRAME_HEIGHT + inner) };
}

/**
 * Attributes of an axis on which each position is labelled with its token.
 *
 * @param name name of the axis
 * @param tokens one per position
 * @returns attributes of a Plotly axis
 */
export function tokenAxis(name: string, tokens: readonly string[]): Layout {
  return {
    title: { text: name },
    tickmode: "array",
    tickvals: tokens.map((_, position) => position),
    ticktext: [...tokens],
    tickfont: { size: 10 },
    showgrid: false,
  };
}
