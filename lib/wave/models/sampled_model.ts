/** Models that are functions of place, so that they can be drawn on any grid. */
import { type ModelGrid, type VelocityModel, velocityModel } from "../velocity_model.ts";

/**
 * Velocity in m/s at a place, both coordinates from 0 to 1: depth from the top, width from the left.
 */
export type VelocityAt = (depth: number, width: number) => number;

/**
 * A function of place on a grid whose corner nodes are the corners of the unit square.
 *
 * @throws {RangeError} for fewer than two nodes along an axis, or velocities that are not positive
 */
export function sampledModel(grid: ModelGrid, at: VelocityAt): VelocityModel {
  const { nz, nx } = grid;
  if (!(nz >= 2 && nx >= 2)) {
    throw new RangeError(`sampled model: needs 2 × 2 nodes or more, got ${nz} × ${nx}`);
  }
  const velocity = Float64Array.from(
    { length: nz * nx },
    (_, i) => at(Math.floor(i / nx) / (nz - 1), (i % nx) / (nx - 1)),
  );
  return velocityModel(grid, velocity);
}
