/**
 * How close an inverted model is to the true one.
 *
 * @module
 */
export { mape, psnrDb, relativeL2, snrDb } from "./relative_l2.ts";
export { ssim } from "./ssim.ts";
