/** All rows, by the experiments that decide them. */
export * from "./claims_beyond.ts";
export * from "./claims_of_attention.ts";
export * from "./claims_of_one_anchor.ts";
export * from "./claims_of_pairs.ts";
