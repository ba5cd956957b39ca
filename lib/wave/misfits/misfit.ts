/** How far simulated data are from what was observed, for one shot. */
export interface MisfitAndSource {
  readonly misfit: number;
  /** Derivative by each simulated number, in the same order. */
  readonly adjointSource: Float64Array;
}

/**
 * A measure of one shot's data.
 *
 * @param simulated step by step, one number per receiver
 * @param shot index of the shot
 */
export type Misfit = (simulated: Float32Array | Float64Array, shot: number) => MisfitAndSource;
