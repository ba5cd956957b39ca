/** L1 at the paper's width, 320: does the jump depend on the reduction to 100? */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  FULL_SWITCH,
  switchLosses,
  type SwitchRun,
  type SwitchSettings,
  switchSteps,
} from "./switch_training.ts";

const full: SwitchSettings = {
  ...FULL_SWITCH,
  hidden: [320, 320, 320],
  steps: { model: 2000, data: 500, sobolev: 500 },
  shown: { seed: 0, steps: [] },
};

export default experiment<SwitchSettings, SwitchRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: switchSteps,
  run: switchLosses,
});
