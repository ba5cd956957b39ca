/** Burgers' equation solved by Cole and Hopf's transformation to the heat equation. */
import { gaussHermite } from "./gauss_hermite.ts";

/** Nodes of the quadrature: the paper file asks for 60 or more. */
const NODES = 100;

/**
 * The solution of u_t + u u_x = ν u_xx with u(x, 0) = −sin πx, as a function of x and t > 0:
 * u = −∫ sin π(x − η) g(x − η) e^(−η²/4νt) dη / ∫ g(x − η) e^(−η²/4νt) dη with g(y) = e^(−cos(πy)/2πν).
 *
 * Both integrals by Gauss and Hermite with η = √(4νt) z, over a common factor (log-sum-exp), as g spans e^±50.
 *
 * @param viscosity ν
 * @param nodes number of nodes, 60 … 200
 * @throws RangeError for ν or nodes out of their range; the function throws one for a t that is not positive and finite
 */
export function coleHopf(viscosity: number, nodes: number = NODES): (x: number, t: number) => number {
  if (!(viscosity > 0 && Number.isFinite(viscosity))) {
    throw new RangeError(`coleHopf: the viscosity ν must be positive and finite, got ${viscosity}`);
  }
  if (!Number.isInteger(nodes) || nodes < 60) {
    throw new RangeError(`coleHopf: the number of nodes must be an integer in 60 … 200, got ${nodes}`);
  }
  const { nodes: z, weights } = gaussHermite(nodes), logWeights = weights.map(Math.log);
  return (x, t) => {
    if (!(t > 0 && Number.isFinite(t))) {
      throw new RangeError(
        `coleHopf: the time t must be positive and finite, got ${t}; at t = 0 u is −sin πx`,
      );
    }
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
