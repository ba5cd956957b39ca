/** Dipping layers, one fault and a slow lens. */
import type { ModelGrid, VelocityModel } from "../velocity_model.ts";
import { sampledModel } from "./sampled_model.ts";

const LAYERS = [1550, 1750, 2100, 2500, 2150, 2750, 3150, 3000];

/**
 * Eight dipping layers of 1,550 to 3,150 m/s, cut by a fault, with a lens of 1,700 m/s and a flat top: blocky, with a
 * velocity that once falls with depth.
 *
 * @throws {RangeError} for fewer than two nodes along an axis
 */
export function layeredFaultLens(grid: ModelGrid): VelocityModel {
  return sampledModel(grid, (depth, width) => {
    // In nodes of a grid of 40 × 60.
    const z = 39 * depth, x = 59 * width;
    if (z < 3) return LAYERS[0];
    if (((x - 22) / 8) ** 2 + ((z - 22) / 3) ** 2 < 1) return 1700;
    const shift = x > 34 + 0.25 * z ? 5 : 0;
    return LAYERS[Math.max(0, Math.min(7, Math.floor((z - 0.08 * x + shift + 2) / 5.5)))];
  });
}
