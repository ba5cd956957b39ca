/** Inversion on the grid for velocity and wavelet. */
import { requireInteger, requirePositive, requireSameLength } from "../../checks.ts";
import { lbfgsStart, lbfgsStep } from "../../optim/mod.ts";
import { checkInversion, type GridOptions } from "./inversion.ts";

/** J, ∂J/∂v and ∂J/∂w at velocities in m/s and a wavelet. */
export type WaveletMisfit = (
  velocity: Float64Array,
  wavelet: Float64Array,
) => Promise<{ misfit: number; gradient: Float64Array; byWavelet: Float64Array }>;

/** Settings of {@linkcode invertWithWavelet}. */
export interface WaveletInversionOptions extends Pick<GridOptions, "start" | "bounds"> {
  misfit: WaveletMisfit;
  /** The wavelet to start from. */
  wavelet: Float64Array;
  /** Change of the wavelet, in its unit, that counts as much as 1 km/s of velocity; its peak is a good choice. */
  waveletUnit: number;
  /** Iterations of L-BFGS. */
  iterations: number;
  /** Changes that are kept; 8 by default. */
  history?: number;
}

/** Model and wavelet that explain recordings. */
export interface WaveletInversion {
  readonly velocity: Float64Array;
  readonly wavelet: Float64Array;
  /** J over that of the start. */
  readonly misfit: number;
}

/**
 * L-BFGS over velocities in km/s and the samples of the wavelet at once, J as a share of J₀.
 *
 * @throws {RangeError} for a start outside the bounds, or numbers out of their range
 * @throws {DivergenceError} where the misfit is not finite
 */
export async function invertWithWavelet(options: WaveletInversionOptions): Promise<WaveletInversion> {
  const owner = "invertWithWavelet",
    { misfit, start, bounds, wavelet, waveletUnit, iterations, history = 8 } = options;
  checkInversion(owner, { start, bounds, solves: iterations });
  requireInteger(owner, "iterations", iterations);
  requirePositive(owner, "waveletUnit", waveletUnit);
  const nodes = start.length, initial = new Float64Array(nodes + wavelet.length);
  initial.set(Float64Array.from(start, (v) => v / 1e3));
  initial.set(wavelet.map((w) => w / waveletUnit), nodes);
  const at = (x: Float64Array) => ({
    velocity: x.subarray(0, nodes).map((v) => Math.max(bounds.low, Math.min(bounds.high, 1e3 * v))),
    wavelet: x.subarray(nodes).map((w) => waveletUnit * w),
  });
  let first = 0;
  const evaluate = async (x: Float64Array) => {
    const { velocity, wavelet } = at(x), found = await misfit(velocity, wavelet);
    requireSameLength(owner, "∂J/∂w", found.byWavelet.length, "the wavelet", wavelet.length);
    first ||= found.misfit || 1;
    const gradient = new Float64Array(x.length);
    gradient.set(found.gradient.map((g) => 1e3 * g / first));
    gradient.set(found.byWavelet.map((g) => waveletUnit * g / first), nodes);
    return { value: found.misfit / first, gradient };
  };
  let state = await lbfgsStart(evaluate, initial, { history });
  for (let k = 0; k < iterations && state.end === null; k++) {
    state = await lbfgsStep(evaluate, state, { history });
  }
  return { ...at(state.x), misfit: state.value };
}
