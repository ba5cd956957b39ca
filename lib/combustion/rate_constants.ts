import type { Arrhenius, Mechanism, Reaction } from "./mechanism.ts";
import { nasa7Gibbs } from "./nasa7.ts";
import { ATMOSPHERE, GAS_CONSTANT } from "./physical_constants.ts";

/** Rate constants of every step of a gas, and how they depend on its colliders. */
export class RateConstants {
  /** of the forward reaction in m³, kmol and s, with the falloff, without [M], `[steps]` */
  readonly forward: Float64Array;
  /** of the reverse reaction, 0 for one-way steps, `[steps]` */
  readonly reverse: Float64Array;
  /** [M] where it is a factor of the rate, else 1, `[steps]` */
  readonly factor: Float64Array;
  /** ∂ ln k/∂[M] of the falloff, else 0, `[steps]` */
  readonly falloffSlope: Float64Array;
  /** number of the collider set of each step, −1 for none, `[steps]` */
  readonly setOf: Int32Array;
  /** efficiencies, one row per set of colliders */
  readonly sets: readonly Float64Array[];
  readonly #mechanism: Mechanism;
  readonly #gibbs: Float64Array;
  readonly #densities: Float64Array;
  /** ln A, b and θ, `[steps, 3]` */
  readonly #laws: Float64Array;
  readonly #falloffs: readonly Falloff[];
  readonly #reversible: readonly Step[];

  constructor(mechanism: Mechanism) {
    const { reactions, species } = mechanism, steps = reactions.length;
    this.#mechanism = mechanism;
    this.#gibbs = new Float64Array(species.length);
    this.#laws = Float64Array.from(
      reactions.flatMap(({ rate: { logFactor, exponent, activation } }) => [logFactor, exponent, activation]),
    );
    const placed: readonly Step[] = reactions.map((reaction, r) => ({ ...reaction, r }));
    this.#falloffs = placed.filter((step): step is Falloff => step.low !== null);
    this.#reversible = placed.filter(({ reversible }) => reversible);
    this.forward = Float64Array.from(reactions, ({ rate }) => Math.exp(rate.logFactor));
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
    const logT = Math.log(temperature), inverse = 1 / temperature, densities = this.#densities;
    for (let s = 0; s < densities.length; s++) {
      const efficiencies = this.sets[s];
      let sum = 0;
      for (let k = 0; k < efficiencies.length; k++) sum += efficiencies[k] * concentrations[k];
      densities[s] = sum;
    }
    const { forward, factor, setOf } = this, law = this.#laws;
    for (let r = 0, i = 0; r < forward.length; r++, i += 3) {
      // A step that is as fast at every temperature keeps what the constructor wrote.
      if (law[i + 1] !== 0 || law[i + 2] !== 0) {
        forward[r] = Math.exp(law[i] + law[i + 1] * logT - law[i + 2] * inverse);
      }
      if (setOf[r] >= 0) factor[r] = densities[setOf[r]];
    }
    for (const step of this.#falloffs) this.#falloff(step, temperature, logT, inverse);
    if (this.#reversible.length > 0) this.#reverse(temperature);
  }

  /** k = k∞ P/(1 + P) F with P = k₀[M]/k∞; F = 1 (Lindemann) or Troe's (Gilbert, Luther and Troe 1983). */
  #falloff({ r, low, rate, troe }: Falloff, temperature: number, logT: number, inverse: number): void {
    const density = this.factor[r], high = Math.exp(logConstant(rate, logT, inverse));
    const pressure = Math.exp(logConstant(low, logT, inverse)) * density / high;
    let broadening = 1, slope = 0;
    if (troe !== null && pressure > 0) {
      const [alpha, t3, t1, t2] = troe;
      const centre = Math.log10(
        (1 - alpha) * Math.exp(-temperature / t3) + alpha * Math.exp(-temperature / t1) +
          Math.exp(-t2 * inverse),
      );
      const c = -0.4 - 0.67 * centre, n = 0.75 - 1.27 * centre, x = Math.log10(pressure) + c;
      const width = n - 0.14 * x, ratio = x / width, share = 1 / (1 + ratio * ratio);
      broadening = 10 ** (centre * share);
      slope = -2 * centre * share * share * ratio * n / (width * width);
    }
    this.forward[r] = high * pressure / (1 + pressure) * broadening;
    this.factor[r] = 1;
    this.falloffSlope[r] = pressure > 0 ? (1 / (1 + pressure) + slope) / density : 0;
  }

  /** k_reverse = k/K_c, ln K_c = −Σ ν g/RT + Σν ln(p°/RT). */
  #reverse(temperature: number): void {
    const gibbs = nasa7Gibbs(this.#mechanism, temperature, this.#gibbs);
    const logDensity = Math.log(ATMOSPHERE / (GAS_CONSTANT * temperature));
    for (const { r, reactants, products } of this.#reversible) {
      let change = (reactants.length - products.length) * logDensity;
      for (let i = 0; i < products.length; i++) change += gibbs[products[i]];
      for (let i = 0; i < reactants.length; i++) change -= gibbs[reactants[i]];
      this.reverse[r] = this.forward[r] * Math.exp(change);
    }
  }
}

/** A step with its place in the mechanism. */
type Step = Reaction & { readonly r: number };
type Falloff = Step & { readonly low: Arrhenius };

/** ln k of an Arrhenius law. */
function logConstant({ logFactor, exponent, activation }: Arrhenius, logT: number, inverse: number): number {
  return logFactor + exponent * logT - activation * inverse;
}
