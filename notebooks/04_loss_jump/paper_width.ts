/** L1 at the paper's width, 320: does the jump depend on the reduction to 100? */
import type { Experiment } from "../../lib/train/mod.ts";
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

const experiment: Experiment<SwitchSettings, SwitchRun> = {
  name: "paper_width",
  // The quick profile has no minute for it and shows the stored results.
  settings: { quick: full, full },
  seeds: { quick: [0, 1, 2, 3, 4], full: [0, 1, 2, 3, 4] },
  steps: switchSteps,
  run: switchLosses,
};

export default experiment;
