/** All figures of the notebook. */
export * from "./answer_figures.ts";
export * from "./exception_figures.ts";
export * from "./extension_figures.ts";
export * from "./inside_figures.ts";
export * from "./ladder_figures.ts";
export * from "./phase_figures.ts";
export * from "./weight_figures.ts";
