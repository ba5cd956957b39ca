/**
 * Penalties on velocity maps, with their gradients.
 *
 * @module
 */
export { type MapShape, type Penalty } from "./penalty.ts";
export { tikhonov } from "./tikhonov.ts";
export { totalVariation } from "./total_variation.ts";
