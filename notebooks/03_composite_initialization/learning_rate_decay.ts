/** E9: learning rate × weight decay at one initialisation rate, in the task that shows neither (3, 4) nor (4, 3). */
import { type Block, cases } from "../../lib/experiments/mod.ts";
import { FULL_TRAINING } from "./composite_training.ts";
import { type PhaseCell, phaseCell, type PhaseSettings } from "./phase_cell.ts";

/** Largest learning rates and weight decays; the paper's 5e-5 … 6e-4 times 400 / 64, up to where phases blur. */
export const PEAKS = [3e-4, 1e-3, 3e-3];
export const DECAYS = [0.003, 0.03, 0.3];
/** The rate whose standard deviation at width 64 is that of the paper's γ = 0.5 at width 400. */
const GAMMA = Number((0.5 * Math.log(400) / Math.log(64)).toFixed(4));

/** Three layers, as in the paper's appendix. */
function cell(peak: number, weightDecay: number): PhaseSettings {
  return {
    ...FULL_TRAINING,
    layers: 3,
    steps: 2500,
    rate: { start: peak / 25, peak, final: peak / 25, warmup: 120 },
    weightDecay,
    variant: "U",
    gamma: GAMMA,
    answers: 1000,
  };
}

const SETTINGS = PEAKS.flatMap((peak) => DECAYS.map((weightDecay) => cell(peak, weightDecay)));
const GRID: readonly Block<PhaseSettings>[] = [
  { name: "learning rate × weight decay, first seed", settings: SETTINGS, seeds: [0] },
  { name: "learning rate × weight decay, other seeds", settings: SETTINGS, seeds: [1, 2] },
  { name: "learning rate × weight decay, further seeds", settings: SETTINGS, seeds: [3, 4] },
];

export default cases<PhaseSettings, PhaseCell>({
  at: import.meta,
  revision: 1,
  blocks: GRID,
  steps: ({ steps }) => steps,
  seconds: ({ steps }) => steps * 4 / 1000,
  run: phaseCell,
});
