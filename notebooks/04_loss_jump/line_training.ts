/** The network on the line and how it is fitted, as most experiments have them. */
import type { LineNetwork, RatePieces } from "../../lib/pde/mod.ts";

export { Line, type LineNetwork, type LineRun } from "../../lib/pde/mod.ts";

/** The main network and the paper's problem. */
export const LINE: LineNetwork = {
  hidden: [100, 100, 100],
  activation: "tanh",
  points: 200,
  gridPoints: 1024,
  highestFrequency: 30,
  frequencies: [1, 10],
};
/** How it is fitted to the solution. */
export const FIT: RatePieces = [[1e-3, 12_000], [3e-4, 3000], [1e-4, 3000], [1e-5, 1500]];
