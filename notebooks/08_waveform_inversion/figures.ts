/** All figures of this paper. */
export * from "./figures_of_comparison.ts";
export * from "./figures_of_extensions.ts";
export * from "./figures_of_surveys.ts";
