/**
 * How close an inverted model is to the true one, and what maps are made of.
 *
 * @module
 */
export { type CorrelationReach, correlationReach } from "./correlation_reach.ts";
export { mape, psnrDb, relativeL2, snrDb } from "./relative_l2.ts";
export { ssim } from "./ssim.ts";
export { wavenumberBands } from "./wavenumber_bands.ts";
