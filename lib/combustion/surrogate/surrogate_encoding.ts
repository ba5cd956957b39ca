import { requirePositive } from "../../checks.ts";
import type { Mechanism } from "../mechanism.ts";

/** Which numbers of a state a surrogate sees and moves: T, the pressure where it takes part, Box–Cox of species. */
export interface SurrogateEncoding {
  /** numbers of an encoded state */
  readonly width: number;
  /** `T`, `p` and species by name */
  readonly columns: readonly string[];
  /** index of each column in a state (T, p, Y) */
  readonly places: readonly number[];
  /** λ of Box and Cox */
  readonly lambda: number;
}

/** What an encoding leaves out, and how it transforms the rest. */
export interface EncodingOptions {
  /** all by default; those left out keep their mass fractions */
  readonly species?: readonly string[];
  /** true by default */
  readonly pressure?: boolean;
  /** 0.1 by default */
  readonly lambda?: number;
}

/** Least Y that is distinguished from 0: below it, float32 cannot represent its change. */
const LEAST = 1e-30;

/**
 * The encoding of a surrogate of a mechanism.
 *
 * @throws {RangeError} for an unknown or repeated species, or λ ≤ 0
 */
export function surrogateEncoding(mechanism: Mechanism, options: EncodingOptions = {}): SurrogateEncoding {
  const { species = mechanism.species, pressure = true, lambda = 0.1 } = options;
  requirePositive("surrogateEncoding", "lambda", lambda);
  const columns = ["T", ...pressure ? ["p"] : [], ...species];
  const places = columns.map((name, i) => {
    if (name === "T" && i === 0) return 0;
    if (pressure && i === 1) return 1;
    const k = mechanism.species.indexOf(name);
    if (k < 0 || columns.indexOf(name) !== i) {
      throw new RangeError(`surrogateEncoding: species must be known and differ, got "${name}"`);
    }
    return k + 2;
  });
  return { width: columns.length, columns, places, lambda };
}

/**
 * Encodes states.
 *
 * @param states `[rows, size]` of T, p and mass fractions
 * @param size numbers in a state
 * @returns `[rows, width]`
 */
export function encodeStates(
  { width, places, lambda }: SurrogateEncoding,
  states: Float64Array,
  size: number,
): Float64Array {
  const rows = states.length / size, encoded = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) {
      const value = states[row * size + places[j]];
      encoded[row * width + j] = places[j] < 2 ? value : (Math.max(value, LEAST) ** lambda - 1) / lambda;
    }
  }
  return encoded;
}
