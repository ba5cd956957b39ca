/**
 * L11: the switch with ReLU³, which is not bounded and has a polynomial tail in frequency.
 *
 * The network sees (x − π)/π and starts with random biases: with x itself and zero biases every bend lies at the end
 * x = 0, and no scale of the initial weights that was tried fits the solution.
 */
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
  activation: "cubic",
  centred: true,
  steps: { model: 2000, data: 500, sobolev: 500 },
  shown: { seed: 0, steps: [] },
};

const experiment: Experiment<SwitchSettings, SwitchRun> = {
  name: "cubic_activation",
  // The quick profile has no minute for it and shows the stored results.
  settings: { quick: full, full },
  seeds: { quick: [0, 1, 2, 3, 4], full: [0, 1, 2, 3, 4] },
  steps: switchSteps,
  run: switchLosses,
};

export default experiment;
