/** R, J/kmol/K (CODATA 2018). */
export const GAS_CONSTANT = 8314.46261815324;
/** Pressure of the standard state of the NASA polynomials, Pa. */
export const ATMOSPHERE = 101325;
/** J/cal, of activation energies in mechanisms. */
export const CALORIE = 4.184;
/** Atomic weights, kg/kmol (IUPAC, as Cantera 3 rounds them). */
export const ATOMIC_WEIGHTS: Readonly<Record<string, number>> = {
  H: 1.008,
  C: 12.011,
  N: 14.007,
  O: 15.999,
};
