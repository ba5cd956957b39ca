import type { Misfit } from "./misfit.ts";
import { observedOf } from "./observed_of.ts";

/**
 * One minus the correlation of each receiver's trace with the observed one, J = Σ_r (1 − ⟨p_r, d_r⟩/(‖p_r‖‖d_r‖)), blind
 * to amplitudes (Choi and Alkhalifah 2012).
 *
 * A receiver that recorded nothing contributes 0; one whose simulated trace is zero contributes 1, with gradient 0.
 *
 * @param observed of each shot, steps × receivers
 * @param receivers of each shot
 * @throws {RangeError} when called with data of another size, or a shot that was not observed
 */
export function globalCorrelationMisfit(
  observed: readonly ArrayLike<number>[],
  receivers: readonly number[],
): Misfit {
  return (simulated, shot) => {
    const data = observedOf("globalCorrelationMisfit", observed, simulated, shot), count = receivers[shot];
    const adjointSource = new Float64Array(simulated.length);
    let misfit = 0;
    for (let r = 0; r < count; r++) {
      let pp = 0, pd = 0, dd = 0;
      for (let i = r; i < simulated.length; i += count) {
        pp += simulated[i] * simulated[i];
        pd += simulated[i] * data[i];
        dd += data[i] * data[i];
      }
      if (dd === 0) continue;
      const norms = Math.sqrt(pp) * Math.sqrt(dd), correlation = pp === 0 ? 0 : pd / norms;
      misfit += 1 - correlation;
      if (pp === 0) continue;
      for (let i = r; i < simulated.length; i += count) {
        adjointSource[i] = correlation * simulated[i] / pp - data[i] / norms;
      }
    }
    return { misfit, adjointSource };
  };
}
