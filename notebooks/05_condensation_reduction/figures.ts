/** Figures of paper 05. */
export * from "./other_figures.ts";
export * from "./surrogate_figures.ts";
