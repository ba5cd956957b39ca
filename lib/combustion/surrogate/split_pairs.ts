import { generator, permutation } from "../../random/mod.ts";
import type { Pairs } from "./pairs.ts";

/**
 * Splits pairs into those to train on and those to validate, whole trajectories at a time: pairs of one trajectory
 * know of each other.
 *
 * @param share of the trajectories that validate, in (0, 1), rounded to whole ones
 * @throws {RangeError} for a share outside (0, 1) or one that leaves a part empty
 */
export function splitPairs(pairs: Pairs, share: number, seed: number): { train: Pairs; validation: Pairs } {
  const trajectories = [...new Set(pairs.trajectory)], count = Math.round(share * trajectories.length);
  if (!(share > 0 && share < 1 && count > 0 && count < trajectories.length)) {
    throw new RangeError(
      `splitPairs: the share must lie in (0, 1) and leave trajectories in both parts, got ${share} of ` +
        `${trajectories.length}`,
    );
  }
  const order = permutation(generator(seed, "split by trajectory"), trajectories.length);
  const held = new Set(Array.from(order.subarray(0, count), (i) => trajectories[i]));
  const where = (inValidation: boolean) =>
    Array.from(pairs.trajectory.keys()).filter((row) => held.has(pairs.trajectory[row]) === inValidation);
  return { train: rowsOf(pairs, where(false)), validation: rowsOf(pairs, where(true)) };
}

function rowsOf({ size, states, next, trajectory }: Pairs, rows: readonly number[]): Pairs {
  const of = (values: Float64Array) => {
    const taken = new Float64Array(rows.length * size);
    for (const [i, row] of rows.entries()) taken.set(values.subarray(row * size, (row + 1) * size), i * size);
    return taken;
  };
  return {
    size,
    states: of(states),
    next: of(next),
    trajectory: Int32Array.from(rows, (row) => trajectory[row]),
  };
}
