/** Axes, colours and bands that the figures of this notebook have in common. */
import * as plot from "../../lib/figure/mod.ts";

const { black, green, vermillion } = plot.OKABE_ITO;

/** Steps of a long training, written without powers of ten. */
export const STEP: plot.Layout = plot.stepAxis({ nticks: 5, tickformat: ",d" });
/** Steps after the switch, which itself is 1 on the logarithmic axis. */
export const AFTER_SWITCH: plot.Layout = plot.logAxis("step after the switch, + 1");
export const DATA_LOSS: plot.Layout = plot.lossAxis("data loss");
export const RATIO: plot.Layout = plot.logAxis("data loss / that at the switch");
export const JUMP: plot.Layout = plot.logAxis("J₂₀₀");

/** How each loss is drawn in all figures. */
export const LOSSES = {
  model: { name: "model loss", color: vermillion, dash: "solid" },
  sobolev: { name: "H¹ (u′)", color: green, dash: "dash" },
  data: { name: "data loss (control)", color: black, dash: "dash" },
} as const;

/** Bands of the same reading under several losses, in the style of each. */
export function lossBands<Run extends plot.Steps>(
  byLoss: Partial<Record<keyof typeof LOSSES, readonly Run[]>>,
  of: (run: Run) => readonly number[],
  options: Partial<plot.RunBandOptions> = {},
): plot.Trace[] {
  return (["model", "sobolev", "data"] as const).flatMap((loss) =>
    byLoss[loss] ? plot.runBand(byLoss[loss], of, { ...LOSSES[loss], ...options }) : []
  );
}

/** A figure of panels, all in one row unless `columns` says otherwise. */
export function panelFigure(
  title: string,
  height: number,
  { shapes, ...options }: plot.PanelsOptions & { shapes?: readonly plot.Layout[] },
): plot.Figure {
  return plot.panelFigure({ ...options, title, width: 800, height, layout: shapes ? { shapes } : {} });
}
