/** E4 in small, for the quick profile: two convolutions, live. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { SmallStartRun } from "./small_start_training.ts";
import { trainNetwork, widthCell, type WidthSettings } from "./width_grid.ts";

/** Runs by network, in the order of the settings. */
export type SmallWidthsRun = SmallStartRun[];

const full: WidthSettings[] = [1, 3].map((times) =>
  widthCell("convolution", times, { sizes: [5, 6, 7, 8, 9, 12], maxSteps: 20_000 })
);

export default experiment<WidthSettings[], SmallWidthsRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2],
  quick: {},
  steps: (cells) => cells.reduce((sum, { sizes, maxSteps }) => sum + sizes.length * maxSteps, 0),
  async run(cells, seed, context) {
    const runs: SmallWidthsRun = [];
    for (const cell of cells) runs.push(await trainNetwork(cell, seed, context));
    return runs;
  },
});
