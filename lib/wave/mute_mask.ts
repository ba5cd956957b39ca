import { requireFinite, requireInteger } from "../checks.ts";
import { requireShots, type Shot } from "./acquisition.ts";

/** What a mask leaves out. */
export interface MuteMaskOptions {
  nz: number;
  nx: number;
  /** Rows from the surface down that stay as they are, such as known water; 0 unless given. */
  rows?: number;
  /** Cells around each source of these shots in which the gradient is muted. */
  shots?: readonly Shot[];
  /** Radius of that, in cells: zero at the source, whole from the radius on; 0 unless given. */
  radius?: number;
}

/**
 * Factors for a gradient: 0 in known rows, and rising as a squared sine from 0 at each source to 1 at a radius, since the
 * field at a source outweighs everything that it illuminates.
 *
 * ```ts
 * import { muteMask } from "@paper-notebooks/lib/wave";
 *
 * if (`${muteMask({ nz: 3, nx: 1, rows: 1 })}` !== "0,1,1") throw new Error("the known row has no gradient");
 * ```
 *
 * @returns nz·nx numbers in 0 … 1
 * @throws {RangeError} for counts or a radius that cannot be, or sources outside the model
 */
export function muteMask({ nz, nx, rows = 0, shots = [], radius = 0 }: MuteMaskOptions): Float64Array {
  const where = "muteMask";
  requireInteger(where, "nz", nz);
  requireInteger(where, "nx", nx);
  requireInteger(where, "rows", rows, 0, nz);
  requireFinite(where, "radius", [radius]);
  if (radius < 0) throw new RangeError(`${where}: radius must not be negative, got ${radius}`);
  if (shots.length > 0) requireShots(where, shots, { nz, nx });
  const mask = new Float64Array(nz * nx).fill(1, rows * nx), reach = Math.ceil(radius);
  for (const { source: [z0, x0] } of shots) {
    for (let z = Math.max(rows, z0 - reach); z <= Math.min(nz - 1, z0 + reach); z++) {
      for (let x = Math.max(0, x0 - reach); x <= Math.min(nx - 1, x0 + reach); x++) {
        const share = Math.hypot(z - z0, x - x0) / radius;
        if (share < 1) mask[z * nx + x] = Math.min(mask[z * nx + x], Math.sin(Math.PI / 2 * share) ** 2);
      }
    }
  }
  return mask;
}
