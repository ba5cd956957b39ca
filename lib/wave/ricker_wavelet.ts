import { requireFinite, requireInteger, requirePositive } from "../checks.ts";

/** Of a Ricker wavelet. */
export interface RickerOptions {
  /** Frequency at the peak of its spectrum, Hz. */
  peakFrequency: number;
  /** Seconds between samples. */
  timeStep: number;
  /** Samples. */
  steps: number;
  /** Time of its peak in seconds; 1.5/peakFrequency unless given. */
  delay?: number;
  /** Value at its peak; 1 unless given. */
  amplitude?: number;
}

/**
 * Samples w(t) = (1 − 2π²f²τ²)·exp(−π²f²τ²), τ = t − delay, of a Ricker wavelet.
 *
 * @returns as many numbers as steps
 * @throws {RangeError} for frequencies, time steps or counts that are not positive, or a wavelet that the time step
 * cannot hold: 2.5 times the peak frequency, where its spectrum ends, must lie below 1/(2·timeStep)
 */
export function rickerWavelet(options: RickerOptions): Float64Array {
  const where = "rickerWavelet", { peakFrequency, timeStep, steps, amplitude = 1 } = options;
  requirePositive(where, "peakFrequency", peakFrequency);
  requirePositive(where, "timeStep", timeStep);
  requireInteger(where, "steps", steps);
  const { delay = 1.5 / peakFrequency } = options;
  requireFinite(where, "delay and amplitude", [delay, amplitude]);
  requireSampled(where, peakFrequency, timeStep);
  return Float64Array.from({ length: steps }, (_, n) => {
    const square = (Math.PI * peakFrequency * (n * timeStep - delay)) ** 2;
    return amplitude * (1 - 2 * square) * Math.exp(-square);
  });
}

/** Share of the peak frequency above which a Ricker wavelet has nothing left to tell. */
export const HIGHEST_OVER_PEAK = 2.5;

/**
 * Checks that samples in time hold the frequencies of a wavelet.
 *
 * @throws {RangeError} where 2.5 times the peak frequency lies above 1/(2·timeStep)
 */
export function requireSampled(where: string, peakFrequency: number, timeStep: number): void {
  const highest = HIGHEST_OVER_PEAK * peakFrequency, nyquist = 1 / (2 * timeStep);
  if (highest <= nyquist) return;
  throw new RangeError(
    `${where}: a peak frequency of ${peakFrequency} Hz reaches to ${highest} Hz, ` +
      `but a time step of ${timeStep} s holds ${nyquist} Hz at most`,
  );
}
