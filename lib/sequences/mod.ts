/**
 * Tasks on sequences of tokens: `anchors`, where reserved tokens say what to do with a key among noise, and `chains`,
 * where shuffled links lead from a query to its answer. Each has a module of its own, and one to train on it.
 *
 * @module
 */
export * as anchors from "./anchors/mod.ts";
export * as chains from "./chains/mod.ts";
