/** All figures of the notebook. */
export * from "./equation_figures.ts";
export * from "./extension_figures.ts";
export * from "./opening_figures.ts";
export * from "./spectrum_figures.ts";
export * from "./switch_figures.ts";
