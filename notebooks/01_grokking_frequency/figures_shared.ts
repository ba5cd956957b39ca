/** Common parts of this notebook's figures. */
import {
  axis,
  curve,
  type Figure,
  figure,
  type Layout,
  logAxis,
  OKABE_ITO,
  type Panel,
  panels,
  REFERENCE,
  type Trace,
} from "../../lib/figure/mod.ts";

/** Axes of spectra, and of steps that show step 0. */
export const FREQUENCY = axis("angular frequency k"),
  AMPLITUDE = axis("amplitude |F(k)|"),
  STEP_PLUS_ONE = logAxis("training step + 1");
/** Axes of losses and delays. */
export const ERROR = "mean squared error", LATENESS = "steps to test / to training";

/** Panels under a title, 900 pixels wide; with one y axis, all have its range unless `sameY` is false. */
export function board(
  title: string,
  all: readonly Panel[],
  [xaxis, yaxis]: readonly [x: Layout, y?: Layout],
  { height = 380, columns = all.length, sameY = yaxis !== undefined, shapes = [] as Layout[] } = {},
): Figure {
  const { data, layout } = panels({ panels: all, columns, sameY, xaxis, ...(yaxis && { yaxis }) });
  return figure({ title, data, layout: { ...layout, shapes }, width: 900, height });
}

/** The target, as a thin line. */
export function target(x: ArrayLike<number>, frequency: number): Trace {
  const y = Array.from(x, (v) => Math.sin(frequency * v));
  return curve({ name: `target sin ${frequency}x`, x: [...Array.from(x)], y, color: REFERENCE, size: 1 });
}

/** The phantom: what the points look like instead of the target. */
export function phantom(x: ArrayLike<number>): Trace {
  const at = Array.from(x);
  return curve({
    name: "phantom sin x",
    x: at,
    y: at.map(Math.sin),
    color: OKABE_ITO.green,
    size: 1.5,
    style: "dash",
  });
}
