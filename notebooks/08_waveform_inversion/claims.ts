/** All rows of this paper. */
export * from "./claims_of_comparison.ts";
export * from "./claims_of_extensions.ts";
export * from "./claims_of_paper.ts";
