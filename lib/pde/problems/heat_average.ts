/** Averages over the heat kernel, for viscosities and times of many orders of magnitude. */
import type { InitialProfile } from "./initial_profile.ts";

/** Spacings in the width of the narrowest peak, at first: a Gaussian's sum is then right to 1e-30. */
const PER_WIDTH = 2;
/** Largest spacing: it must resolve the profile itself. */
const COARSEST = 1 / 16;
/** Logarithm of the cut-off of the integrand, relative to its largest value. */
const NEGLIGIBLE = 45;
/** Largest number of nodes for one value. */
const MOST_NODES = 2 ** 19;
/** Change per halving of the spacing, as a fraction of the profile's largest value, at which halving stops. */
const TOLERANCE = 1e-10;
/** Rounding of exponents, which changes a value however fine the spacing is. */
const ROUNDING = 8 * Number.EPSILON;

/**
 * ∫ u₀(y) w(y) dy / ∫ w(y) dy with w(y) = e^(−∫u₀/2ν − (x − y)²/4νt), by sums at even spacings, which converge faster
 * than any power for smooth integrands (Trefethen and Weideman, 2014).
 *
 * @param where name of the function that was called, for messages
 * @throws {RangeError} if ν and t need more than 2¹⁹ nodes
 */
export function heatAverage(
  where: string,
  profile: InitialProfile,
  viscosity: number,
  x: number,
  t: number,
): number {
  const { swing, steepest, greatest } = profile;
  if (greatest === 0) return 0;
  // Distance at which the kernel is so small that the profile's factor cannot compensate for it.
  const reach = Math.sqrt(2 * t * swing + 4 * NEGLIGIBLE * viscosity * t);
  const narrowest = Math.sqrt(2 * viscosity / (steepest + 1 / t));
  let spacing = Math.min(COARSEST, narrowest / PER_WIDTH);
  const tolerance = greatest * (TOLERANCE + ROUNDING * swing / viscosity);
  let coarse = NaN;
  for (; 2 * reach / spacing <= MOST_NODES; spacing /= 2) {
    const fine = sumsAt(profile, viscosity, x, t, spacing, reach);
    if (Math.abs(fine - coarse) <= tolerance) return fine;
    coarse = fine;
  }
  throw new RangeError(
    `${where}: ν = ${viscosity} at t = ${t} needs more than ${MOST_NODES} nodes; ${allowed(profile, t)}`,
  );
}

/** Viscosities that a time allows: those for which the spacing may be halved once. */
function allowed({ swing, steepest }: InitialProfile, t: number): string {
  // (2·reach/spacing)² = 4(2t·swing + 180νt)·PER_WIDTH²·4(steepest + 1/t)/2ν
  const factor = 8 * PER_WIDTH ** 2 * (steepest * t + 1), rest = MOST_NODES ** 2 - 4 * NEGLIGIBLE * factor;
  const least = 2 * swing * factor / rest;
  const most = ((MOST_NODES * COARSEST / 4) ** 2 / t - 2 * swing) / (4 * NEGLIGIBLE);
  return rest > 0 && least < most
    ? `allowed at this t are about ${least.toPrecision(2)} … ${most.toPrecision(2)}`
    : "no viscosity is allowed at so late a time";
}

function sumsAt(
  { value, integral }: InitialProfile,
  viscosity: number,
  x: number,
  t: number,
  spacing: number,
  reach: number,
): number {
  const half = Math.ceil(reach / spacing), width = 2 * Math.sqrt(viscosity) * Math.sqrt(t);
  const exponents = new Float64Array(2 * half + 1);
  let largest = -Infinity;
  for (let i = -half; i <= half; i++) {
    const z = i * spacing / width, exponent = -integral(x + i * spacing) / (2 * viscosity) - z * z;
    exponents[i + half] = exponent;
    largest = Math.max(largest, exponent);
  }
  let above = 0, below = 0;
  for (let i = -half; i <= half; i++) {
    const share = Math.exp(exponents[i + half] - largest);
    if (share === 0) continue;
    above += share * value(x + i * spacing);
    below += share;
  }
  return above / below;
}
