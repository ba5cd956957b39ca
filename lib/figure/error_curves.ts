/** Errors by the number of samples, over seeds. */
import { medians } from "../identifiability/recovery.ts";
import { curve, dots } from "./curve.ts";
import type { Figure } from "./figure.ts";
import { CURVE_COLOURS } from "./palette.ts";
import { panelFigure } from "./panel_figure.ts";
import { axis, lossAxis, verticalLine } from "./vocabulary.ts";

/** Content of a panel of {@linkcode errorCurves}. */
export interface ErrorPanel {
  readonly title: string;
  /** Numbers of samples, the horizontal axis. */
  readonly sizes: readonly number[];
  /** Errors of the seeds under one name, `null` for a diverged run; without dots only their median is drawn. */
  readonly groups: readonly {
    readonly name: string;
    readonly curves: readonly (readonly (number | null)[])[];
    readonly color?: string;
    readonly style?: string;
    readonly dots?: false;
  }[];
  /** Number of samples that theory asks for, drawn dotted. */
  readonly rank?: number;
}

/**
 * Errors by the number of samples, in panels side by side with one vertical axis: a dot per seed, a line at their median,
 * in which a diverged run counts as the largest number.
 *
 * @throws as {@linkcode panelFigure}
 */
export function errorCurves(
  title: string,
  shown: readonly ErrorPanel[],
  { x = axis("number of samples n"), y = "test error", height = 410 } = {},
): Figure {
  const shapes = shown.flatMap(({ rank }, i) => rank === undefined ? [] : [verticalLine(rank, i + 1)]);
  return panelFigure({
    title,
    panels: shown.map(({ title, sizes, groups }) => ({
      title,
      data: groups.flatMap(({ name, curves, color = CURVE_COLOURS[0], style = "solid", dots: seeds }) => [
        ...(seeds === false ? [] : [dots({
          name: `${name}, seeds`,
          x: curves.flatMap(() => sizes),
          y: curves.flat().map((value) => value ?? NaN),
          color,
          size: 4,
          attributes: { showlegend: false, opacity: 0.5 },
        })]),
        curve({
          name,
          x: sizes,
          y: medians(curves.map((errors) => [...errors])),
          color,
          style,
          ...(seeds === false && style === "solid" ? { attributes: { mode: "lines+markers" } } : {}),
        }),
      ]),
    })),
    sameY: true,
    xaxis: x,
    // Panels that share a range must share their labels, too.
    yaxis: lossAxis(y, { nticks: 5 }),
    layout: { shapes },
    width: 960,
    height,
  });
}
