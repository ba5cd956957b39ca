import type { Mechanism } from "./mechanism.ts";

/** Where the two polynomials of a species meet, K. */
const JOINT = 1000;

/** c_p/R of each species at T, into `out` `[species]` where it is given. */
export function nasa7Cp(
  { nasa, species }: Mechanism,
  temperature: number,
  out: Float64Array = new Float64Array(species.length),
): Float64Array {
  const t = temperature, high = t <= JOINT ? 0 : 7;
  for (let k = 0; k < out.length; k++) {
    const a = 14 * k + high;
    out[k] = nasa[a] + t * (nasa[a + 1] + t * (nasa[a + 2] + t * (nasa[a + 3] + t * nasa[a + 4])));
  }
  return out;
}

/** h/RT of each species at T, into `out` `[species]` where it is given. */
export function nasa7Enthalpy(
  { nasa, species }: Mechanism,
  temperature: number,
  out: Float64Array = new Float64Array(species.length),
): Float64Array {
  const t = temperature, high = t <= JOINT ? 0 : 7;
  for (let k = 0; k < out.length; k++) {
    const a = 14 * k + high;
    out[k] = nasa[a] + nasa[a + 5] / t +
      t * (nasa[a + 1] / 2 + t * (nasa[a + 2] / 3 + t * (nasa[a + 3] / 4 + t * nasa[a + 4] / 5)));
  }
  return out;
}

/** Gibbs' g/RT = h/RT − s/R of each species at T and 1 atm, into `out` `[species]` where it is given. */
export function nasa7Gibbs(
  { nasa, species }: Mechanism,
  temperature: number,
  out: Float64Array = new Float64Array(species.length),
): Float64Array {
  const t = temperature, high = t <= JOINT ? 0 : 7, minusLog = 1 - Math.log(t);
  for (let k = 0; k < out.length; k++) {
    const a = 14 * k + high;
    out[k] = nasa[a] * minusLog + nasa[a + 5] / t - nasa[a + 6] -
      t * (nasa[a + 1] / 2 + t * (nasa[a + 2] / 6 + t * (nasa[a + 3] / 12 + t * nasa[a + 4] / 20)));
  }
  return out;
}
