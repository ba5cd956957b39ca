/** E4: fewer shots and receivers. */
import { experiment } from "../../lib/experiments/mod.ts";
import { inversions } from "./inversions.ts";
import { THREE_SEEDS } from "./set_up.ts";

/** Shots, and nodes from one receiver to the next. */
const ACQUISITIONS: [number, number][] = [[1, 1], [2, 1], [3, 1], [6, 1], [12, 1], [3, 4], [3, 10]];

export default experiment({
  at: import.meta,
  revision: 1,
  seeds: THREE_SEEDS,
  ...inversions(
    ["L-BFGS", "L-BFGS, TV 0.00005", "CNN, additive"],
    ACQUISITIONS.map((acquisition) => ({ noise: 0.5, acquisition })),
  ),
});
