/** The wave equation in SI units on one thread, one shot at a time. */
import { requireFinite, requireVector } from "../checks.ts";
import { paddedGrid } from "./absorbing_layer.ts";
import { type Cell, requireShots, type Shot } from "./acquisition.ts";
import { type CheckpointPlan, checkpointPlan } from "./checkpoint_plan.ts";
import { AXIS_WEIGHTS } from "./laplacian.ts";
import { lightCone } from "./light_cone.ts";
import type { MisfitAndSource } from "./misfits/misfit.ts";
import { requireVelocity } from "./velocity_check.ts";
import { placed, WaveKernel } from "./wave_kernel.ts";
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

/** Below the source's peak, a constant that the steps keep exactly: no denormal numbers run ahead of the wave. */
const QUIET = 2 ** -60;

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
  const { nz, nx, spacing, timeStep, steps, order, storeEvery, freeSurface, memoryLimit } = settings;
  const grid = paddedGrid(settings),
    { copied, above, left } = grid,
    { half, laplacian, scale } = AXIS_WEIGHTS[order];
  const kernel = new WaveKernel(), reach = order / 2;
  const live = grid.rows + grid.rows % 2, stride = Math.ceil(grid.columns / 4) * 4 + 4, row = 4 * stride;
  const size = (live + 2 * reach) * stride + 4, origin = reach * row + 16;
  const fields = Array.from({ length: 11 }, () => kernel.take(4 * size) + origin);
  const [f0, f1, b, sums, wx, wz, xx, xz, ex, ez, g] = fields, state = [f0, f1, sums, ex, ez];
  /** Made anew by every step in the rows that it computes, and read beyond them. */
  const scratch = [wx, wz, xx, xz];
  const perColumn = kernel.take(8 * row) + row, perRow = kernel.take(live * 16);
  const bounds = kernel.take(8 * steps),
    waves = kernel.take(4 * steps),
    atSource = kernel.take(4 * steps),
    energy = kernel.take(live * row);
  const base = kernel.bytes;
  const whole = (field: number) => kernel.floats(field - origin, size);
  const offset = ([z, x]: Cell) => 4 * ((z + above) * stride + x + left);

  /** Of n rows or columns: σΔt, α, and β and ½S·d₁²·κσΔt half a cell further. Dead cells stay as they are. */
  const coefficients = (damping: (i: number) => number, i: number, n: number) => {
    const here = damping(i), between = i < n - 1 ? damping(i + 0.5) : 0, share = 1 + between / 2;
    const alpha = i >= n ? 0 : 1 / (1 + here / 2);
    return [here, alpha, (1 - between / 2) / share, scale / 2 * half[0] ** 2 * between / share];
  };
  for (let x = 0; x < stride; x++) {
    coefficients(grid.columnDamping, x, grid.columns).forEach((value, k) => {
      for (const at of [2 * k - 1, 2 * k]) kernel.floats(perColumn + at * row, stride)[x] = value;
    });
  }
  for (let z = 0; z < live; z++) {
    kernel.floats(perRow + 16 * z, 4).set(coefficients(grid.rowDamping, z, grid.rows));
  }
  if (freeSurface) kernel.floats(perRow, 4)[1] = 0;
  const [top, bottom] = undamped(grid.rows, settings.layerWidth, reach, 2, freeSurface);
  const [start, end] = undamped(grid.columns, settings.layerWidth, reach, 4, false);
  const weights = Array.from({ length: 5 }, (_, k) => Math.abs(laplacian[k] ?? 0) * scale);
  const ratios = [half[1] / half[0], (half[2] ?? 0) / half[0]];
  kernel.functions.setup(
    ...[
      ...fields,
      perColumn,
      perRow,
      live,
      row,
      top,
      bottom,
      4 * start,
      4 * end,
      Number(freeSurface),
      ...weights,
      ...ratios,
      0.5,
    ],
  );

  const courant = new Float64Array(grid.rows);
  let velocity: Float64Array | null = null, kept: Kept | null = null;
  const m = ([z, x]: Cell) => (velocity![z * nx + x] * timeStep / spacing) ** 2;
  const clear = () => scratch.forEach((field) => whole(field).fill(0));
  const rest = () => {
    clear();
    for (const field of state) whole(field).fill(field === f0 || field === f1 ? QUIET : 0);
    // The surface is at rest, and what lies above mirrors what lies below.
    if (freeSurface) { for (const field of [f0, f1]) whole(field).fill(0, 0, (reach + 1) * stride + 4); }
  };

  function begin(shot: Shot, wavelet: ArrayLike<number>): Kept {
    if (velocity === null) throw new RangeError(`${where}: a velocity is needed first, got none`);
    requireShots(where, [shot], settings);
    requireVector(where, "the wavelet", wavelet, steps);
    const sourceScale = binarySize(wavelet), count = shot.receivers.length;
    kernel.release(base);
    const receivers = kernel.take(4 * count), data = kernel.take(4 * steps * count);
    kernel.integers(receivers, count).set(shot.receivers.map(offset));
    kernel.floats(waves, steps).set(Float32Array.from(wavelet, (w) => w / sourceScale));
    kernel.integers(bounds, 2 * steps).set(lightCone({
      ...{ order, courant, steps, source: shot.source[0] + above },
      receivers: shot.receivers.map(([z]) => z + above),
    }));
    rest();
    const dataScale = sourceScale * timeStep ** 2;
    return {
      shot,
      source: offset(shot.source),
      receivers,
      count,
      data,
      dataScale,
      plan: null,
      snaps: 0,
      states: [],
    };
  }
  const run = ({ source, receivers, count, data, snaps }: Kept, from: number, to: number, every: number) =>
    kernel.functions.forward(order, from, to, bounds, source, waves, receivers, count, data, snaps, every);
  const dataOf = ({ data, count, dataScale }: Kept) =>
    kernel.floats(data, steps * count).map((value) => value * dataScale);
  const copy = (from: readonly number[], to: readonly number[]) =>
    from.forEach((field, k) => whole(to[k]).set(whole(field)));

  const solver: AcousticSolver = {
    settings,
    setVelocity(next) {
      requireVelocity(where, next, settings);
      velocity = Float64Array.from(next);
      kept = null;
      const bs = kernel.floats(b, live * stride);
      courant.fill(0);
      copied.forEach((cell, i) => {
        const z = Math.floor(i / grid.columns),
          x = i % grid.columns,
          ratio = velocity![cell] * timeStep / spacing;
        courant[z] = Math.max(courant[z], ratio);
        bs[z * stride + x] = freeSurface && z === 0 ? 0 : -(ratio ** 2) / scale;
      });
    },
    forward(shot, wavelet) {
      const shotRun = begin(shot, wavelet);
      kept = null;
      run(shotRun, 0, steps, 0);
      return dataOf(shotRun);
    },
    forwardKept(shot, wavelet) {
      const shotRun = begin(shot, wavelet), { count } = shotRun;
      kept = null;
      const residuals = kernel.take(4 * steps * count), fixed = kernel.bytes;
      const plan = checkpointPlan({
        steps: steps - 1,
        storeEvery,
        stored: live * row,
        state: state.length * placed(4 * size),
        fixed,
        limit: memoryLimit,
      });
      const snaps = kernel.take(plan.stored * live * row);
      const states = Array.from(
        { length: plan.states },
        () => state.map(() => kernel.take(4 * size) + origin),
      );
      kept = { ...shotRun, plan, snaps, states, residuals };
      for (let k = 0; k < plan.segments - 1; k++) {
        copy(state, states[k]);
        run(kept, k * plan.length, (k + 1) * plan.length, 0);
      }
      run(kept, (plan.segments - 1) * plan.length, steps - 1, storeEvery);
      run(kept, steps - 1, steps, 0);
      return dataOf(kept);
    },
    backward(adjointSource) {
      if (!kept?.plan) throw new RangeError(`${where}: backward needs forwardKept before it, got none`);
      const { shot, source, receivers, count, plan, snaps, states, residuals, dataScale } = kept;
      requireVector(where, "the adjoint source", adjointSource, steps * count);
      requireFinite(where, "the adjoint source", adjointSource);
      const scales = shot.receivers.map(m), size = binarySize(adjointSource) * binarySize(scales);
      kernel.floats(residuals!, steps * count).set(
        Float32Array.from(adjointSource, (r, i) => r * scales[i % count] / size),
      );
      whole(g).fill(0);
      kernel.floats(energy, live * stride).fill(0);
      rest();
      for (let k = plan.segments - 1; k >= 0; k--) {
        const from = k * plan.length, to = Math.min(from + plan.length, steps - 1);
        if (k < plan.segments - 1) { // this part once more, the adjoint put aside
          copy(state, states.at(-1)!);
          copy(states[k], state);
          clear();
          run(kept, from, to, storeEvery);
          copy(states.at(-1)!, state);
          clear();
        }
        kernel.functions.energy(from, to, bounds, snaps, storeEvery, energy);
        kernel.functions.backward(
          order,
          from,
          to,
          bounds,
          source,
          atSource,
          receivers,
          count,
          residuals!,
          snaps,
          storeEvery,
        );
      }
      kept = null;
      // ∂J/∂m = −Σ (q/m)∘K/S and ∂m/∂v = 2m/v; the layer's share goes to the edge cells.
      const gradient = new Float64Array(nz * nx), sums = kernel.floats(g, live * stride);
      const factor = 2 * storeEvery * dataScale * size / scale;
      copied.forEach((cell, i) => {
        const at = Math.floor(i / grid.columns) * stride + i % grid.columns;
        gradient[cell] -= sums[at] * factor / velocity![cell];
      });
      const atCells = kernel.floats(energy, live * stride),
        q = kernel.floats(atSource, steps),
        mSource = m(shot.source);
      return {
        gradient,
        wavelet: Float64Array.from(
          { length: steps },
          (_, n) => n < steps - 1 ? q[n] * size * timeStep ** 2 / mSource : 0,
        ),
        illumination: gradient.map((_, cell) => {
          const at: Cell = [Math.floor(cell / nx), cell % nx], slope = 2 * m(at) / velocity![cell];
          return storeEvery * atCells[offset(at) / 4] * (slope * dataScale / scale) ** 2;
        }),
      };
    },
    gradient(shot, wavelet, misfit) {
      const data = solver.forwardKept(shot, wavelet), { misfit: value, adjointSource } = misfit(data);
      return { ...solver.backward(adjointSource), misfit: value, data };
    },
    bytes: () => kernel.bytes,
  };
  return solver;
}

/** A shot whose run is under way. */
interface Kept {
  readonly shot: Shot;
  readonly source: number;
  readonly receivers: number;
  readonly count: number;
  readonly data: number;
  readonly dataScale: number;
  readonly plan: CheckpointPlan | null;
  readonly snaps: number;
  readonly states: readonly (readonly number[])[];
  readonly residuals?: number;
}

/** First and last-but-one of n padded cells that no difference of the layer reaches, in whole units. */
function undamped(n: number, width: number, reach: number, unit: number, open: boolean): [number, number] {
  const margin = width === 0 ? 0 : width + reach;
  const from = open ? 0 : Math.ceil(margin / unit) * unit;
  const count = Math.max(0, Math.floor((n - margin - from) / unit));
  return [from, from + unit * count];
}
