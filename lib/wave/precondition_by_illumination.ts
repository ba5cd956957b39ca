import { requirePositive, requireSameLength } from "../checks.ts";
import { largest } from "../stats/mod.ts";

/**
 * A gradient over the illumination of each cell, which balances well-illuminated and poorly illuminated cells:
 * g_i·(1 + ε)·max/(I_i + ε·max). The best lit cell keeps its gradient.
 *
 * ```ts
 * import { preconditionByIllumination } from "@paper-notebooks/lib/wave";
 *
 * const [lit, dark] = preconditionByIllumination(Float64Array.of(4, 1), Float64Array.of(4, 1));
 * if (lit / dark > 1.1) throw new Error("cells that few waves reach count as much as others");
 * ```
 *
 * @param gradient by the velocity of each cell
 * @param illumination of each cell, as a gradient of {@linkcode ShotPool} has it
 * @param floor ε: cells with less than this share of the greatest illumination are damped; 0.01 unless given
 * @throws {RangeError} for lists of other lengths, a floor that is not positive, or no light at all
 */
export function preconditionByIllumination(
  gradient: Float64Array,
  illumination: Float64Array,
  floor = 0.01,
): Float64Array {
  const where = "preconditionByIllumination", most = largest(illumination);
  requireSameLength(where, "the gradient", gradient.length, "the illumination", illumination.length);
  requirePositive(where, "floor", floor);
  requirePositive(where, "the greatest illumination", most);
  return gradient.map((value, i) => value * (1 + floor) / (illumination[i] / most + floor));
}
