/** E8: maps of networks with random weights, before any data. */
import { experiment } from "../../lib/experiments/mod.ts";
import { normalParameters } from "../../lib/nn/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { pearson } from "../../lib/stats/mod.ts";
import { type CorrelationReach, correlationReach } from "../../lib/wave/measures/mod.ts";
import { boundedForm, type Layout, networkByLayout, velocityBridge } from "../../lib/wave/networks/mod.ts";
import { METHODS, SEEDS, SURVEY } from "./set_up.ts";

/** Numbers of the experiment. */
export interface PriorSettings {
  nz: number;
  nx: number;
  low: number;
  high: number;
  layouts: Layout[];
  /** σ_w of all weights. */
  widths: number[];
  draws: number;
}

/** By layout, then by width; a draw in m/s and the correlation with the central node are of seed 0 alone. */
export type PriorRun = (CorrelationReach & Record<"map" | "correlation", number[] | null>)[][];

const { nz, nx } = SURVEY, { low, high } = METHODS;

export default experiment<PriorSettings, PriorRun>({
  at: import.meta,
  revision: 2,
  settings: {
    nz,
    nx,
    low,
    high,
    layouts: ["CNN", "linear decoder", "tanh MLP"],
    widths: [0.05, 0.1, 0.2],
    draws: 60,
  },
  seeds: SEEDS,
  steps: ({ layouts, widths, draws }) => layouts.length * widths.length * draws,
  probe: (settings) => ({ ...settings, draws: 5 }),
  async run({ layouts, widths, draws, ...grid }, seed) {
    const run: PriorRun = [];
    for (const layout of layouts) {
      const network = networkByLayout(layout, grid, generator(seed, "prior", layout)),
        readings: PriorRun[number] = [];
      const bridge = await velocityBridge(network, boundedForm(grid));
      for (const width of widths) {
        const maps: Float64Array[] = [];
        for (let k = 0; k < draws; k++) {
          const theta = normalParameters(network.parameters, width, generator(seed, "draw", layout, k));
          maps.push(await bridge.velocity(Float32Array.from(theta)));
        }
        const { spread, ...reach } = correlationReach(maps, grid),
          at = (i: number) => maps.map((map) => map[i]);
        const centre = at(Math.floor(grid.nz / 2) * grid.nx + Math.floor(grid.nx / 2));
        readings.push({
          spread: rounded(spread)!,
          ...reach,
          map: seed === 0 ? Array.from(maps[0], Math.round) : null,
          correlation: seed === 0
            ? Array.from(maps[0], (_, i) => Number(pearson(at(i), centre).toFixed(2)) || 0)
            : null,
        });
      }
      await bridge.dispose();
      run.push(readings);
    }
    return run;
  },
});
