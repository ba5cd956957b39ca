/** L1 at the paper's width, 320: does the jump depend on the reduction to 100? */
import { experiment } from "../../lib/experiments/mod.ts";
import { OTHER_NETWORK, switching } from "./switch_training.ts";

export default experiment({
  at: import.meta,
  ...switching,
  settings: { ...OTHER_NETWORK, hidden: [320, 320, 320] },
  seeds: [0, 1, 2, 3, 4],
});
