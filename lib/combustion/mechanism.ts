import { type Equation, parseEquation } from "./equation.ts";
import type { ArrheniusData, MechanismData, ReactionData } from "./mechanism_data.ts";
import { ATOMIC_WEIGHTS, CALORIE, GAS_CONSTANT } from "./physical_constants.ts";

/** k = exp(ln A + b ln T − θ/T) in m³, kmol and s. */
export interface Arrhenius {
  readonly logFactor: number;
  readonly exponent: number;
  /** θ = E/R, K */
  readonly activation: number;
}

/** An elementary reaction (a step) of a checked mechanism. */
export interface Reaction {
  readonly equation: string;
  /** species by index, each as often as it takes part */
  readonly reactants: readonly number[];
  readonly products: readonly number[];
  readonly reversible: boolean;
  readonly rate: Arrhenius;
  /** rate constant at low pressure; `null` where the step has no falloff */
  readonly low: Arrhenius | null;
  readonly troe: NonNullable<ReactionData["troe"]> | null;
  /** efficiency of each species as a collider; `null` where there is none */
  readonly colliders: readonly number[] | null;
}

/** A mechanism whose names and elements have been checked, in kg, m³, kmol, K, s and J. */
export interface Mechanism {
  readonly name: string;
  readonly source: string;
  readonly species: readonly string[];
  readonly elements: readonly string[];
  /** atoms, `[elements, species]` */
  readonly atoms: Float64Array;
  /** kg/kmol, `[species]` */
  readonly molecularWeights: Float64Array;
  /** NASA-7 coefficients, `[species, low and high, 7]` */
  readonly nasa: Float64Array;
  readonly reactions: readonly Reaction[];
}

/**
 * Checks a mechanism and turns it into SI units.
 *
 * @throws {RangeError} for an unknown element or species, a step that does not conserve its elements, a falloff step
 * without its rate at low pressure, or a rate factor that is not positive
 */
export function mechanism(data: MechanismData): Mechanism {
  const species = Object.keys(data.species);
  if (species.length === 0) {
    throw new RangeError(`mechanism: "${data.name}" has no species, got an empty list`);
  }
  const elements = [...new Set(species.flatMap((name) => Object.keys(data.species[name].atoms)))];
  const strange = elements.find((element) => !Object.hasOwn(ATOMIC_WEIGHTS, element));
  if (strange !== undefined) {
    throw new RangeError(
      `mechanism: the element must be one of ${Object.keys(ATOMIC_WEIGHTS).join(", ")}, got "${strange}"`,
    );
  }
  const atoms = Float64Array.from(
    elements.flatMap((element) => species.map((name) => data.species[name].atoms[element] ?? 0)),
  );
  const molecularWeights = Float64Array.from(
    species,
    (_, k) => elements.reduce((sum, e, row) => sum + atoms[row * species.length + k] * ATOMIC_WEIGHTS[e], 0),
  );
  const nasa = Float64Array.from(
    species.flatMap((name) => [...data.species[name].low, ...data.species[name].high]),
  );
  if (!nasa.every(Number.isFinite) || nasa.length !== 14 * species.length) {
    throw new RangeError(`mechanism: each species of "${data.name}" needs two sets of 7 finite coefficients`);
  }
  const reactions = data.reactions.map((reaction) => checked(reaction, species, elements, atoms));
  const { name, source } = data;
  return { name, source, species, elements, atoms, molecularWeights, nasa, reactions };
}

function checked(
  data: ReactionData,
  species: readonly string[],
  elements: readonly string[],
  atoms: Float64Array,
): Reaction {
  const equation = parseEquation(data.equation);
  const index = (name: string) => {
    const k = species.indexOf(name);
    if (k < 0) {
      throw new RangeError(`mechanism: "${data.equation}" needs a species that is not listed, got "${name}"`);
    }
    return k;
  };
  const reactants = equation.reactants.map(index), products = equation.products.map(index);
  for (const [row, element] of elements.entries()) {
    const count = (side: readonly number[]) =>
      side.reduce((sum, k) => sum + atoms[row * species.length + k], 0);
    if (count(reactants) !== count(products)) {
      throw new RangeError(
        `mechanism: "${data.equation}" does not keep ${element}, got ${
          count(reactants)
        } atoms on the left and ` +
          `${count(products)} on the right`,
      );
    }
  }
  if ((equation.collider === "falloff") !== (data.low !== undefined)) {
    throw new RangeError(
      `mechanism: a step with (+M), and no other, has a rate at low pressure, got "${data.equation}"`,
    );
  }
  const order = reactants.length + (equation.collider === "third body" ? 1 : 0);
  return {
    equation: data.equation,
    reactants,
    products,
    reversible: equation.reversible,
    rate: arrhenius(data.equation, data.rate, order),
    low: data.low ? arrhenius(data.equation, data.low, reactants.length + 1) : null,
    troe: data.troe ?? null,
    colliders: colliders(equation, data, species, index),
  };
}

function arrhenius(equation: string, [a, b, energy]: ArrheniusData, order: number): Arrhenius {
  if (!(a > 0 && Number.isFinite(a + b + energy))) {
    throw new RangeError(
      `mechanism: "${equation}" needs a positive finite rate factor, got ${a}, ${b}, ${energy}`,
    );
  }
  // 1 cm³/mol is 10⁻³ m³/kmol, and 1 cal/mol is 1000 cal/kmol.
  return {
    logFactor: Math.log(a * 10 ** (-3 * (order - 1))),
    exponent: b,
    activation: energy * CALORIE * 1000 / GAS_CONSTANT,
  };
}

function colliders(
  { collider }: Equation,
  { equation, efficiencies = {} }: ReactionData,
  species: readonly string[],
  index: (name: string) => number,
): number[] | null {
  const named = Object.entries(efficiencies);
  if (collider === "none") {
    if (named.length === 0) return null;
    throw new RangeError(`mechanism: "${equation}" has efficiencies but no collider M, got ${named.length}`);
  }
  const all = species.map(() => 1);
  for (const [name, efficiency] of named) all[index(name)] = efficiency;
  return all;
}
