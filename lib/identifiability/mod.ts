/**
 * How many samples a model needs: ranks of a model at a point, closed formulas of the optimistic sample size (paper
 * 09), embeddings of narrow networks in wide ones, patterns of matrix entries, and many small trainings in float64 at
 * once. The engine's version of these trainings is in `engine/`, which this module does not load.
 *
 * @module
 */
export * from "./descend.ts";
export * from "./embeddings.ts";
export * from "./factorisation.ts";
export * from "./finish_by_least_squares.ts";
export * from "./initialisation.ts";
export * from "./least_nuclear_norm.ts";
export * from "./minimum_norm.ts";
export * from "./model.ts";
export * from "./model_rank.ts";
export * from "./product_models.ts";
export * from "./rank_activation.ts";
export * from "./rank_staircase.ts";
export * from "./recovery.ts";
export * from "./sample_size.ts";
export * from "./sampling_pattern.ts";
export * from "./small_start_training.ts";
export * from "./tanh_rank.ts";
export * from "./two_layer_network.ts";
