/** A model similar to the SEG/EAGE overthrust. */
import type { ModelGrid, VelocityModel } from "../velocity_model.ts";
import { sampledModel } from "./sampled_model.ts";

const BEDS = [1700, 2100, 1900, 2500, 2300, 2900, 2700, 3300, 3100, 3700];

/**
 * Beds that were pushed over themselves along a curved thrust, so that the same beds of 1,700 to 3,700 m/s lie above each
 * other twice, and slow sediments in a channel on top.
 *
 * @throws {RangeError} for fewer than two nodes along an axis
 */
export function overthrustLike(grid: ModelGrid): VelocityModel {
  return sampledModel(grid, (depth, width) => {
    if (depth < 0.075) return 1700;
    if (((width - 0.78) / 0.13) ** 2 + ((depth - 0.075) / 0.12) ** 2 < 1) return 1600;
    const thrust = 0.78 - 0.75 * width ** 1.6;
    // Above the thrust the beds come from below, bent as the thrust is.
    const level = depth < thrust
      ? depth + 0.22 * (1 - (thrust - depth)) - 0.18 * Math.sin(Math.PI * Math.min(1, width / 0.75))
      : depth + 0.02 * Math.sin(7 * width);
    return BEDS[Math.max(0, Math.min(BEDS.length - 1, Math.floor(level * BEDS.length)))];
  });
}
