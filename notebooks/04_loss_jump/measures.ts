/** What figures and claims of this notebook read off its runs. */
import { effectiveErrorFrequency, jumpRatio, persistentJump, recoveryStep } from "../../lib/pde/mod.ts";
import { largest, smallest, spearman } from "../../lib/stats/mod.ts";
import type { LineRun } from "./line_training.ts";

/** The step of the persistent jump, J₂₀₀. */
export const TAU = 200;

/** Curves that every run has, on a line or in a plane. */
export type Curves = Pick<LineRun, "steps" | "data" | "residual">;

/** L_data τ steps after the switch over that at the switch. */
export function jump({ steps, data }: Curves, tau = TAU): number {
  return persistentJump({ steps, values: data }, tau);
}

/** First step after the peak at which L_data is back to ten times that at the switch; `null` where never. */
export function recovery({ steps, data }: Curves): number | null {
  return recoveryStep({ steps, values: data }, 10);
}

/** Index of the reading at which L_data is largest after the switch. */
export function peakIndex({ steps, data }: Curves): number {
  return steps.indexOf(jumpRatio({ steps, values: data }).step);
}

/** Index of a reading. */
export function indexOfStep({ steps }: Pick<LineRun, "steps">, step: number): number {
  const at = steps.indexOf(step);
  if (at < 0) throw new RangeError(`step ${step}: nothing was read, allowed ${steps.join(", ")}`);
  return at;
}

/** Amplitudes of the error at a step whose spectrum was kept. */
export function spectrumAt({ spectrumSteps, spectra }: LineRun, step: number): number[] {
  return spectra[indexOfStep({ steps: spectrumSteps }, step)];
}

/** Size of the sine amplitudes of whole frequencies 1, 2, … at a step at which they were kept: sin(jx/2) has k = j/2. */
export function sineAmplitudes({ sines }: LineRun, step: number): number[] {
  if (!sines) throw new RangeError("sineAmplitudes: no sine spectra were kept of this run");
  return sines.amplitudes[indexOfStep(sines, step)].filter((_, j) => j % 2 === 1).map(Math.abs);
}

/** L_model. */
export function modelLossOf({ residual, boundary }: LineRun): number[] {
  return residual.map((value, i) => value + boundary[i]);
}

/** k_eff at every reading, for an operator of order m. */
export function effectiveFrequencies({ residual, data }: Curves, order = 2): number[] {
  return residual.map((value, i) => effectiveErrorFrequency(value, data[i], order));
}

/** Index of the reading at which a falling loss is closest, in its logarithm, to a share of its start. */
export function indexAtShare(loss: readonly number[], share: number): number {
  const distance = loss.map((value) => Math.abs(Math.log(value / loss[0] / share)));
  return distance.indexOf(smallest(distance));
}

/** Rank correlation of the error's amplitude with its frequency, over the amplitudes of k = 1, 2, … */
export function frequencyRank(amplitudes: readonly number[]): number {
  // Ranks are fractions with few digits: −0.9 must not become −0.8999….
  return Number(spearman(amplitudes.map((_, k) => k + 1), amplitudes).toFixed(12));
}

/** Frequency at which a rate is largest. */
export function preferred(frequencies: readonly number[], rate: readonly number[]): number {
  return frequencies[rate.indexOf(largest(rate))];
}

/** Greatest rise of a curve above an earlier value of it; 0 for one that never rises. */
export function greatestRise(values: readonly number[]): number {
  let lowest = Infinity, rise = 0;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    rise = Math.max(rise, value - lowest);
  }
  return rise;
}
