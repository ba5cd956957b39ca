import type { Mechanism } from "./mechanism.ts";
import { RateConstants } from "./rate_constants.ts";

/** Most species on one side of a step, as often as each takes part. */
const SIDE = 3;

/**
 * Rates of a mechanism and their derivatives, with its own working memory. An absent species of a step is one more
 * species of concentration 1, so that the loops have no branches.
 */
export class Kinetics {
  readonly constants: RateConstants;
  readonly #species: number;
  readonly #steps: number;
  /** `[steps, 3]` */
  readonly #reactants: Int32Array;
  readonly #products: Int32Array;
  readonly #concentrations: Float64Array;
  readonly #rates: Float64Array;
  readonly #derivatives: Float64Array;
  readonly #collided: Float64Array;

  /** @throws {RangeError} for a step with more than three molecules on a side, colliders aside */
  constructor(mechanism: Mechanism) {
    const { reactions, species } = mechanism, padded = species.length + 1;
    this.constants = new RateConstants(mechanism);
    this.#species = species.length;
    this.#steps = reactions.length;
    const wide = reactions.find(({ reactants, products }) =>
      Math.max(reactants.length, products.length) > SIDE
    );
    if (wide) {
      throw new RangeError(`Kinetics: a side of a step may have ${SIDE} molecules, got "${wide.equation}"`);
    }
    const pad = (side: readonly number[]) => [...side, ...Array(SIDE - side.length).fill(species.length)];
    this.#reactants = Int32Array.from(reactions.flatMap(({ reactants }) => pad(reactants)));
    this.#products = Int32Array.from(reactions.flatMap(({ products }) => pad(products)));
    this.#concentrations = new Float64Array(padded).fill(1);
    this.#rates = new Float64Array(padded);
    this.#derivatives = new Float64Array(padded * padded);
    this.#collided = new Float64Array(padded);
  }

  /**
   * ω, kmol/m³/s, of each species.
   *
   * @param temperature K
   * @param concentrations kmol/m³, `[species]`
   * @param out `[species]`
   */
  productionRates(temperature: number, concentrations: Float64Array, out: Float64Array): Float64Array {
    this.constants.update(temperature, concentrations);
    const c = this.#concentrations, rates = this.#rates.fill(0), n = this.#species;
    const { forward, reverse, factor } = this.constants, left = this.#reactants, right = this.#products;
    for (let k = 0; k < n; k++) c[k] = concentrations[k];
    for (let r = 0; r < this.#steps; r++) {
      const i = SIDE * r, a = left[i], b = left[i + 1], d = left[i + 2];
      const e = right[i], f = right[i + 1], g = right[i + 2];
      const rate = factor[r] * (forward[r] * c[a] * c[b] * c[d] - reverse[r] * c[e] * c[f] * c[g]);
      rates[a] -= rate;
      rates[b] -= rate;
      rates[d] -= rate;
      rates[e] += rate;
      rates[f] += rate;
      rates[g] += rate;
    }
    for (let k = 0; k < n; k++) out[k] = rates[k];
    return out;
  }

  /**
   * ∂ω/∂C at constant temperature, 1/s `[species, species]`, of the gas whose rates were computed last.
   */
  jacobian(out: Float64Array): Float64Array {
    const n = this.#species, width = n + 1, c = this.#concentrations, d = this.#derivatives.fill(0);
    const { forward, reverse, factor } = this.constants, left = this.#reactants, right = this.#products;
    for (let r = 0; r < this.#steps; r++) {
      const i = SIDE * r, back = factor[r] * reverse[r], ahead = factor[r] * forward[r];
      for (let j = 0; j < SIDE; j++) {
        const one = i + (j + 1) % SIDE, two = i + (j + 2) % SIDE;
        const slope = ahead * c[left[one]] * c[left[two]];
        if (left[i + j] < n) this.#add(d, width, i, left[i + j], slope);
        if (back !== 0 && right[i + j] < n) {
          this.#add(d, width, i, right[i + j], -back * c[right[one]] * c[right[two]]);
        }
      }
    }
    this.#addColliders(d, width);
    for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) out[k * n + j] = d[k * width + j];
    return out;
  }

  /** Adds the derivative of a step's rate by one concentration to the rates of all that take part. */
  #add(d: Float64Array, width: number, first: number, by: number, slope: number): void {
    for (let j = 0; j < SIDE; j++) {
      d[this.#reactants[first + j] * width + by] -= slope;
      d[this.#products[first + j] * width + by] += slope;
    }
  }

  /** ∂ rate/∂[M] of every step with colliders, set by set: [M] = Σ efficiency · C. */
  #addColliders(d: Float64Array, width: number): void {
    const { forward, reverse, falloffSlope, setOf, sets } = this.constants, c = this.#concentrations;
    const left = this.#reactants, right = this.#products, collided = this.#collided;
    for (const [s, efficiencies] of sets.entries()) {
      collided.fill(0);
      for (let r = 0; r < this.#steps; r++) {
        if (setOf[r] !== s) continue;
        const i = SIDE * r;
        const rate = forward[r] * c[left[i]] * c[left[i + 1]] * c[left[i + 2]] -
          reverse[r] * c[right[i]] * c[right[i + 1]] * c[right[i + 2]];
        const slope = falloffSlope[r] === 0 ? rate : rate * falloffSlope[r];
        for (let j = 0; j < SIDE; j++) {
          collided[left[i + j]] -= slope;
          collided[right[i + j]] += slope;
        }
      }
      for (let k = 0; k < this.#species; k++) {
        for (let j = 0; j < this.#species; j++) d[k * width + j] += collided[k] * efficiencies[j];
      }
    }
  }
}
