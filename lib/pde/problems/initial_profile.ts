/** Initial values of Burgers' equation, with the numbers that its solution needs. */
import { largest, smallest } from "../../stats/extremes.ts";
import { chebyshevIntegral } from "./chebyshev_integral.ts";

/** u₀ on the whole line, odd about −1 and 1. */
export interface InitialProfile {
  value(y: number): number;
  /** ∫ u₀ up to y, from any lower limit. */
  integral(y: number): number;
  /** Largest value of the integral minus its least. */
  readonly swing: number;
  /** Approximate largest slope of u₀. */
  readonly steepest: number;
  /** Approximate largest modulus of u₀. */
  readonly greatest: number;
}

/** −sin πx. */
export const SINE_PROFILE: InitialProfile = {
  value: (y) => -Math.sin(Math.PI * y),
  integral: (y) => Math.cos(Math.PI * y) / Math.PI,
  swing: 2 / Math.PI,
  steepest: Math.PI,
  greatest: 1,
};

/** Points at which the size of the profile is measured. */
const LOOKS = 1024;
/** Largest allowed |u₀| at the ends, as a fraction of its largest value. */
const END = 1e-12;

/**
 * The profile of u₀ on [−1, 1].
 *
 * @param where name of the function that was called, for messages
 * @throws {RangeError} if u₀ is not finite, not 0 at the ends, or not smooth
 */
export function profileOf(where: string, initial: (x: number) => number): InitialProfile {
  const points = Float64Array.from({ length: LOOKS + 1 }, (_, i) => -1 + 2 * i / LOOKS);
  const values = points.map((x) => initial(x)), bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`${where}: the initial value at ${points[bad]} is ${values[bad]}`);
  const greatest = largest(values.map(Math.abs));
  for (const end of [0, LOOKS]) {
    if (Math.abs(values[end]) > END * greatest) {
      throw new RangeError(
        `${where}: the initial value must be 0 at −1 and 1, at ${points[end]} it is ${values[end]}`,
      );
    }
  }
  const integral = chebyshevIntegral(where, initial), integrals = points.map((x) => integral(x));
  const slopes = values.subarray(1).map((value, i) => Math.abs(value - values[i]) * LOOKS / 2);
  return {
    value(y) {
      const { x, sign } = folded(y);
      return sign * initial(x);
    },
    integral: (y) => integral(folded(y).x),
    swing: largest(integrals) - smallest(integrals),
    steepest: largest(slopes),
    greatest,
  };
}

/** The place in [−1, 1] to which reflections at the ends map y, and the sign of an odd function there. */
function folded(y: number): { x: number; sign: 1 | -1 } {
  const around = ((y + 1) % 4 + 4) % 4;
  return around <= 2 ? { x: around - 1, sign: 1 } : { x: 3 - around, sign: -1 };
}
