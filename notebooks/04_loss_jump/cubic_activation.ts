/**
 * L11: the switch with ReLU³, which is not bounded and has a polynomial tail in frequency.
 *
 * The network sees (x − π)/π and starts with random biases: with x itself and zero biases every bend lies at the end
 * x = 0, and no scale of the initial weights that was tried fits the solution.
 */
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
  activation: "cubic",
  centred: true,
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
