/** E4: fewer shots and receivers. */
import { experiment } from "../../lib/experiments/mod.ts";
import { inversions } from "./inversions.ts";
import { THREE_SEEDS } from "./set_up.ts";

const ACQUISITIONS: [shots: number, every: number][] = [[1, 1], [3, 1], [3, 10]];

export default experiment({
  at: import.meta,
  revision: 1,
  seeds: THREE_SEEDS,
  ...inversions(
    ["L-BFGS", "L-BFGS, TV 0.00005", "CNN, additive"],
    ACQUISITIONS.map((acquisition) => ({ noise: 0.5, acquisition })),
  ),
});
