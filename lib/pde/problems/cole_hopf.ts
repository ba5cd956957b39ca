/** Burgers' equation solved by Cole and Hopf's transformation to the heat equation. */
import { gaussHermite } from "./gauss_hermite.ts";
import { heatAverage } from "./heat_average.ts";
import { profileOf, SINE_PROFILE } from "./initial_profile.ts";

/** Nodes of the Gauss–Hermite rule: our choice, 60 or more. */
const NODES = 100;
/** Viscosities and latest time for which these nodes are right to 1e-12 from −sin πx. */
const BY_GAUSS_HERMITE = { least: 0.002, most: 0.03, latest: 1 };

/** Options of Burgers' solution. */
export interface ColeHopfOptions {
  /** u(x, 0) for x ∈ [−1, 1], smooth and 0 at both ends, where the solution stays 0; −sin πx by default. */
  readonly initial?: ((x: number) => number) | undefined;
}

/**
 * The solution of u_t + u u_x = ν u_xx on [−1, 1] with u(x, 0) = u₀ and both ends 0, as a function of x and t > 0:
 * u = ∫ u₀(x − η) g(x − η) e^(−η²/4νt) dη / ∫ g(x − η) e^(−η²/4νt) dη with g(y) = e^(−∫u₀/2ν), u₀ continued oddly
 * beyond the ends.
 *
 * Both integrals over a common factor (log-sum-exp), as g spans e^±50 and more: from −sin πx by Gauss and Hermite with
 * η = √(4νt) z where 100 nodes do, that is for ν in 0.002 … 0.03 up to t = 1; elsewhere by sums whose spacing follows
 * the narrowest peak of the integrand and is halved until the value changes by less than 1e-10 ({@linkcode
 * heatAverage}).
 *
 * @param viscosity ν
 * @param options u₀
 * @throws {RangeError} for ν that is not positive and finite, or u₀ that is not finite, not smooth, or not 0 at the
 *   ends; the function throws one for a t that is not positive and finite, and for ν and t that need more nodes than
 *   are allowed, with the viscosities that are
 *
 * @example From −sin πx the solution is odd, and 0 in the middle
 * ```ts
 * import { coleHopf } from "../../../lib/pde/mod.ts";
 *
 * for (const viscosity of [1e-6, 7e-4, 20]) {
 *   const u = coleHopf(viscosity);
 *   if (Math.abs(u(0, 1)) > 1e-9) throw new Error(`${u(0, 1)}`);
 * }
 * ```
 */
export function coleHopf(
  viscosity: number,
  { initial }: ColeHopfOptions = {},
): (x: number, t: number) => number {
  if (!(viscosity > 0 && Number.isFinite(viscosity))) {
    throw new RangeError(`coleHopf: the viscosity ν must be positive and finite, got ${viscosity}`);
  }
  const profile = initial ? profileOf("coleHopf", initial) : SINE_PROFILE;
  const { least, most, latest } = BY_GAUSS_HERMITE;
  const byGaussHermite = !initial && viscosity >= least && viscosity <= most
    ? fromSineByGaussHermite(viscosity)
    : null;
  return (x, t) => {
    if (!(t > 0 && Number.isFinite(t))) {
      throw new RangeError(
        `coleHopf: the time t must be positive and finite, got ${t}; at t = 0 u is its initial value`,
      );
    }
    if (!Number.isFinite(x)) throw new RangeError(`coleHopf: x must be finite, got ${x}`);
    if (byGaussHermite && t <= latest) return byGaussHermite(x, t);
    return heatAverage("coleHopf", profile, viscosity, x, t);
  };
}

/** The solution from −sin πx, with the same bits as in stored results. */
function fromSineByGaussHermite(viscosity: number): (x: number, t: number) => number {
  const { nodes: z, weights } = gaussHermite(NODES), logWeights = weights.map(Math.log);
  return (x, t) => {
    const width = Math.sqrt(4 * viscosity * t);
    const y = z.map((node) => x - width * node);
    const exponents = y.map((at, i) => logWeights[i] - Math.cos(Math.PI * at) / (2 * Math.PI * viscosity));
    const largest = exponents.reduce((a, b) => Math.max(a, b), -Infinity);
    let above = 0, below = 0;
    exponents.forEach((exponent, i) => {
      const share = Math.exp(exponent - largest);
      above += share * Math.sin(Math.PI * y[i]);
      below += share;
    });
    return -above / below;
  };
}
