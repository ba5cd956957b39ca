/** k = A Tᵇ exp(−E/RT): A in cm³, mol and s, b, E in cal/mol. */
export type ArrheniusData = readonly [a: number, b: number, energy: number];

/** Seven coefficients of a NASA polynomial: five of c_p/R, then those of enthalpy and entropy. */
export type NasaCoefficients = readonly [number, number, number, number, number, number, number];

/** A species: its atoms and its thermodynamics. */
export interface SpeciesData {
  /** atoms of each element */
  readonly atoms: Readonly<Record<string, number>>;
  /** up to 1000 K */
  readonly low: NasaCoefficients;
  /** above 1000 K */
  readonly high: NasaCoefficients;
}

/** An elementary reaction, a step of the mechanism, as the literature writes it. */
export interface ReactionData {
  /**
   * Species by name, `2 H + M => H2 + M`: `=>` one way, `<=>` both ways with the reverse rate by the equilibrium
   * constant, `M` a third body, `(+M)` one of a falloff step.
   */
  readonly equation: string;
  /** rate constant, that of high pressure for a falloff step */
  readonly rate: ArrheniusData;
  /** rate constant of a falloff step at low pressure */
  readonly low?: ArrheniusData;
  /** Troe's α, T***, T*, T**; a falloff step without them is Lindemann's */
  readonly troe?: readonly [alpha: number, t3: number, t1: number, t2: number];
  /** efficiencies of colliders, 1 for those not named */
  readonly efficiencies?: Readonly<Record<string, number>>;
}

/** A mechanism as plain data. */
export interface MechanismData {
  readonly name: string;
  /** where the coefficients come from */
  readonly source: string;
  /** in the order of all vectors over species */
  readonly species: Readonly<Record<string, SpeciesData>>;
  readonly reactions: readonly ReactionData[];
}
