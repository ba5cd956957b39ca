/** All figures of this paper. */
export * from "./comparison_figures.ts";
export * from "./curve_figures.ts";
export * from "./extension_figures.ts";
export * from "./rank_figures.ts";
export * from "./series_figures.ts";
