import type { Misfit } from "./misfit.ts";
import { observedOf } from "./observed_of.ts";

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
