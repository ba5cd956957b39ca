/**
 * Approximate posteriors over the parameters of a network, and whether their spread is right. A maximum a posteriori fit is
 * `invertByNetwork` with its `decay`; a deep ensemble is several of them from different seeds.
 *
 * @module
 */
export { type NetworkPosterior, type NetworkSamples, type SamplePlan } from "./energy.ts";
export { mcDropout, type McDropoutOptions } from "./mc_dropout.ts";
export { meanField, type MeanFieldOptions } from "./mean_field.ts";
export { coverage, type Posterior, posteriorOf, recalibration, rescaled } from "./posterior.ts";
export { sgld, type SgldOptions } from "./sgld.ts";
