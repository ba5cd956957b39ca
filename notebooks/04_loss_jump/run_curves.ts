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

/** What curves of runs need. */
interface Steps {
  steps: readonly number[];
}

/** Options of {@linkcode runBand}. */
export interface RunBandOptions {
  name: string;
  color: string;
  dash?: string;
  /** Added to the steps of the runs: 1 for logarithmic axes. */
  shift?: number;
  /** Last step that is drawn. */
  until?: number;
  attributes?: plot.Trace;
}

/** Geometric mean of a positive curve over the seeds, with one standard deviation of its logarithm. */
export function runBand<Run extends Steps>(
  runs: readonly Run[],
  of: (run: Run) => readonly number[],
  { shift = 1, until = Infinity, ...look }: RunBandOptions,
): plot.Trace[] {
  const x = runs[0].steps.filter((step) => step <= until);
  const curves = runs.map((run) => of(run).slice(0, x.length));
  return plot.seedBand({ x: x.map((step) => step + shift), curves, spread: "geometric", ...look });
}

/** Bands of the same reading under several losses, in the style of each. */
export function lossBands<Run extends Steps>(
  byLoss: Partial<Record<keyof typeof LOSSES, readonly Run[]>>,
  of: (run: Run) => readonly number[],
  options: Partial<RunBandOptions> = {},
): plot.Trace[] {
  return (["model", "sobolev", "data"] as const).flatMap((loss) =>
    byLoss[loss] ? runBand(byLoss[loss], of, { ...LOSSES[loss], ...options }) : []
  );
}

/** A panel, with its axes if they differ from those of all panels. */
export function panel(
  title: string,
  data: readonly plot.Trace[],
  xaxis?: plot.Layout,
  yaxis?: plot.Layout,
): plot.Panel {
  return { title, data, ...(xaxis && { xaxis }), ...(yaxis && { yaxis }) };
}

/** A figure of panels, all in one row unless `columns` says otherwise. */
export function panelFigure(
  title: string,
  height: number,
  { shapes, ...options }: plot.PanelsOptions & { shapes?: readonly plot.Layout[] },
): plot.Figure {
  return plot.panelFigure({ ...options, title, width: 900, height, layout: shapes ? { shapes } : {} });
}
