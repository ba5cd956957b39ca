/** The figures of this notebook, for `import * as draw`. */
export * from "./figures_of_matching.ts";
export * from "./figures_of_steps.ts";
export * from "./figures_of_training.ts";
