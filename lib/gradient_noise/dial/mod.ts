/**
 * Dropout with its drift and its noise set independently, for any network that the engine traces. A room of its own,
 * since the other parts of `gradient_noise` load no engine.
 *
 * @module
 */
export { type DialSettings, dialWeights } from "./dial_weights.ts";
export { dropoutDial, type DropoutDialOptions } from "./dropout_dial.ts";
export { dropoutRegularizer } from "./dropout_regularizer.ts";
