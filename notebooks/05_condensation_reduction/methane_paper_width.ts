/** The methane surrogate at the widths of the paper's network: 6.8 million parameters, hours. */
import { experiment } from "../../lib/experiments/mod.ts";
import { METHANE_SETTINGS } from "./methane.ts";
import { runSurrogate, surrogateSteps } from "./surrogate_run.ts";
import type { SurrogateRun, SurrogateSettings } from "./surrogate_settings.ts";

export default experiment<SurrogateSettings, SurrogateRun>({
  at: import.meta,
  revision: 1,
  settings: {
    ...METHANE_SETTINGS,
    hidden: [3200, 1600, 800, 400],
    steps: 20_000,
    fineTune: { steps: 2000, rate: 3e-4 },
  },
  seeds: [0, 1, 2],
  long: true,
  steps: surrogateSteps,
  run: runSurrogate,
});
