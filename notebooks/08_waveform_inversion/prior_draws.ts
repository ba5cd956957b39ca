/** E8: maps of networks with random weights, before any data. */
import { experiment } from "../../lib/experiments/mod.ts";
import { normalParameters } from "../../lib/nn/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { boundedForm, velocityBridge } from "../../lib/wave/networks/mod.ts";
import { METHODS, SEEDS, SURVEY } from "./set_up.ts";
import { type Layout, networkOf } from "./methods.ts";

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

/** Of one layout and one width. */
export interface PriorReading {
  /** Mean over the map of the standard deviation over draws, m/s. */
  spread: number;
  /** Cells at which the correlation with the centre falls below 1/e, across and down; the half map where it never does. */
  across: number;
  down: number;
  /** One draw, m/s, of seed 0. */
  map: number[] | null;
}

/** By layout, then by width. */
export type PriorRun = PriorReading[][];

export default experiment<PriorSettings, PriorRun>({
  at: import.meta,
  revision: 1,
  settings: {
    nz: SURVEY.nz,
    nx: SURVEY.nx,
    low: METHODS.low,
    high: METHODS.high,
    layouts: ["CNN", "linear decoder", "tanh MLP"],
    widths: [0.05, 0.1, 0.2, 0.5],
    draws: 60,
  },
  seeds: SEEDS,
  steps: ({ layouts, widths, draws }) => layouts.length * widths.length * draws,
  probe: (settings) => ({ ...settings, draws: 5 }),
  async run({ layouts, widths, draws, ...grid }, seed) {
    const run: PriorRun = [];
    for (const layout of layouts) {
      const network = networkOf(layout, grid, generator(seed, "prior", layout)),
        bridge = await velocityBridge(network, boundedForm(grid));
      const readings: PriorReading[] = [];
      for (const width of widths) {
        const maps: Float64Array[] = [];
        for (let k = 0; k < draws; k++) {
          maps.push(
            await bridge.velocity(
              Float32Array.from(
                normalParameters(network.parameters, width, generator(seed, "draw", layout, k)),
              ),
            ),
          );
        }
        readings.push({ ...spreadOf(maps, grid), map: seed === 0 ? Array.from(maps[0], Math.round) : null });
      }
      await bridge.dispose();
      run.push(readings);
    }
    return run;
  },
});

function spreadOf(maps: readonly Float64Array[], { nz, nx }: { nz: number; nx: number }) {
  const n = nz * nx, means = new Float64Array(n), centre = Math.floor(nz / 2) * nx + Math.floor(nx / 2);
  for (const map of maps) map.forEach((v, i) => means[i] += v / maps.length);
  const covariance = (i: number, j: number) =>
    maps.reduce((sum, map) => sum + (map[i] - means[i]) * (map[j] - means[j]), 0) / maps.length;
  const sd = Float64Array.from({ length: n }, (_, i) => Math.sqrt(covariance(i, i)));
  const reach = (step: number, most: number) => {
    for (let k = 1; k <= most; k++) {
      const at = centre + k * step;
      if (covariance(centre, at) < Math.exp(-1) * sd[centre] * sd[at]) return k;
    }
    return most;
  };
  return {
    spread: rounded(sd.reduce((sum, value) => sum + value / n, 0))!,
    across: reach(1, Math.floor(nx / 2) - 1),
    down: reach(nx, Math.floor(nz / 2) - 1),
  };
}
