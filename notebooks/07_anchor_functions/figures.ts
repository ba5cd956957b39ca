/** All figures. */
export { longerCurves, POSITIONS, vocabularyLaw } from "./figures_beyond.ts";
export * from "./figures_of_attention.ts";
export * from "./figures_of_learning.ts";

export * from "./figures_of_pairs.ts";
