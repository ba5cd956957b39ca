/** Wider networks for methane, trained longer: hours of a core, and of the paper's widths a day. */
import { cases } from "../../lib/experiments/mod.ts";
import { METHANE_SETTINGS } from "./methane.ts";
import { runSurrogate, surrogateSteps } from "./surrogate_run.ts";
import type { SurrogateRun, SurrogateSettings } from "./surrogate_settings.ts";

/** Widths of the hidden layers: as one of the group's public networks has them, halved; and those of the paper's. */
const WIDTHS = { "800-400-200": [800, 400, 200], "paper's": [3200, 1600, 800, 400] };

export default cases<SurrogateSettings, SurrogateRun>({
  at: import.meta,
  revision: 1,
  blocks: Object.entries(WIDTHS).map(([name, hidden]) => ({
    name,
    settings: [{ ...METHANE_SETTINGS, hidden, steps: 20_000, fineTune: { steps: 2000, rate: 3e-4 } }],
    seeds: [0, 1, 2],
  })),
  steps: surrogateSteps,
  run: runSurrogate,
});
