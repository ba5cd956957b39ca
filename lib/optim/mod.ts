/**
 * Optimizers that update one flat parameter vector in traced code.
 *
 * @module
 */
export { adam, type AdamOptions } from "./adam.ts";
export { type LearningRate, type Optimizer, type Slots } from "./optimizer.ts";
export { sgd, type SgdOptions } from "./sgd.ts";
