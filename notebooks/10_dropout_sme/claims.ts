/** All rows of this paper. */
export * from "./claims_of_condensation.ts";
export * from "./claims_of_equations.ts";
export * from "./claims_of_extensions.ts";
export * from "./claims_of_minima.ts";
export * from "./claims_of_noise.ts";
export * from "./claims_of_onset.ts";
