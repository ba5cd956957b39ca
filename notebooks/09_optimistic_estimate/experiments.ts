/** The experiments whose runs are read together, for the types of what they give. */
export { default as depth } from "./depth.ts";
export { default as depthCloser } from "./depth_closer.ts";
export { default as dropoutLargeStart } from "./dropout_large_start.ts";
export { default as dropoutThreeSteps } from "./dropout_three_steps.ts";
export { default as exactRanks } from "./exact_ranks.ts";
export { default as initialSize } from "./initial_size.ts";
export { default as labelNoise } from "./label_noise.ts";
export { default as masks } from "./masks.ts";
export { default as matrixCompletion } from "./matrix_completion.ts";
export { default as optimisticStart } from "./optimistic_start.ts";
export { default as otherBiases } from "./other_biases.ts";
export { default as otherTarget } from "./other_target.ts";
export { default as randomFeatures } from "./random_features.ts";
export { default as reparameterisation } from "./reparameterisation.ts";
export { default as secondOrder } from "./second_order.ts";
export { default as smallWidths } from "./small_widths.ts";
export { default as smallerStarts } from "./smaller_starts.ts";
