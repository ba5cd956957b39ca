/** X4: recordings made by the inversion's own scheme, and those made on half the spacing; cases by noise, honest first. */
import { experiment } from "../../lib/experiments/mod.ts";
import { inversions } from "./inversions.ts";
import { THREE_SEEDS } from "./set_up.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  seeds: THREE_SEEDS,
  // Order 4 in the inversion: with order 8 both recordings are nearly the same.
  ...inversions(
    ["L-BFGS"],
    [0, 0.5].flatMap((noise) => [false, true].map((crime) => ({ noise, crime }))),
    { order: 4 },
  ),
});
