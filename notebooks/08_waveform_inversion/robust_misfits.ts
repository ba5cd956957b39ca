/** X3: misfits that look further than the difference of traces, from a start near and far, at a high frequency. */
import { experiment } from "../../lib/experiments/mod.ts";
import { inversions, type MeasureName } from "./inversions.ts";
import { THREE_SEEDS } from "./set_up.ts";

/** The misfits, in the order of the cases of each start. */
export const MISFITS: readonly MeasureName[] = ["difference", "correlation", "envelope"];

export default experiment({
  at: import.meta,
  revision: 1,
  seeds: THREE_SEEDS,
  ...inversions(
    ["L-BFGS, TV 0.00005"],
    (["smooth 3", "constant 2300"] as const).flatMap((start) =>
      MISFITS.map((measure) => ({ noise: 0.25, start, measure }))
    ),
    { peakFrequency: 7 },
  ),
});
