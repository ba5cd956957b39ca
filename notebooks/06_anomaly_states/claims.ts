/** All rows of this paper. */
export * from "./claims_of_choices.ts";
export * from "./claims_of_extensions.ts";
export * from "./claims_of_nets.ts";
export * from "./claims_of_ranks.ts";
