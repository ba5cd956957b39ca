/**
 * Tasks on sequences of tokens: `anchors`, where reserved tokens say what to do with a key among noise, and `chains`,
 * where shuffled links lead from a query to its answer. Each has its own module, and one for training on it.
 *
 * @module
 */
export * as anchors from "./anchors/mod.ts";
export * as chains from "./chains/mod.ts";
