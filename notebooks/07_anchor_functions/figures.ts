/** All figures. */
export * from "./figures_beyond.ts";
export * from "./figures_of_attention.ts";
export * from "./figures_of_learning.ts";
export * from "./figures_of_pairs.ts";
