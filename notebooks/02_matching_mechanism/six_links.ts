/** C8 on the paper's six links, where three steps cannot be half guessed; hours, so only computed when it is named. */
import { experiment } from "../../lib/experiments/mod.ts";
import buffers, { type BuffersResult, type BuffersSettings } from "./buffers.ts";

/** Core-seconds of a step with AVX-512; about four times as many without. */
const STEP_SECONDS = 0.02;

export default experiment<BuffersSettings, BuffersResult>({
  at: import.meta,
  revision: 1,
  long: true,
  settings: {
    ...buffers.settings,
    links: 6,
    width: 128,
    hidden: 256,
    rows: 200_000,
    trainingSteps: 15_000,
    rate: { ...buffers.settings.rate, peak: 1e-3, warmup: 700 },
  },
  seeds: buffers.seeds,
  steps: buffers.steps,
  seconds: (settings) => buffers.steps(settings) * STEP_SECONDS,
  run: buffers.run,
});
