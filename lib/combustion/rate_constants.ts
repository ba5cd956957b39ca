import type { Arrhenius, Mechanism } from "./mechanism.ts";
import { nasa7Gibbs } from "./nasa7.ts";
import { ATMOSPHERE, GAS_CONSTANT } from "./physical_constants.ts";

/** Rate constants of every step of a gas, and how they depend on its colliders. */
export class RateConstants {
  /** of the way forward in m³, kmol and s, with the falloff, without [M], `[steps]` */
  readonly forward: Float64Array;
  /** of the way back, 0 for one-way steps, `[steps]` */
  readonly reverse: Float64Array;
  /** [M] where it is a factor of the rate, else 1, `[steps]` */
  readonly factor: Float64Array;
  /** ∂ ln k/∂[M] of the falloff, else 0, `[steps]` */
  readonly falloffSlope: Float64Array;
  /** number of the collider set of each step, −1 for none, `[steps]` */
  readonly setOf: Int32Array;
  /** efficiencies, one row a set of colliders */
  readonly sets: readonly Float64Array[];
  readonly #mechanism: Mechanism;
  readonly #gibbs: Float64Array;
  readonly #densities: Float64Array;

  constructor(mechanism: Mechanism) {
    const { reactions, species } = mechanism, steps = reactions.length;
    this.#mechanism = mechanism;
    this.#gibbs = new Float64Array(species.length);
    this.forward = new Float64Array(steps);
    this.reverse = new Float64Array(steps);
    this.factor = new Float64Array(steps).fill(1);
    this.falloffSlope = new Float64Array(steps);
    const keys = reactions.map(({ colliders }) => colliders?.join() ?? "");
    const distinct = [...new Set(keys.filter((key) => key !== ""))];
    this.setOf = Int32Array.from(keys, (key) => distinct.indexOf(key));
    this.sets = distinct.map((key) => Float64Array.from(reactions[keys.indexOf(key)].colliders!));
    this.#densities = new Float64Array(this.sets.length);
  }

  /** Takes the constants of a temperature, K, and of concentrations, kmol/m³ `[species]`. */
  update(temperature: number, concentrations: Float64Array): void {
    const { reactions, species } = this.#mechanism, logT = Math.log(temperature), inverse = 1 / temperature;
    const densities = this.#densities;
    for (const [s, efficiencies] of this.sets.entries()) {
      let sum = 0;
      for (let k = 0; k < species.length; k++) sum += efficiencies[k] * concentrations[k];
      densities[s] = sum;
    }
    for (let r = 0; r < reactions.length; r++) {
      const { rate, low } = reactions[r];
      const logK = logConstant(rate, logT, inverse);
      if (low !== null) this.#falloff(r, logK, logConstant(low, logT, inverse), temperature);
      else {
        this.forward[r] = Math.exp(logK);
        if (this.setOf[r] >= 0) this.factor[r] = densities[this.setOf[r]];
      }
    }
    this.#reverse(temperature);
  }

  /** k = k∞ P/(1 + P) F with P = k₀[M]/k∞; F = 1 (Lindemann) or Troe's (Gilbert, Luther and Troe 1983). */
  #falloff(r: number, logHigh: number, logLow: number, temperature: number): void {
    const { troe } = this.#mechanism.reactions[r], density = this.#densities[this.setOf[r]];
    const pressure = Math.exp(logLow - logHigh) * density;
    let broadening = 1, slope = 0;
    if (troe !== null && pressure > 0) {
      const [alpha, t3, t1, t2] = troe;
      const centre = Math.log10(
        (1 - alpha) * Math.exp(-temperature / t3) + alpha * Math.exp(-temperature / t1) +
          Math.exp(-t2 / temperature),
      );
      const c = -0.4 - 0.67 * centre, n = 0.75 - 1.27 * centre, x = Math.log10(pressure) + c;
      const width = n - 0.14 * x, ratio = x / width, share = 1 / (1 + ratio * ratio);
      broadening = 10 ** (centre * share);
      slope = -2 * centre * share * share * ratio * n / (width * width);
    }
    this.forward[r] = Math.exp(logHigh) * pressure / (1 + pressure) * broadening;
    this.falloffSlope[r] = pressure > 0 ? (1 / (1 + pressure) + slope) / density : 0;
  }

  /** k_reverse = k/K_c, ln K_c = −Σ ν g/RT + Σν ln(p°/RT). */
  #reverse(temperature: number): void {
    const { reactions } = this.#mechanism;
    if (!reactions.some(({ reversible }) => reversible)) return;
    const gibbs = nasa7Gibbs(this.#mechanism, temperature, this.#gibbs);
    const logDensity = Math.log(ATMOSPHERE / (GAS_CONSTANT * temperature));
    for (let r = 0; r < reactions.length; r++) {
      const { reversible, reactants, products } = reactions[r];
      if (!reversible) continue;
      let change = (reactants.length - products.length) * logDensity;
      for (let i = 0; i < products.length; i++) change += gibbs[products[i]];
      for (let i = 0; i < reactants.length; i++) change -= gibbs[reactants[i]];
      this.reverse[r] = this.forward[r] * Math.exp(change);
    }
  }
}

/** ln k of an Arrhenius law. */
function logConstant({ logFactor, exponent, activation }: Arrhenius, logT: number, inverse: number): number {
  return logFactor + exponent * logT - activation * inverse;
}
