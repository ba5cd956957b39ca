/** All rows of this paper. */
export * from "./claims_of_extensions.ts";
export * from "./claims_of_lines.ts";
export * from "./claims_of_matrices.ts";
export * from "./claims_of_networks.ts";
