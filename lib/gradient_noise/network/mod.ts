/**
 * Classifiers in training with dropout, and the noise of their gradients against flatness and curvature of the loss. A
 * room of its own, since the other parts of `gradient_noise` load no engine.
 *
 * @module
 */
export * from "./checkpoint_readings.ts";
export { Classifier, type Inputs, type Tensors } from "./classifier.ts";
export * from "./dropout_network.ts";
export * from "./measure_noise.ts";
export {
  aboveFloor,
  FIT_PARTS,
  type NoiseMeasureSettings,
  NoiseReader,
  type NoiseReading,
  type StoredFit,
} from "./noise_reader.ts";
export * from "./train_dial.ts";
export * from "./two_layer_losses.ts";
