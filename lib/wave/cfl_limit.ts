import { requireOneOf } from "../checks.ts";
import { AXIS_WEIGHTS, type SpaceOrder } from "./laplacian.ts";

/**
 * Greatest v·Δt/h at which leapfrog steps of the 2-D wave equation stay bounded: 2/√(−L̂) with the Laplacian's symbol at
 * the shortest wave of both axes, √(3/8) = 0.612 for the 4th order and 0.555 for the 8th.
 *
 * @throws {RangeError} for another order
 */
export function cflLimit(order: SpaceOrder): number {
  requireOneOf("cflLimit", "the order", `${order}`, Object.keys(AXIS_WEIGHTS));
  const [centre, ...sides] = AXIS_WEIGHTS[order].laplacian;
  // Of one axis; (−1)^k at the shortest wave, on either side.
  const symbol = sides.reduce((sum, weight, k) => sum + (k % 2 === 0 ? -2 : 2) * weight, centre);
  return 2 / Math.sqrt(-2 * symbol);
}
