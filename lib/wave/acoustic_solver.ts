/** The wave equation in SI units on one thread, one shot at a time. */
import { requireVector } from "../checks.ts";
import { type Cell, requireShots, type Shot } from "./acquisition.ts";
import { type CheckpointPlan, checkpointPlan } from "./checkpoint_plan.ts";
import { AXIS_WEIGHTS } from "./laplacian.ts";
import { lightCone } from "./light_cone.ts";
import type { MisfitAndSource } from "./misfits/misfit.ts";
import { requireVelocity } from "./velocity_check.ts";
import { type SavedState, WaveFields } from "./wave_fields.ts";
import { checkedWaveSettings, type WaveSettings } from "./wave_settings.ts";

/** Derivatives of one shot's misfit. */
export interface ShotGradient {
  /** By the velocity of each cell. */
  readonly gradient: Float64Array;
  /** By each sample of the wavelet. */
  readonly wavelet: Float64Array;
  /** Diagonal of the pseudo-Hessian by velocity (Shin et al. 2001): Σ (∂m/∂v·Lp)², where m = v²Δt²/h². */
  readonly illumination: Float64Array;
}

/** A solver for one shot at a time. */
export interface AcousticSolver {
  readonly settings: Required<WaveSettings>;
  /**
   * Take another velocity, nz·nx numbers in m/s, row by row.
   *
   * @throws {RangeError} for numbers that are not finite and positive, or too slow for the grid
   * @throws {CflError} for a velocity beyond the limit of stability
   */
  setVelocity(velocity: ArrayLike<number>): void;
  /**
   * Pressure at the receivers, steps × receivers, for a source of v²-free strength Δt²·wavelet.
   *
   * @throws {RangeError} for a shot outside the model, or a wavelet of another length
   */
  forward(shot: Shot, wavelet: ArrayLike<number>): Float32Array;
  /** As `forward`, and keep what {@linkcode AcousticSolver.backward} needs. */
  forwardKept(shot: Shot, wavelet: ArrayLike<number>): Float32Array;
  /**
   * Derivatives after `forwardKept`.
   *
   * @param adjointSource derivative of the misfit by each number of the data
   * @throws {RangeError} for another length, or numbers that are not finite
   */
  backward(adjointSource: ArrayLike<number>): ShotGradient;
  /** Data, misfit and derivatives of one shot. */
  gradient(
    shot: Shot,
    wavelet: ArrayLike<number>,
    misfit: (data: Float32Array) => MisfitAndSource,
  ): ShotGradient & { misfit: number; data: Float32Array };
  /** Bytes that its memory takes now. */
  bytes(): number;
}

/** A power of two near the greatest of some numbers, 1 where all are 0. */
function binarySize(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most === 0 ? 1 : 2 ** Math.floor(Math.log2(most));
}

/**
 * Solves p_tt/v² = ∇²p + f with leapfrog steps p(n+1) = 2p(n) − p(n−1) + m·Lp(n) + Δt²·w(n)·e_s, m = v²Δt²/h², in float32
 * with an absorbing layer, and differentiates any misfit of the data by velocity and wavelet: the discrete adjoint, exact
 * to rounding where every step is stored.
 *
 * @throws {RangeError} for settings that are unknown or out of their range
 */
export function acousticSolver(given: WaveSettings): AcousticSolver {
  const where = "acousticSolver", settings = checkedWaveSettings(where, given);
  const { nz, nx, spacing, timeStep, steps, order, storeEvery, memoryLimit } = settings;
  const fields = new WaveFields(settings), { kernel, grid } = fields;
  const bounds = kernel.take(8 * steps), waves = kernel.take(4 * steps), atSource = kernel.take(4 * steps);
  const energy = kernel.take(fields.stepBytes), base = kernel.bytes;
  let velocity: Float64Array | null = null, kept: KeptRun | null = null;
  const m = ([z, x]: Cell) => (velocity![z * nx + x] * timeStep / spacing) ** 2;

  /** Everything at rest and in place for a shot. */
  function begin(shot: Shot, wavelet: ArrayLike<number>): ShotRun {
    if (velocity === null) throw new RangeError(`${where}: a velocity is needed first, got none`);
    requireShots(where, [shot], settings);
    requireVector(where, "the wavelet", wavelet, steps);
    kept = null;
    kernel.release(base);
    const count = shot.receivers.length, size = binarySize(wavelet);
    const receivers = kernel.take(4 * count), data = kernel.take(4 * steps * count);
    kernel.integers(receivers, count).set(shot.receivers.map((cell) => fields.offset(cell)));
    kernel.floats(waves, steps).set(Float32Array.from(wavelet, (w) => w / size));
    kernel.integers(bounds, 2 * steps).set(lightCone({
      ...{ order, steps, speeds: fields.speeds, source: shot.source[0] + grid.above },
      receivers: shot.receivers.map(([z]) => z + grid.above),
    }));
    fields.rest();
    return { shot, source: fields.offset(shot.source), receivers, count, data, scale: size * timeStep ** 2 };
  }
  function run({ source, receivers, count, data }: ShotRun, from: number, to: number, snaps = 0): void {
    const every = snaps === 0 ? 0 : storeEvery;
    kernel.functions.forward(
      ...[order, from, to, bounds, source, waves, receivers, count, data, snaps, every],
    );
  }
  const dataOf = ({ data, count, scale }: ShotRun) =>
    kernel.floats(data, steps * count).map((value) => value * scale);

  /** Runs a part again, with the adjoint put aside. */
  function again(keptRun: KeptRun, from: number, to: number): void {
    const { states, plan, snaps } = keptRun, aside = states[plan.segments - 1];
    fields.save(aside);
    fields.restore(states[from / plan.length]);
    run(keptRun, from, to, snaps);
    fields.restore(aside);
  }

  const solver: AcousticSolver = {
    settings,
    setVelocity(next) {
      requireVelocity(where, next, settings);
      velocity = Float64Array.from(next);
      kept = null;
      fields.setVelocity(velocity);
    },
    forward(shot, wavelet) {
      const shotRun = begin(shot, wavelet);
      run(shotRun, 0, steps);
      return dataOf(shotRun);
    },
    forwardKept(shot, wavelet) {
      const shotRun = begin(shot, wavelet), residuals = kernel.take(4 * steps * shotRun.count);
      const { stepBytes: stored, stateBytes: state } = fields;
      const sizes = { steps: steps - 1, storeEvery, stored, state, fixed: kernel.bytes, limit: memoryLimit };
      const plan = checkpointPlan(sizes), snaps = kernel.take(plan.stored * stored);
      const states = Array.from({ length: plan.states }, () => fields.takeState());
      const last = (plan.segments - 1) * plan.length;
      for (let from = 0; from < last; from += plan.length) {
        fields.save(states[from / plan.length]);
        run(shotRun, from, from + plan.length);
      }
      run(shotRun, last, steps - 1, snaps);
      // The last step only records.
      run(shotRun, steps - 1, steps);
      kept = { ...shotRun, plan, snaps, states, residuals };
      return dataOf(kept);
    },
    backward(adjointSource) {
      if (kept === null) throw new RangeError(`${where}: backward needs forwardKept before it, got none`);
      const { shot, source, receivers, count, plan, snaps, residuals, scale } = kept;
      requireVector(where, "the adjoint source", adjointSource, steps * count);
      const ratios = shot.receivers.map(m), size = binarySize(adjointSource) * binarySize(ratios);
      kernel.floats(residuals, steps * count).set(
        Float32Array.from(adjointSource, (r, i) => r * ratios[i % count] / size),
      );
      for (const sums of [fields.gradient, energy]) kernel.floats(sums, fields.cells).fill(0);
      fields.rest();
      for (let from = (plan.segments - 1) * plan.length; from >= 0; from -= plan.length) {
        const to = Math.min(from + plan.length, steps - 1);
        if (to < steps - 1) again(kept, from, to);
        kernel.functions.energy(from, to, bounds, snaps, storeEvery, energy);
        kernel.functions.backward(
          ...[order, from, to, bounds, source, atSource, receivers, count, residuals, snaps, storeEvery],
        );
      }
      kept = null;
      return derivatives(shot, scale, size);
    },
    gradient(shot, wavelet, misfit) {
      const data = solver.forwardKept(shot, wavelet), { misfit: value, adjointSource } = misfit(data);
      return { ...solver.backward(adjointSource), misfit: value, data };
    },
    bytes: () => kernel.bytes,
  };
  return solver;

  /** ∂J/∂m = −Σ (q/m)∘K/S and ∂m/∂v = 2m/v, of fields over `dataScale` and `size`. */
  function derivatives(shot: Shot, dataScale: number, size: number): ShotGradient {
    const { scale } = AXIS_WEIGHTS[order], { columns, copied } = grid, gradient = new Float64Array(nz * nx);
    const sums = kernel.floats(fields.gradient, fields.cells),
      factor = 2 * storeEvery * dataScale * size / scale;
    // The layer's share goes to the edge cells.
    copied.forEach((cell, i) => {
      gradient[cell] -= sums[Math.floor(i / columns) * fields.stride + i % columns] * factor /
        velocity![cell];
    });
    const wavelet = Float64Array.from(
      kernel.floats(atSource, steps),
      (q) => q * size * timeStep ** 2 / m(shot.source),
    );
    // Nothing is recorded after it.
    wavelet[steps - 1] = 0;
    const squares = kernel.floats(energy, fields.cells);
    const illumination = gradient.map((_, cell) => {
      const at: Cell = [Math.floor(cell / nx), cell % nx], slope = 2 * m(at) / velocity![cell];
      return storeEvery * squares[fields.offset(at) / 4] * (slope * dataScale / scale) ** 2;
    });
    return { gradient, wavelet, illumination };
  }
}

/** A shot in the kernel's memory, by addresses. */
interface ShotRun {
  readonly shot: Shot;
  readonly source: number;
  readonly receivers: number;
  readonly count: number;
  readonly data: number;
  /** Of the data, over the numbers of the fields. */
  readonly scale: number;
}

/** One whose steps are kept for its adjoint. */
interface KeptRun extends ShotRun {
  readonly plan: CheckpointPlan;
  readonly snaps: number;
  readonly states: readonly SavedState[];
  readonly residuals: number;
}
