/** All figures of this paper. */
export * from "./condensation_figures.ts";
export * from "./loss_figures.ts";
export * from "./noise_figures.ts";
export * from "./path_figures.ts";
export * from "./onset_figures.ts";
