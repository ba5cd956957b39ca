import { requireVector } from "../checks.ts";
import { cflLimit } from "./cfl_limit.ts";
import { HIGHEST_OVER_PEAK } from "./ricker_wavelet.ts";
import type { WaveSettings } from "./wave_settings.ts";

/** A velocity for which the steps in time are too long; during an inversion the model has become too fast. */
export class CflError extends RangeError {
  override name = "CflError";
  constructor(
    where: string,
    /** Row and column. */ readonly cell: readonly [number, number],
    /** Velocity there, m/s. */ readonly velocity: number,
    /** Greatest that the grid and the time step allow, m/s. */ readonly limit: number,
    /** The largest time step for this velocity, s. */ readonly timeStep: number,
  ) {
    super(
      `${where}: the velocity ${velocity} m/s at [${cell.join(", ")}] is beyond the limit of stability, ` +
        `${limit.toFixed(1)} m/s; it needs a time step of ${timeStep.toPrecision(4)} s or less`,
    );
  }
}

/** Points a shortest wavelength below which waves are nonsense. */
const FEWEST_POINTS = 3;

/**
 * Checks a velocity model against the grid and the time step.
 *
 * @param velocity nz·nx numbers, m/s, row by row
 * @throws {RangeError} for another length, numbers that are not finite and positive, or less than three points a
 * wavelength at 2.5 times the peak frequency
 * @throws {CflError} for a velocity beyond the limit of stability
 */
export function requireVelocity(
  where: string,
  velocity: ArrayLike<number>,
  settings: Required<WaveSettings>,
): void {
  const { nz, nx, spacing, timeStep, order, peakFrequency } = settings;
  requireVector(where, "the velocity", velocity, nz * nx);
  let slowest = 0, fastest = 0;
  for (let i = 1; i < velocity.length; i++) {
    if (velocity[i] < velocity[slowest]) slowest = i;
    if (velocity[i] > velocity[fastest]) fastest = i;
  }
  const cell = (i: number) => [Math.floor(i / nx), i % nx] as const;
  if (velocity[slowest] <= 0) {
    throw new RangeError(
      `${where}: the velocity must be positive, got ${velocity[slowest]} at [${cell(slowest).join(", ")}]`,
    );
  }
  const limit = cflLimit(order) * spacing / timeStep, most = velocity[fastest];
  if (most > limit) {
    throw new CflError(where, cell(fastest), most, limit, cflLimit(order) * spacing / most);
  }
  const points = pointsPerWavelength(velocity[slowest], spacing, peakFrequency);
  if (points < FEWEST_POINTS) {
    throw new RangeError(
      `${where}: a peak frequency of ${peakFrequency} Hz has ${
        points.toFixed(1)
      } points a shortest wavelength at ` +
        `${velocity[slowest]} m/s and ${spacing} m, at least ${FEWEST_POINTS} are needed`,
    );
  }
}

/**
 * Cells that the shortest wavelength spans, at 2.5 times the peak frequency. Below five the 4th order disperses visibly.
 *
 * @param velocity the slowest, m/s
 * @param spacing m
 * @param peakFrequency Hz
 */
export function pointsPerWavelength(velocity: number, spacing: number, peakFrequency: number): number {
  return velocity / (HIGHEST_OVER_PEAK * peakFrequency * spacing);
}
