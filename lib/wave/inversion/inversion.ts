/** What all inversions have in common: a misfit with its gradient, a budget of wave solves, and when to stop. */
import { requireInteger, requireVector } from "../../checks.ts";
import type { Penalty } from "../regularisers/mod.ts";

/** A misfit J and ∂J/∂v at a model. */
export interface MisfitAndGradient {
  readonly misfit: number;
  /** One number per node, per m/s. */
  readonly gradient: Float64Array;
}

/** J and ∂J/∂v at velocities in m/s: one wave solve and its adjoint for each shot. */
export type VelocityMisfit = (velocity: Float64Array) => Promise<MisfitAndGradient>;

/** An intermediate model, reported after its misfit was computed. */
export interface InversionStep {
  /** Gradients computed so far, this one included. */
  readonly solves: number;
  readonly misfit: number;
  readonly velocity: Float64Array;
}

/** Options of all inversions. */
export interface InversionOptions {
  misfit: VelocityMisfit;
  /** Gradients, at most: each costs a wave solve and its adjoint for each shot. */
  solves: number;
  /** Ends where the misfit falls below it: the discrepancy level. */
  stopBelow?: number;
  /** Sees every model that the method accepts. */
  watch?(step: InversionStep): void;
  /** Ends between two gradients. */
  signal?: AbortSignal | undefined;
}

/** What an inversion leaves. */
export interface Inversion {
  /** The last model whose misfit was computed and accepted, m/s. */
  readonly velocity: Float64Array;
  /** Its misfit. */
  readonly misfit: number;
  readonly solves: number;
  /** Why it ended; "no descent" where a line search found nothing lower. */
  readonly end: "budget" | "discrepancy" | "no descent";
}

/** Thrown where a misfit or its gradient is not finite: it names the gradient and the greatest velocity. */
export class InversionError extends Error {
  override readonly name = "InversionError";
}

/** Penalties on the model in addition to the misfit, as shares of the misfit at the start. */
export interface GridOptions extends InversionOptions {
  /** v₀, m/s. */
  start: ArrayLike<number>;
  /** Velocities are kept between these, m/s. */
  bounds: { low: number; high: number };
  /** Added to J/J₀, from velocities in km/s. */
  penalty?(kmPerSecond: Float64Array): Penalty;
  /** What is done to ∂J/∂v before it is used: smoothing, illumination, a fixed kernel. */
  precondition?(gradient: Float64Array): Float64Array;
}

/**
 * Checks the options of all inversions.
 *
 * @throws {RangeError} for a budget that is not a positive integer, or bounds and a start that do not fit
 */
export function checkInversion(
  owner: string,
  { solves, start, bounds }: Pick<GridOptions, "solves"> & Partial<GridOptions>,
): void {
  requireInteger(owner, "solves", solves);
  if (!bounds || !start) return;
  if (!(bounds.low > 0 && bounds.low < bounds.high && bounds.high < Infinity)) {
    throw new RangeError(`${owner}: bounds must be 0 < low < high, got ${bounds.low} and ${bounds.high}`);
  }
  requireVector(owner, "start", start, start.length);
  for (let i = 0; i < start.length; i++) {
    if (start[i] < bounds.low || start[i] > bounds.high) {
      throw new RangeError(
        `${owner}: the start must lie within the bounds ${bounds.low} … ${bounds.high} m/s, got ${
          start[i]
        } at node ${i}`,
      );
    }
  }
}

/**
 * A misfit that counts its calls and fails where a result is not finite.
 *
 * @throws {InversionError} from the misfit, which names the solve and the greatest velocity
 */
export function countedMisfit(misfit: VelocityMisfit): VelocityMisfit & { readonly solves: () => number } {
  let solves = 0;
  const counted = async (velocity: Float64Array) => {
    solves++;
    const found = await misfit(velocity);
    if (Number.isFinite(found.misfit) && found.gradient.every(Number.isFinite)) return found;
    const highest = velocity.reduce((top, v) => Math.max(top, v), 0);
    throw new InversionError(
      `inversion: the misfit or its gradient is not finite, got ${found.misfit} at gradient ${solves}, greatest velocity ${highest} m/s`,
    );
  };
  return Object.assign(counted, { solves: () => solves });
}
