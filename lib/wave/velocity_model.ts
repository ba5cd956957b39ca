/** Velocity models on a regular grid. */
import { requireInteger, requirePositive, requireVector } from "../checks.ts";

/** Lengths and spacing of a grid of nodes (z·spacing, x·spacing), z = 0 … nz − 1 downwards and x = 0 … nx − 1 across. */
export interface ModelGrid {
  readonly nz: number;
  readonly nx: number;
  /** Metres between nodes. */
  readonly spacing: number;
}

/** Velocities on a grid. */
export interface VelocityModel extends ModelGrid {
  /** Metres a second, `[nz][nx]`, row-major. */
  readonly velocity: Float64Array;
}

/**
 * A model of given velocities, copied.
 *
 * @param velocity `[nz][nx]`, row-major, m/s
 * @throws {RangeError} for lengths that are not positive integers, another number of velocities, or one that is not
 *   positive and finite
 */
export function velocityModel({ nz, nx, spacing }: ModelGrid, velocity: ArrayLike<number>): VelocityModel {
  const owner = "velocity model";
  requireInteger(owner, "nz", nz);
  requireInteger(owner, "nx", nx);
  requirePositive(owner, "spacing", spacing);
  requireVector(owner, "velocity", velocity, nz * nx);
  const copy = Float64Array.from(velocity), bad = copy.findIndex((v) => !(v > 0));
  if (bad >= 0) {
    throw new RangeError(
      `${owner}: velocities must be positive, got ${copy[bad]} at row ${Math.floor(bad / nx)}, column ${
        bad % nx
      }`,
    );
  }
  return { nz, nx, spacing, velocity: copy };
}
