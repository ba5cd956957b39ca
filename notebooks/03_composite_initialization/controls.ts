/** Control A of C1: (3, 4) is trained with its true composition, so that both answers to (4, 3) coincide. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type CompositeSettings, FULL_TRAINING, trainComposite } from "./composite_training.ts";
import { type NetworkSummary, networkSummary } from "./network_summary.ts";

/** Settings of the control. */
export interface ControlSettings extends CompositeSettings {
  gammas: number[];
  /** Sequences with (4, 3) whose answers are read. */
  answers: number;
}

/** One trained network of the control. */
export interface ControlRun extends Pick<NetworkSummary, "curves" | "answers"> {
  gamma: number;
}

export default experiment<ControlSettings, ControlRun[]>({
  at: import.meta,
  revision: 1,
  settings: { ...FULL_TRAINING, gammas: [0.3, 1], answers: 600 },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ gammas, steps }) => gammas.length * steps,
  run: async (settings, seed, context) => {
    const runs: ControlRun[] = [], { width, answers: rows } = settings;
    for (const gamma of settings.gammas) {
      const condition = { variant: "true" as const, gamma }, part = `gamma-${gamma}`;
      const trained = await trainComposite(settings, { condition, seed, context, part });
      const { curves, answers } = await networkSummary(trained, { width, seed, rows });
      runs.push({ gamma, curves, answers });
    }
    return runs;
  },
});
