/** E4 in small, for the quick profile: two convolutions, trained live. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { SmallStartRun } from "../../lib/identifiability/mod.ts";
import { trainNetwork, widthCell } from "./width_grid.ts";
import { ON_HOST } from "./on_host.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: [1, 3].map((times) =>
    widthCell("convolution", times, { sizes: [5, 6, 7, 8, 9, 12], maxSteps: 20_000 })
  ),
  seeds: [0, 1, 2],
  quick: {},
  steps: (cells) => cells.reduce((sum, { sizes, maxSteps }) => sum + sizes.length * maxSteps, 0),
  async run(cells, seed, context) {
    const runs: SmallStartRun[] = [];
    for (const cell of cells) runs.push(await trainNetwork(cell, seed, context));
    return runs;
  },
});
