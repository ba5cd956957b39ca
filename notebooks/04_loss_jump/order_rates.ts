/** L6 by order: the preferred frequency of d^m u/dx^m in steps of ¼, for two scales of the weights. */
import { experiment } from "../../lib/experiments/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { RATES, ratesOfSeed } from "./mode_rates.ts";

/** Frequency of the largest rate, measured and by the formula, of one scale and order. */
export type PreferredFrequencies = { sigma: number; order: number; rate: number; theory: number }[];

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: {
    ...RATES,
    sigmas: [3, 4],
    orders: [1, 2, 3, 4],
    frequencies: Array.from({ length: 121 }, (_, j) => j / 4),
  },
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  steps: () => 0,
  async run(settings, seed): Promise<PreferredFrequencies> {
    const { frequencies } = settings, all: PreferredFrequencies = [];
    const best = (rate: readonly number[]) => frequencies[rate.indexOf(largest(rate))];
    for (const sigma of settings.sigmas) {
      // Only the first scale of a call has every order.
      for (const { order, rate, theory } of await ratesOfSeed({ ...settings, sigmas: [sigma] }, seed)) {
        all.push({ sigma, order, rate: best(rate), theory: best(theory) });
      }
    }
    return all;
  },
});
