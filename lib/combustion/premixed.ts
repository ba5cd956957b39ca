import { requirePositive } from "../checks.ts";
import type { Mechanism } from "./mechanism.ts";

/** Moles of nitrogen per mole of oxygen in air. */
const NITROGEN_IN_AIR = 3.76;

/**
 * Mass fractions of a fuel in air (O₂ + 3.76 N₂), burning to CO₂ and H₂O at φ = 1.
 *
 * @param fuel a species of C, H and O
 * @param equivalenceRatio φ: fuel over oxygen, against the complete burn
 * @param radicals mass of each of H, O and OH for a unit mass of the mixture, a seed that starts the chain
 * @throws {RangeError} for an unknown fuel, one that needs no oxygen, φ ≤ 0, or a negative seed
 */
export function premixed(
  mechanism: Mechanism,
  fuel: string,
  equivalenceRatio: number,
  radicals = 0,
): Float64Array {
  requirePositive("premixed", "the equivalence ratio", equivalenceRatio);
  if (!(radicals >= 0 && Number.isFinite(radicals))) {
    throw new RangeError(`premixed: the seed of radicals must be finite and not negative, got ${radicals}`);
  }
  const { species, elements, atoms, molecularWeights } = mechanism;
  const index = (name: string) => {
    const k = species.indexOf(name);
    if (k < 0) throw new RangeError(`premixed: the mechanism needs the species, got no "${name}"`);
    return k;
  };
  const k = index(fuel);
  const count = (element: string) => {
    const row = elements.indexOf(element);
    return row < 0 ? 0 : atoms[row * species.length + k];
  };
  const oxygen = count("C") + count("H") / 4 - count("O") / 2;
  if (!(oxygen > 0)) throw new RangeError(`premixed: the fuel must need oxygen to burn, got "${fuel}"`);
  const mass = new Float64Array(species.length);
  mass[k] = equivalenceRatio * molecularWeights[k];
  for (const [name, moles] of [["O2", oxygen], ["N2", NITROGEN_IN_AIR * oxygen]] as const) {
    mass[index(name)] += moles * molecularWeights[index(name)];
  }
  const normalised = scaled(mass);
  if (radicals > 0) { for (const name of ["H", "O", "OH"]) normalised[index(name)] += radicals; }
  return radicals > 0 ? scaled(normalised) : normalised;
}

function scaled(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
