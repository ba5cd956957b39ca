import { dots } from "./curve.ts";
import { DIVERGING } from "./palette.ts";
import type { Panel } from "./subplots.ts";
import { axis } from "./vocabulary.ts";

/** What {@linkcode markedMap} draws. */
export interface MarkedMapOptions {
  readonly title: string;
  /** Numbers of the columns and of the rows, evenly spaced. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Cosines, correlations and the like, in [−1, 1], `[y.length][x.length]`. */
  readonly z: readonly (readonly number[])[];
  /** What they are, at the colour bar. */
  readonly of: string;
  /** Whether a cell has a square around it. */
  isMarked(x: number, y: number): boolean;
  /** What the squares mean. */
  readonly marks: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly showscale: boolean;
}

/** A heat map of numbers in [−1, 1] with squares around some of its cells. */
export function markedMap(
  { title, x, y, z, of, isMarked, marks, xTitle, yTitle, showscale }: MarkedMapOptions,
): Panel {
  const marked = y.flatMap((row) =>
    x.filter((column) => isMarked(column, row)).map((column) => [column, row])
  );
  const ends = (values: readonly number[]) => ({ range: [values[0] - 0.5, values[values.length - 1] + 0.5] });
  return {
    title,
    data: [
      {
        type: "heatmap",
        ...{ x: [...x], y: [...y], z },
        ...{ colorscale: DIVERGING, zmin: -1, zmax: 1, showscale, colorbar: { title: { text: of } } },
      },
      dots({
        name: marks,
        x: marked.map(([column]) => column),
        y: marked.map(([, row]) => row),
        ...{ color: "#000000", size: 15, style: "square-open" },
      }),
    ],
    xaxis: axis(xTitle, ends(x)),
    yaxis: axis(yTitle, ends(y)),
  };
}
