/** The methane surrogate: 20 species, 22 inputs, as many as the paper's network has. */
import { experiment } from "../../lib/experiments/mod.ts";
import { runSurrogate, surrogateSteps } from "./surrogate_run.ts";
import type { SurrogateRun, SurrogateSettings } from "./surrogate_settings.ts";

export const METHANE_SETTINGS: SurrogateSettings = {
  gas: "methane",
  data: {
    trajectories: 200,
    temperatures: [1300, 2000],
    equivalenceRatios: [0.5, 2],
    times: { first: 1e-6, last: 3e-3, count: 40 },
  },
  validation: 0.15,
  hidden: [400, 200, 100],
  gammas: [1, 0.5],
  steps: 3000,
  batch: 256,
  rate: 1e-3,
  dropAfter: 0.7,
  taus: [0.95, 0.9],
  controlTau: 0.9,
  fineTune: { steps: 500, rate: 3e-4 },
  refit: "held out",
  calibration: 1000,
  cutEvery: 0,
  rollout: { temperatures: [1650, 1700, 1750, 1800, 1850], steps: 500 },
  shown: 0,
};

export default experiment<SurrogateSettings, SurrogateRun>({
  at: import.meta,
  revision: 1,
  settings: METHANE_SETTINGS,
  seeds: [0, 1, 2, 3, 4],
  steps: surrogateSteps,
  run: runSurrogate,
});
