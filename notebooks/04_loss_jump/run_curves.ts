/** Axes, colours and bands that the figures of this notebook have in common. */
import {
  type Figure,
  figure,
  type Layout,
  logAxis,
  lossAxis,
  OKABE_ITO,
  panels,
  type PanelsOptions,
  seedBand,
  type Trace,
} from "../../lib/figure/mod.ts";

/** Steps after the switch, which itself is 1 on the logarithmic axis. */
export const AFTER_SWITCH: Layout = logAxis("step after the switch, + 1");
export const DATA_LOSS: Layout = lossAxis("data loss");
export const RATIO: Layout = logAxis("data loss / that at the switch");
export const JUMP: Layout = logAxis("J₂₀₀");

/** How each loss is drawn in all figures. */
export const LOSSES = {
  model: { name: "model loss", color: OKABE_ITO.vermillion, dash: "solid" },
  sobolev: { name: "H¹ (u′)", color: OKABE_ITO.green, dash: "dash" },
  data: { name: "data loss (control)", color: OKABE_ITO.black, dash: "dash" },
} as const;

/** What curves of runs need. */
interface Steps {
  steps: readonly number[];
}

/** How {@linkcode runBand} draws. */
export interface RunBandOptions {
  name: string;
  color: string;
  dash?: string;
  /** Added to the steps of the runs: 1 for logarithmic axes. */
  shift?: number;
  /** Last step that is drawn. */
  until?: number;
  attributes?: Trace;
}

/** Geometric mean of a positive curve over the seeds, with one standard deviation of its logarithm. */
export function runBand<Run extends Steps>(
  runs: readonly Run[],
  of: (run: Run) => readonly number[],
  { shift = 1, until = Infinity, ...look }: RunBandOptions,
): Trace[] {
  const x = runs[0].steps.filter((step) => step <= until);
  const curves = runs.map((run) => of(run).slice(0, x.length));
  return seedBand({ x: x.map((step) => step + shift), curves, spread: "geometric", ...look });
}

/** Bands of the same reading under several losses, in the look of each. */
export function lossBands<Run extends Steps>(
  byLoss: Partial<Record<keyof typeof LOSSES, readonly Run[]>>,
  of: (run: Run) => readonly number[],
  options: Partial<RunBandOptions> = {},
): Trace[] {
  return (["model", "sobolev", "data"] as const).flatMap((loss) =>
    byLoss[loss] ? runBand(byLoss[loss], of, { ...LOSSES[loss], ...options }) : []
  );
}

/** A figure of panels, all in one row unless `columns` says otherwise. */
export function panelFigure(
  title: string,
  height: number,
  { shapes, ...options }: PanelsOptions & { shapes?: readonly Layout[] },
): Figure {
  const { data, layout } = panels(options);
  return figure({ title, data, layout: { ...layout, ...(shapes && { shapes }) }, width: 900, height });
}
