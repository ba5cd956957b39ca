/** R7: hydrogen and air. */
import { experiment } from "../../lib/experiments/mod.ts";
import { runSurrogate, surrogateSteps } from "./surrogate_run.ts";
import type { SurrogateRun, SurrogateSettings } from "./surrogate_settings.ts";

const full: SurrogateSettings = {
  gas: "hydrogen",
  data: {
    trajectories: 250,
    temperatures: [1000, 2000],
    equivalenceRatios: [0.5, 2],
    radicals: [1e-6, 1e-3],
    times: { first: 1e-7, last: 3e-4, count: 40 },
  },
  validation: 0.15,
  hidden: [200, 100, 50],
  gammas: [1, 0.5],
  steps: 8000,
  batch: 256,
  rate: 1e-3,
  dropAfter: 0.7,
  taus: [0.95, 0.9, 0.8, 0.7],
  controlTau: 0.9,
  fineTune: { steps: 2000, rate: 3e-4 },
  calibration: 1000,
  cutEvery: 1000,
  rollout: { temperatures: [1150, 1250, 1350, 1450, 1550], steps: 300 },
  shown: 0,
};

export default experiment<SurrogateSettings, SurrogateRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: {
      ...full,
      data: { ...full.data, trajectories: 60 },
      hidden: [64, 32, 16],
      steps: 3000,
      batch: 128,
      taus: [0.9],
      fineTune: { steps: 500, rate: 3e-4 },
      refit: "held out",
      calibration: 500,
      cutEvery: 0,
      rollout: { temperatures: [1350], steps: 100 },
    },
    seeds: [0, 1, 2],
  },
  steps: surrogateSteps,
  run: runSurrogate,
});
