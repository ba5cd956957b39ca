/** E9: what regularises? Layouts and forms of the network, and smoothing in their place. */
import { experiment } from "../../lib/experiments/mod.ts";
import { inversions } from "./inversions.ts";
import { SEEDS } from "./set_up.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  seeds: SEEDS,
  ...inversions([
    "CNN, additive",
    "CNN, pretrained",
    "CNN, random start",
    "linear decoder, additive",
    "skip net, additive",
    "tanh MLP, additive",
    "SIREN, additive",
    "Adam, smoothed 1",
    "Adam, smoothed 2",
    "Adam, smoothed 4",
  ], [{ noise: 0.5 }]),
});
