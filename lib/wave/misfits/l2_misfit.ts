import { requireSameLength } from "../../checks.ts";
import type { Misfit } from "./misfit.ts";

/**
 * Half the sum of squared differences from observed data, J = ½Σ(p − d)².
 *
 * @param observed of each shot, steps × receivers
 * @throws {RangeError} when called with data of another size, or a shot that was not observed
 */
export function l2Misfit(observed: readonly ArrayLike<number>[]): Misfit {
  return (simulated, shot) => {
    const data = observedOf("l2Misfit", observed, simulated, shot);
    const adjointSource = new Float64Array(simulated.length);
    let misfit = 0;
    for (let i = 0; i < simulated.length; i++) {
      const difference = simulated[i] - data[i];
      misfit += difference * difference / 2;
      adjointSource[i] = difference;
    }
    return { misfit, adjointSource };
  };
}

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
  requireSameLength(
    where,
    `simulated data of shot ${shot}`,
    simulated.length,
    "observed data",
    observed[shot].length,
  );
  return observed[shot];
}
