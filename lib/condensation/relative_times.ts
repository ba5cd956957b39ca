/** What a smaller network saves. */
import type { EvaluationArray } from "../train/mod.ts";
import { forwardTimes } from "./forward_times.ts";
import { sizeRatio, type TrainedNetwork } from "./trained_network.ts";

/** Shares of an original's parameters and time, one a smaller network. */
export interface RelativeTimes {
  readonly sizes: number[];
  readonly reduced: number[];
  /** Of the original with as many of its parameters, and zeros for the others: what pruning without narrower layers saves. */
  readonly masked: number[];
}

/**
 * Sizes and times of forward passes of smaller networks over the original's, in turns.
 *
 * @param inputs one batch
 * @throws {RangeError} as {@linkcode forwardTimes}
 */
export async function relativeTimes(
  original: TrainedNetwork,
  smaller: readonly TrainedNetwork[],
  inputs: EvaluationArray,
): Promise<RelativeTimes> {
  const masked = smaller.map(({ parameters: { length } }) => ({
    ...original,
    parameters: original.parameters.map((value, k) => k < length ? value : 0),
  }));
  const [whole, ...times] = await forwardTimes([original, ...smaller, ...masked], inputs);
  const relative = times.map((time) => time / whole);
  return {
    sizes: smaller.map((one) => sizeRatio(one, original)),
    reduced: relative.slice(0, smaller.length),
    masked: relative.slice(smaller.length),
  };
}
