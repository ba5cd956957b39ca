import { requireSameLength } from "../../checks.ts";

/**
 * The observed data of a shot, checked against simulated ones.
 *
 * @throws {RangeError} where there are none, or their size differs
 */
export function observedOf(
  where: string,
  observed: readonly ArrayLike<number>[],
  simulated: ArrayLike<number>,
  shot: number,
): ArrayLike<number> {
  if (observed[shot] === undefined) {
    throw new RangeError(`${where}: shot ${shot} was not observed, got data of ${observed.length} shots`);
  }
  const name = `data of shot ${shot}`;
  requireSameLength(where, `simulated ${name}`, simulated.length, `observed ${name}`, observed[shot].length);
  return observed[shot];
}
