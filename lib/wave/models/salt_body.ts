/** A body of salt in slow sediments. */
import type { ModelGrid, VelocityModel } from "../velocity_model.ts";
import { sampledModel } from "./sampled_model.ts";

/** Velocity of salt, m/s. */
const SALT = 4000;

/**
 * Sediments of 1,500 m/s at the top to 2,900 m/s at the bottom in beds, and a body of salt of 4,000 m/s with a rough top
 * and a stem: the strongest contrast of the models here.
 *
 * @throws {RangeError} for fewer than two nodes along an axis
 */
export function saltBody(grid: ModelGrid): VelocityModel {
  return sampledModel(grid, (depth, width) => {
    if (depth < 0.075) return 1500;
    const top = 0.33 + 1.6 * (width - 0.47) ** 2 + 0.025 * Math.sin(31 * width) +
      0.015 * Math.sin(57 * width);
    const bottom = 0.6 + 0.05 * Math.sin(9 * width);
    const stem = Math.abs(width - 0.5 - 0.1 * (depth - 0.6)) < 0.06 + 0.1 * Math.max(0, depth - 0.8);
    if (depth > top && (depth < bottom || stem) && Math.abs(width - 0.47) < 0.36) return SALT;
    const bed = Math.floor(11 * (depth + 0.05 * width)) % 2 === 0 ? 60 : -60;
    return 1500 + 1400 * depth + bed;
  });
}
