/** An autonomous system ẏ = f(y). */
export interface OdeSystem {
  /** numbers in a state */
  readonly size: number;
  /** Writes f(y) to `out`. */
  derivative(state: Float64Array, out: Float64Array): void;
  /** Writes ∂f/∂y, row-major, to `out`; an implicit method needs it. */
  jacobian?(state: Float64Array, out: Float64Array): void;
}

/** How exactly an adaptive method works. */
export interface IntegrationOptions {
  /** error of a step against |y|, 10⁻⁶ by default */
  readonly rtol?: number;
  /**
   * error of a step besides that against |y|, 10⁻³⁰ by default: a flame starts from radicals that grow out of nothing,
   * and a method that may neglect them finds no ignition at all
   */
  readonly atol?: number;
  /** most steps, refused ones included, 200,000 by default */
  readonly maxSteps?: number;
}

/** A solution at chosen times. */
export interface OdeSolution {
  /** `[times, size]`, row-major */
  readonly states: Float64Array;
  readonly steps: number;
  readonly rejected: number;
}
