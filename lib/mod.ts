/**
 * The subjects of the collection, one namespace each; import a subject by its own path to load nothing else.
 *
 * @module
 */
export * as sequences from "./sequences/mod.ts";
export * as anomaly from "./anomaly/mod.ts";
export * as claims from "./claims/mod.ts";
export * as combustion from "./combustion/mod.ts";
export * as data from "./data/mod.ts";
export * as gradientNoise from "./gradient_noise/mod.ts";
export * as figure from "./figure/mod.ts";
export * as graph from "./graph/mod.ts";
export * as grokking from "./grokking/mod.ts";
export * as identifiability from "./identifiability/mod.ts";
export * as interpret from "./interpret/mod.ts";
export * as jupyter from "./jupyter/mod.ts";
export * as linalg from "./linalg/mod.ts";
export * as nn from "./nn/mod.ts";
export * as notebook from "./notebook/mod.ts";
export * as optim from "./optim/mod.ts";
export * as pde from "./pde/mod.ts";
export * as random from "./random/mod.ts";
export * as spectral from "./spectral/mod.ts";
export * as stats from "./stats/mod.ts";
export * as train from "./train/mod.ts";
export * as wave from "./wave/mod.ts";
