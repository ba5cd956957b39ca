/** The start model that assumes only that velocity grows with depth. */
import type { ModelGrid, VelocityModel } from "../velocity_model.ts";
import { sampledModel } from "./sampled_model.ts";

/**
 * Velocities that grow in proportion to depth; equal ends give a constant model.
 *
 * @param top m/s in the first row
 * @param bottom m/s in the last
 * @throws {RangeError} for velocities that are not positive, or fewer than two nodes along an axis
 */
export function linearInDepth(grid: ModelGrid, top: number, bottom: number): VelocityModel {
  return sampledModel(grid, (depth) => top + (bottom - top) * depth);
}
