/** Reference for a solver: a wave in a constant velocity, in closed form. */
import { requireInteger, requirePositive } from "../checks.ts";

/** Place and time of a recording in a constant velocity. */
export interface GreensFunctionOptions {
  /** m/s. */
  velocity: number;
  /** Metres from source to receiver. */
  distance: number;
  /** Metres between cells: a source of one cell has its area. */
  spacing: number;
  timeStep: number;
  steps: number;
}

/** Width of the intervals of the integral over u. */
const STEP = 2e-3;

/**
 * The recording p(t) = h²/v² ∫ w(t − (r/v)·cosh u) du/2π of a source of one cell in a constant velocity without edges: the
 * 2-D Green's function under a wavelet.
 *
 * @param wavelet w at any time in seconds, 0 before 0
 * @returns `steps` samples
 * @throws {RangeError} for lengths and times that are not positive
 */
export function greensFunctionRecording(
  wavelet: (time: number) => number,
  { velocity, distance, spacing, timeStep, steps }: GreensFunctionOptions,
): Float64Array {
  const owner = "greensFunctionRecording", arrival = distance / velocity;
  for (const [name, value] of Object.entries({ velocity, distance, spacing, timeStep })) {
    requirePositive(owner, name, value);
  }
  requireInteger(owner, "steps", steps);
  return Float64Array.from({ length: steps }, (_, n) => {
    const time = n * timeStep;
    let sum = 0;
    for (let u = STEP / 2; arrival * Math.cosh(u) < time; u += STEP) {
      sum += wavelet(time - arrival * Math.cosh(u)) * STEP;
    }
    return sum * (spacing / velocity) ** 2 / (2 * Math.PI);
  });
}
