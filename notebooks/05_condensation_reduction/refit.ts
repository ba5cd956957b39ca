/** X1: outgoing weights by sums, by a ridge fit with a fixed μ, and by one whose μ is chosen on held-out pairs. */
import type { ReduceOptions } from "../../lib/condensation/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { four } from "./four.ts";
import hydrogen from "./hydrogen.ts";
import { SurrogateCuts } from "./surrogate_cuts.ts";
import type { Cutting, SurrogateSettings } from "./surrogate_settings.ts";
import { SurrogateTask } from "./surrogate_task.ts";

/** Ways of one cut: validation L1 right after it, and what the held-out choice has become. */
export interface RefitCut {
  tau: number;
  sums: number;
  fixed: number;
  heldOut: Cutting;
}

/** One start. */
export interface RefitRun {
  gamma: number;
  base: number;
  cuts: RefitCut[];
}

export default experiment<SurrogateSettings, RefitRun[]>({
  at: import.meta,
  revision: 2,
  settings: { ...hydrogen.settings, taus: [0.95, 0.9, 0.8] },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ gammas, steps, taus, fineTune }) => gammas.length * (steps + taus.length * fineTune.steps),
  run: async (settings, seed, context) => {
    const task = new SurrogateTask(settings, seed, context), runs: RefitRun[] = [];
    const { gammas, hidden, steps, rate, dropAfter, taus } = settings;
    for (const gamma of gammas) {
      const name = `refit-gamma-${gamma}`, initial = task.initial(gamma, hidden, "initial");
      const { parameters } = await task.fit({ name, steps, rate, dropAfter, initial, widths: hidden });
      const cuts = new SurrogateCuts(task, task.network(hidden, parameters), name), all: RefitCut[] = [];
      for (const tau of taus) {
        const loss = async (options: Pick<ReduceOptions, "refit" | "compare">) =>
          four(await task.loss((await cuts.reduced({ tau, ...options })).network));
        const { network } = await cuts.reduced({ tau, refit: "held out" });
        all.push({
          tau,
          sums: await loss({ refit: false }),
          fixed: await loss({ refit: 1e-6 }),
          heldOut: (await cuts.judged(`held-out-${tau}`, network)).cutting,
        });
      }
      runs.push({ gamma, base: four(await task.loss(cuts.original)), cuts: all });
    }
    return runs;
  },
});
