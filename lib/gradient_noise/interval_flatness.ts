/** A loss along a line, θ_0 + δv; awaited, so it may run on an engine. */
export type LineLoss = (delta: number) => number | Promise<number>;

/** Options of {@linkcode intervalFlatness}. */
export interface IntervalFlatnessOptions {
  /** Level over the loss at δ = 0; the paper takes 2, Feng and Tu e. Default 2. */
  readonly factor?: number;
  /** First δ that is tried; default 0.1. */
  readonly firstStep?: number;
  /** |δ| beyond which the loss counts as flat; default 10⁴. */
  readonly cap?: number;
  /** Relative accuracy of each end; default 10⁻³. */
  readonly tolerance?: number;
}

/** Ends of the interval around 0 in which the loss stays below the level. */
export interface FlatInterval {
  readonly left: number;
  readonly right: number;
  /** right − left */
  readonly width: number;
  /** Whether an end is the cap instead of the place where the loss reaches the level. */
  readonly capped: boolean;
}

/** Relative width of an interval that floating point can still halve. */
const FINEST = 4 * Number.EPSILON;
/** Growth of the steps that look for the level; small ones do not step over a bump. */
const GROWTH = 1.5;

/**
 * Interval flatness F_v = θ^r − θ^l: the width of the connected interval around δ = 0 in which
 * L(θ_0 + δv) ≤ factor · L(θ_0) (Feng and Tu, 2021).
 *
 * Each end is bracketed by steps that grow (or shrink, where the first is too long) by half, then bisected. A bump
 * narrower than a step is passed over.
 *
 * @param loss L(θ_0 + δv); v should be a unit vector, since the width is measured in its length
 * @param options factor, first step, cap, tolerance
 * @throws {RangeError} if the loss at 0 is not positive and finite, a loss is NaN, or an option is out of range
 */
export async function intervalFlatness(
  loss: LineLoss,
  options: IntervalFlatnessOptions = {},
): Promise<FlatInterval> {
  const { factor = 2, firstStep = 0.1, cap = 1e4, tolerance = 1e-3 } = options;
  if (!(factor > 1)) throw new RangeError(`intervalFlatness: the factor must be above 1, got ${factor}`);
  if (!(firstStep > 0 && cap > firstStep && cap < Infinity)) {
    throw new RangeError(
      `intervalFlatness: needs 0 < firstStep < cap < ∞, got ${firstStep} and ${cap}`,
    );
  }
  if (!(tolerance >= FINEST)) {
    throw new RangeError(
      `intervalFlatness: the tolerance must be > 0, and no finer than ${FINEST}, got ${tolerance}`,
    );
  }
  const start = await loss(0);
  if (!(start > 0 && start < Infinity)) {
    throw new RangeError(
      `intervalFlatness: the loss at the start is ${start}; a multiple of it is a level only where it is positive and finite`,
    );
  }
  const above = async (delta: number) => {
    const value = await loss(delta);
    if (Number.isNaN(value)) throw new RangeError(`intervalFlatness: the loss at δ = ${delta} is NaN`);
    return value > factor * start;
  };
  const end = async (sign: number): Promise<{ at: number; capped: boolean }> => {
    let inside = 0, outside = firstStep;
    if (await above(sign * outside)) {
      // The first step may lie beyond the far wall of a narrow valley, so walk back in the same small steps.
      while (outside > firstStep * 1e-12 && await above(sign * outside / GROWTH)) outside /= GROWTH;
      inside = outside / GROWTH;
    } else {
      do {
        inside = outside;
        outside *= GROWTH;
        if (outside > cap) return { at: sign * cap, capped: true };
      } while (!await above(sign * outside));
    }
    while (outside - inside > tolerance * outside) {
      const middle = (inside + outside) / 2;
      if (await above(sign * middle)) outside = middle;
      else inside = middle;
    }
    return { at: sign * (inside + outside) / 2, capped: false };
  };
  const left = await end(-1), right = await end(1);
  return {
    left: left.at,
    right: right.at,
    width: right.at - left.at,
    capped: left.capped || right.capped,
  };
}
