/** Weights of independent masks that set mean and covariance of a gradient. */
import { requireInteger } from "../../checks.ts";

/** How much there is of dropout's mean and of its noise. */
export interface DialSettings {
  /** a, weight of the drift ∇R_1 = ∇E_η R^drop − ∇R_S; 1 in dropout, 0 for none. */
  readonly drift: number;
  /** b, weight of the noise: the covariance is b²Σ; 1 in dropout, 0 for none. */
  readonly noise: number;
}

/**
 * Checks a setting of the dial.
 *
 * @throws {RangeError} for a drift that is not finite, or a noise that is negative or not finite
 */
export function checkedDial(where: string, { drift, noise }: DialSettings): void {
  if (!Number.isFinite(drift)) throw new RangeError(`${where}: drift must be finite, got ${drift}`);
  if (!(noise >= 0 && Number.isFinite(noise))) {
    throw new RangeError(`${where}: noise must be finite and 0 or more, got ${noise}`);
  }
}

/**
 * Weights w_k of K independent masks with Σ w_k = a and Σ w_k² = b²: then (1 − a)∇R_S + Σ_k w_k ∇R^drop(η_k) has
 * dropout's mean with a∇R_1 in place of ∇R_1, and b² times its covariance, whatever the network.
 *
 * a = b = 1 gives dropout with the first mask; the others then have weight 0. Third and higher moments are not those
 * of scaled noise.
 *
 * ```ts
 * import { dialWeights } from "@paper-notebooks/lib/gradient_noise/dial";
 *
 * const w = dialWeights({ drift: 0, noise: 2 }, 2);
 * if (`${w.map((value) => Math.round(1e9 * value ** 2) / 1e9)}` !== "2,2") throw new Error("±√2");
 * ```
 *
 * @param masks K
 * @throws {RangeError} for settings that are not finite, a negative noise, no masks, or so few that b²K < a² (K = 1
 *   allows b = |a| alone)
 */
export function dialWeights(settings: DialSettings, masks: number): Float64Array {
  const where = "dialWeights", { drift, noise } = settings;
  checkedDial(where, settings);
  const K = requireInteger(where, "masks", masks), spare = noise ** 2 - drift ** 2 / K;
  const rounding = 1e-12 * Math.max(noise ** 2, drift ** 2);
  if (spare < -rounding || K === 1 && spare > rounding) {
    const most = noise > 0
      ? `${Math.max(2, Math.ceil((drift / noise) ** 2 - 1e-9))} or more`
      : "infinitely many";
    throw new RangeError(
      `${where}: ${K} masks cannot give drift ${drift} with noise ${noise}, which needs ${most}, or a regularizer`,
    );
  }
  const size = Math.sqrt(Math.max(0, spare));
  // Along the first mask less the mean of all, which has length √((K − 1)/K).
  return Float64Array.from({ length: K }, (_, k) => {
    if (K === 1) return drift;
    return drift / K + size * (k === 0 ? Math.sqrt((K - 1) / K) : -1 / Math.sqrt(K * (K - 1)));
  });
}
