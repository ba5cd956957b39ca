/**
 * Recordings before they are inverted: filters, noise, and the misfit at which to stop.
 *
 * @module
 */
export { addNoise, type NoiseLevel, type NoisyData } from "./add_noise.ts";
export { discrepancyLevel } from "./discrepancy_level.ts";
export { lowPass, type LowPassOptions } from "./low_pass.ts";
