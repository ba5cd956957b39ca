/** E7 with thirty times the steps, for which no result is stored: about 1 core-hour. */
import { experiment } from "../../lib/experiments/mod.ts";
import large from "./dropout_large_start.ts";

const { settings, seeds, precision, steps, run } = large;

export default experiment({
  at: import.meta,
  revision: 1,
  precision,
  settings: { ...settings, schedule: [[1e-4, 300_000]] as [number, number][] },
  seeds,
  long: true,
  steps,
  run,
});
