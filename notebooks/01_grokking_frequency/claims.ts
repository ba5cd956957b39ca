/** The rows of the paper's claims table, and our own. */
export * from "./claims_activations.ts";
export * from "./claims_beyond.ts";
export * from "./claims_data.ts";
export { sineClaims } from "./claims_line.ts";
