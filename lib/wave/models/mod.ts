/**
 * Velocity models to invert: four that are made by formula on any grid, Marmousi from a data folder, and what starts are
 * made of.
 *
 * @module
 */
export { gaussianSmooth } from "./gaussian_smooth.ts";
export { layeredFaultLens } from "./layered_fault_lens.ts";
export { linearInDepth } from "./linear_in_depth.ts";
export { loadMarmousi } from "./marmousi.ts";
export { marmousiLike } from "./marmousi_like.ts";
export { MODEL_NAMES, modelByName, type ModelName } from "./model_by_name.ts";
export { overthrustLike } from "./overthrust_like.ts";
export { halvedGrid, refinedModel } from "./refined_model.ts";
export { saltBody } from "./salt_body.ts";
export { sampledModel, type VelocityAt } from "./sampled_model.ts";
