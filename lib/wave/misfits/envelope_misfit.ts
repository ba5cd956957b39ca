import { hilbertTransform } from "./hilbert_transform.ts";
import type { Misfit } from "./misfit.ts";
import { observedOf } from "./observed_of.ts";

/**
 * Half the sum of squared differences of envelopes, J = ½Σ(E(p) − E(d))², E(p) = √(p² + H(p)²) with the Hilbert
 * transform H (Bozdağ et al. 2011). Envelopes vary more slowly than waves, so that a match is found from further away.
 *
 * @param observed of each shot, steps × receivers
 * @param receivers of each shot
 * @throws {RangeError} when called with data of another size, or a shot that was not observed
 */
export function envelopeMisfit(
  observed: readonly ArrayLike<number>[],
  receivers: readonly number[],
): Misfit {
  const envelopes: Float64Array[] = [];
  return (simulated, shot) => {
    const data = observedOf("envelopeMisfit", observed, simulated, shot), count = receivers[shot];
    const target = envelopes[shot] ??= envelope(data, hilbertTransform(data, count));
    const turned = hilbertTransform(simulated, count), found = envelope(simulated, turned);
    const direct = new Float64Array(simulated.length), throughTurned = new Float64Array(simulated.length);
    let misfit = 0;
    for (let i = 0; i < simulated.length; i++) {
      const difference = found[i] - target[i];
      misfit += difference * difference / 2;
      // Where the envelope is zero it has a kink, and no direction leads down.
      if (found[i] === 0) continue;
      direct[i] = difference * simulated[i] / found[i];
      throughTurned[i] = difference * turned[i] / found[i];
    }
    const back = hilbertTransform(throughTurned, count);
    return { misfit, adjointSource: direct.map((value, i) => value - back[i]) };
  };
}

function envelope(trace: ArrayLike<number>, turned: Float64Array): Float64Array {
  return turned.map((value, i) => Math.hypot(value, trace[i]));
}
