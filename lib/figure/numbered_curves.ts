import { curve } from "./curve.ts";
import { stepColours } from "./palette.ts";
import type { Trace } from "./trace.ts";

/** What {@linkcode numberedCurves} draws. */
export interface NumberedCurvesOptions {
  /** Name of a curve, before its number. */
  readonly name: string;
  readonly x: readonly number[];
  /** Values of all curves at each x, `[x.length][curves]`, at least one row. */
  readonly rows: readonly (readonly number[])[];
}

/** Curves by their number, coloured in their order; the legend names the first and the last. */
export function numberedCurves({ name, x, rows }: NumberedCurvesOptions): Trace[] {
  const colours = stepColours(rows[0].length).reverse();
  return colours.map((color, k) =>
    curve({
      ...{ name: `${name} ${k + 1}`, x, y: rows.map((row) => row[k]), color, size: 1.5 },
      attributes: { showlegend: k === 0 || k === colours.length - 1 },
    })
  );
}
