/** Readings of a stored run of a network on the line. */
import type { LineRun } from "./line_training.ts";

/**
 * Index of a reading.
 *
 * @throws {RangeError} for a step at which nothing was read
 */
export function indexOfStep({ steps }: Pick<LineRun, "steps">, step: number): number {
  const at = steps.indexOf(step);
  if (at < 0) throw new RangeError(`step ${step}: nothing was read, allowed ${steps.join(", ")}`);
  return at;
}

/** Amplitudes of the error at a step whose spectrum was kept. */
export function spectrumAt({ spectrumSteps, spectra }: LineRun, step: number): number[] {
  return spectra[indexOfStep({ steps: spectrumSteps }, step)];
}

function sinesAt({ sines }: LineRun, step: number): { ends: [number, number]; amplitudes: number[] } {
  if (!sines) throw new RangeError("sine spectra: none were kept in this run");
  const i = indexOfStep(sines, step);
  return { ends: sines.ends[i], amplitudes: sines.amplitudes[i] };
}

/**
 * Size of the sine amplitudes of whole frequencies 1, 2, … at a step at which they were kept: sin(jx/2) has k = j/2.
 */
export function sineAmplitudes(run: LineRun, step: number): number[] {
  return sinesAt(run, step).amplitudes.filter((_, j) => j % 2 === 1).map(Math.abs);
}

/**
 * u_θ − u at points of [0, 2π], from the error at both ends and its sine amplitudes at a step at which they were kept.
 */
export function errorAt(run: LineRun, step: number, x: readonly number[]): number[] {
  const { ends: [left, right], amplitudes } = sinesAt(run, step);
  return x.map((x) =>
    amplitudes.reduce(
      (sum, amplitude, j) => sum + amplitude * Math.sin((j + 1) * x / 2),
      left + (right - left) * x / (2 * Math.PI),
    )
  );
}

/** L_model. */
export function modelLossOf({ residual, boundary }: Pick<LineRun, "residual" | "boundary">): number[] {
  return residual.map((value, i) => value + boundary[i]);
}
