/** A model similar to Marmousi. */
import type { ModelGrid, VelocityModel } from "../velocity_model.ts";
import { sampledModel } from "./sampled_model.ts";

/** Normal faults, by place at the top, slope (width over depth) and throw. */
const FAULTS = [[0.36, 0.16, 0.07], [0.52, 0.2, 0.09], [0.66, 0.24, 0.06]] as const;

/**
 * Dipping, wavy beds of 1,500 to 3,900 m/s over an anticline, cut by three normal faults, with a thin fast wedge: fine
 * beds whose velocity goes up and down with depth.
 *
 * @throws {RangeError} for fewer than two nodes along an axis
 */
export function marmousiLike(grid: ModelGrid): VelocityModel {
  return sampledModel(grid, (depth, width) => {
    if (depth < 0.075) return 1500;
    let level = depth + 0.12 * (width - 0.5);
    for (const [at, slope, fall] of FAULTS) if (width > at + slope * depth) level -= fall * (1 - depth);
    const fold = 0.16 * Math.exp(-(((width - 0.58) / 0.2) ** 2)) * Math.max(0, depth - 0.35);
    level += fold + 0.012 * Math.sin(9 * width + 3 * depth);
    const bed = Math.sin(62 * level) > 0.1 ? 1 : -1, fine = 0.5 * Math.sin(23 * level);
    const wedge = Math.abs(level - 0.62 - 0.1 * width) < 0.028 * (1 - width) ? 700 : 0;
    const velocity = 1550 + 2000 * Math.max(0, level) + (110 * bed + 160 * fine) * (0.4 + depth) + wedge;
    return Math.max(1500, Math.min(3900, velocity));
  });
}
