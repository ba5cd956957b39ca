/** The figures of the notebook. */
export * from "./figures_beyond.ts";
export * from "./figures_data.ts";
export * from "./figures_line.ts";
