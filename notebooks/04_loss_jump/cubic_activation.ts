/**
 * L11: the switch with ReLU³, which is unbounded and has a polynomial tail in frequency.
 *
 * The network sees (x − π)/π and starts with random biases: with x itself and zero biases every bend lies at the end
 * x = 0, and no scale of the initial weights that was tried fits the solution.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { OTHER_NETWORK, switching } from "./switch_training.ts";

export default experiment({
  at: import.meta,
  ...switching,
  settings: { ...OTHER_NETWORK, activation: "cubic", centred: true },
  seeds: [0, 1, 2, 3, 4],
});
