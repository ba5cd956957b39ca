import { requireVector } from "../checks.ts";
import { factorLu, solveLu } from "./integrators/lu.ts";
import type { Mechanism } from "./mechanism.ts";

const ITERATIONS = 100;
/** Largest change of a logarithm in one step of Newton's. */
const LONGEST_STEP = 2;
/** Relative error of an element's amount at which the projection ends. */
const TOLERANCE = 1e-13;

/** Amount of each element in a unit mass of a gas, kmol/kg `[elements]`. */
export function elementAmounts(mechanism: Mechanism, massFractions: ArrayLike<number>): Float64Array {
  const { elements, species, atoms, molecularWeights } = mechanism, n = species.length;
  return Float64Array.from(elements, (_, e) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += atoms[e * n + k] * massFractions[k] / molecularWeights[k];
    return sum;
  });
}

/**
 * Mass fractions with the amounts of elements that a reaction must keep, nearest to the given ones in
 * Σ Y' ln(Y'/Y): each is multiplied by a factor exp(Σ λ_e a_ek/W_k), so that none turns negative and an absent species
 * stays absent. Mass is kept with the elements.
 *
 * @param massFractions not negative, `[species]`
 * @param amounts kmol/kg, `[elements]`, as of {@linkcode elementAmounts}
 * @throws {RangeError} for wrong lengths, or amounts that the species present cannot have
 */
export function projectElements(
  mechanism: Mechanism,
  massFractions: ArrayLike<number>,
  amounts: ArrayLike<number>,
): Float64Array {
  const { elements, species, atoms, molecularWeights } = mechanism, n = species.length, m = elements.length;
  requireVector("projectElements", "massFractions", massFractions, n);
  requireVector("projectElements", "amounts", amounts, m);
  const projected = Float64Array.from(massFractions, (value) => Math.max(0, value));
  // An element that is not there takes its species with it.
  for (let e = 0; e < m; e++) {
    if (!(amounts[e] > 0)) { for (let k = 0; k < n; k++) if (atoms[e * n + k] > 0) projected[k] = 0; }
  }
  const given = Array.from({ length: m }, (_, e) => e).filter((e) => amounts[e] > 0), rank = given.length;
  const share = (i: number, k: number) => atoms[given[i] * n + k] / molecularWeights[k];
  const normal = new Float64Array(rank * rank), order = new Int32Array(rank);
  const missing = new Float64Array(rank), multipliers = new Float64Array(rank), logs = new Float64Array(n);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const found = elementAmounts(mechanism, projected);
    for (let i = 0; i < rank; i++) missing[i] = amounts[given[i]] - found[given[i]];
    if (given.every((e, i) => Math.abs(missing[i]) <= TOLERANCE * amounts[e])) return projected;
    normal.fill(0);
    for (let k = 0; k < n; k++) {
      for (let i = 0; i < rank; i++) {
        for (let j = 0; j < rank; j++) normal[i * rank + j] += share(i, k) * share(j, k) * projected[k];
      }
    }
    if (!factorLu(normal, order, rank)) break;
    solveLu(normal, order, rank, missing, multipliers);
    let most = 0;
    for (let k = 0; k < n; k++) {
      logs[k] = 0;
      for (let i = 0; i < rank; i++) logs[k] += multipliers[i] * share(i, k);
      most = Math.max(most, Math.abs(logs[k]));
    }
    // Newton's step on a convex function, shortened where it would leave the region in which it is a good one.
    const length = most > LONGEST_STEP ? LONGEST_STEP / most : 1;
    for (let k = 0; k < n; k++) projected[k] *= Math.exp(length * logs[k]);
  }
  throw new RangeError(
    `projectElements: the species present must be able to hold the amounts of ${elements.join(", ")}, got ` +
      Array.from(amounts, (value) => value.toPrecision(3)).join(", "),
  );
}
