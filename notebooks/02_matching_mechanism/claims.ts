/** The claims of this notebook and their measures, for `import * as decide`. */
export * from "./claims_of_extensions.ts";
export * from "./claims_of_matching.ts";
export * from "./claims_of_steps.ts";
export * from "./claims_of_training.ts";
export * from "./claims_of_transfer.ts";
export * from "./measures.ts";
