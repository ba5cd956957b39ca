/**
 * Models as functions of a flat parameter vector, their initial values, and losses, in ordinary TF.js for tracing.
 *
 * @module
 */
export * from "./activation.ts";
export * from "./attention.ts";
export * from "./batch_norm.ts";
export * from "./chain.ts";
export * from "./conv.ts";
export * from "./dense.ts";
export * from "./embedding.ts";
export * from "./filter_normalised.ts";
export * from "./hooks.ts";
export * from "./initialize.ts";
export * from "./initialize_orthogonal.ts";
export * from "./initialize_variance.ts";
export * from "./interventions.ts";
export * from "./inverted_residual.ts";
export * from "./layer_norm.ts";
export * from "./loss.ts";
export * from "./loss_profile.ts";
export * from "./mobile_net.ts";
export * from "./model.ts";
export * from "./multilayer_perceptron.ts";
export * from "./parameter.ts";
export * from "./recurrent.ts";
export * from "./recurrent_cell.ts";
export * from "./residual.ts";
export * from "./sine_start.ts";
export * from "./skip_net.ts";
export * from "./transformer_decoder.ts";
export * from "./transformer_layer.ts";
