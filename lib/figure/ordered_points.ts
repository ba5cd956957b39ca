import { SEQUENTIAL } from "./palette.ts";
import type { Trace } from "./trace.ts";

/** What {@linkcode orderedPoints} draws. */
export interface OrderedPointsOptions {
  readonly name: string;
  /** `[n][2]` */
  readonly points: readonly (readonly number[])[];
  /** The number by which each point is coloured, `[n]`. */
  readonly values: readonly number[];
  /** What these numbers are, at the colour bar and in the hover text. */
  readonly of: string;
  /** Whether the colour bar is shown. */
  readonly showscale: boolean;
}

/** Points on a thin line in their order, coloured by a number. */
export function orderedPoints({ name, points, values, of, showscale }: OrderedPointsOptions): Trace {
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    showlegend: false,
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    text: values.map((value) => `${of} ${value}`),
    line: { color: "#cccccc", width: 1 },
    marker: {
      size: 6,
      color: [...values],
      colorscale: SEQUENTIAL,
      showscale,
      ...(showscale && { colorbar: { title: { text: of } } }),
    },
  };
}
