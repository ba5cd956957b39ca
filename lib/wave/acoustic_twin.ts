/** The same equation in plain float64, for checks: slow, and written from the formulas, not from the kernel. */
import { requireVector } from "../checks.ts";
import { paddedGrid } from "./absorbing_layer.ts";
import { type Cell, requireShots, type Shot } from "./acquisition.ts";
import { AXIS_WEIGHTS } from "./laplacian.ts";
import { requireVelocity } from "./velocity_check.ts";
import { checkedWaveSettings, type WaveSettings } from "./wave_settings.ts";

/** The map from velocity and wavelet to data at one velocity, its derivative and the transposes of it. */
export interface AcousticTwin {
  /** Data, steps × receivers. */
  forward(shot: Shot, wavelet: ArrayLike<number>): Float64Array;
  /** First-order change of the data for a change of the velocity (Born). */
  born(shot: Shot, wavelet: ArrayLike<number>, change: ArrayLike<number>): Float64Array;
  /** The transposes of `born` and of the map from wavelet to data, at `data`. */
  adjoint(
    shot: Shot,
    wavelet: ArrayLike<number>,
    data: ArrayLike<number>,
  ): { gradient: Float64Array; wavelet: Float64Array };
}

/**
 * The float64 twin of {@linkcode acousticSolver} at one velocity; every step is stored, at 8 bytes a cell.
 *
 * Each line of the recursion is transposed by itself, and a free surface is the odd half of a model of twice the height,
 * with an image of the source above: neither is how the kernel has it.
 *
 * @param velocity nz·nx numbers, m/s, row by row
 * @throws {RangeError} for settings or a velocity that cannot be
 */
export function acousticTwin(given: WaveSettings, velocity: ArrayLike<number>): AcousticTwin {
  const where = "acousticTwin", settings = checkedWaveSettings(where, given);
  requireVelocity(where, velocity, settings);
  const { nz, nx, spacing, timeStep, steps, order, freeSurface } = settings, grid = paddedGrid(settings);
  const { laplacian, half } = AXIS_WEIGHTS[order], halo = order / 2;
  // Rows of the doubled model count from the surface, which is row `mirror`.
  const mirror = freeSurface ? grid.rows - 1 : 0, rows = grid.rows + mirror, { columns } = grid;
  const width = columns + 2 * halo, zero = () => new Float64Array((rows + 2 * halo) * width);
  const own = (z: number) => freeSurface ? Math.abs(z - mirror) : z;
  const cells = Array.from({ length: rows * columns }, (_, i) => {
    const z = Math.floor(i / columns), x = i % columns;
    return { at: (z + halo) * width + x + halo, copied: grid.copied[own(z) * columns + x], z, x };
  });
  const at = Uint32Array.from(cells, ({ at }) => at),
    copied = Uint32Array.from(cells, ({ copied }) => copied);
  const rowDamping = (z: number) => grid.rowDamping(own(z));
  const [m, A, B, e, bx, ax, bz, az] = Array.from({ length: 8 }, zero);
  cells.forEach(({ at, copied, z, x }) => {
    const sz = rowDamping(z), sx = grid.columnDamping(x);
    const hz = rowDamping(z + 0.5), hx = grid.columnDamping(x + 0.5);
    m[at] = (velocity[copied] * timeStep / spacing) ** 2;
    A[at] = 1 / (1 + (sx + sz) / 2 + sx * sz / 4);
    B[at] = A[at] * (1 - (sx + sz) / 2 + sx * sz / 4);
    e[at] = sx * sz;
    bx[at] = (1 - hx / 2) / (1 + hx / 2);
    ax[at] = (sz - hx) / (1 + hx / 2);
    bz[at] = (1 - hz / 2) / (1 + hz / 2);
    az[at] = (sx - hz) / (1 + hz / 2);
  });
  const L = (p: Float64Array, o: number) => {
    let value = 2 * laplacian[0] * p[o];
    for (let k = 1; k < laplacian.length; k++) {
      value += laplacian[k] * (p[o - k] + p[o + k] + p[o - k * width] + p[o + k * width]);
    }
    return value;
  };
  /** At the half point after o in direction d, and its transpose. */
  const D = (p: Float64Array, o: number, d: number) =>
    half.reduce((sum, weight, k) => sum + weight * (p[o + (k + 1) * d] - p[o - k * d]), 0);
  const Dt = (p: Float64Array, o: number, d: number) =>
    half.reduce((sum, weight, k) => sum + weight * (p[o - (k + 1) * d] - p[o + k * d]), 0);

  /** Where a cell of the model acts, and by which sign. */
  const places = ([z, x]: Cell): [number, number][] => {
    const index = (row: number) => (row + halo) * width + x + grid.left + halo;
    const row = mirror + z + grid.above;
    return freeSurface ? [[index(row), 1], [index(2 * mirror - row), -1]] : [[index(row), 1]];
  };
  const requireRun = (shot: Shot, wavelet: ArrayLike<number>) => {
    requireShots(where, [shot], settings);
    requireVector(where, "the wavelet", wavelet, steps);
  };

  /** p(0) … p(steps) and the brackets K that m multiplies; with δm also the first-order change. */
  function fields({ source }: Shot, wavelet: ArrayLike<number>, dm?: Float64Array) {
    const start = () => ({ p: [zero()], K: [] as Float64Array[], x: zero(), z: zero() });
    const whole = start(), change = start();
    const step = ({ p, K, x, z }: typeof whole, n: number, extra: (o: number) => number) => {
      const now = p[n], before = p[n - 1] ?? zero(), k = zero(), next = zero();
      for (const o of at) {
        x[o] = bx[o] * x[o] + ax[o] * (D(now, o, 1) + D(before, o, 1)) / 2;
        z[o] = bz[o] * z[o] + az[o] * (D(now, o, width) + D(before, o, width)) / 2;
      }
      for (const o of at) {
        k[o] = L(now, o) - Dt(x, o, 1) - Dt(z, o, width);
        next[o] = A[o] * ((2 - e[o] / 2) * now[o] + m[o] * k[o] + extra(o)) - B[o] * before[o];
      }
      p.push(next);
      K.push(k);
    };
    for (let n = 0; n < steps; n++) {
      step(whole, n, () => 0);
      for (const [o, sign] of places(source)) whole.p[n + 1][o] += sign * timeStep ** 2 * wavelet[n];
      if (dm) step(change, n, (o) => dm[o] * whole.K[n][o]);
    }
    return { ...whole, change: change.p };
  }
  const record = (p: readonly Float64Array[], { receivers }: Shot) => {
    const indices = receivers.map((cell) => places(cell)[0][0]), count = receivers.length;
    return Float64Array.from(
      { length: steps * count },
      (_, i) => p[Math.floor(i / count)][indices[i % count]],
    );
  };
  /** ∂m/∂v of a padded cell. */
  const slope = (i: number) => 2 * velocity[copied[i]] * (timeStep / spacing) ** 2;

  return {
    forward(shot, wavelet) {
      requireRun(shot, wavelet);
      return record(fields(shot, wavelet).p, shot);
    },
    born(shot, wavelet, change) {
      requireRun(shot, wavelet);
      requireVector(where, "the change of velocity", change, nz * nx);
      const dm = zero();
      at.forEach((o, i) => dm[o] = slope(i) * change[copied[i]]);
      return record(fields(shot, wavelet, dm).change, shot);
    },
    adjoint(shot, wavelet, data) {
      requireRun(shot, wavelet);
      const { K } = fields(shot, wavelet), count = shot.receivers.length;
      requireVector(where, "the data", data, steps * count);
      const gradient = new Float64Array(nz * nx), byWavelet = new Float64Array(steps);
      const x = zero(), z = zero(), c = zero(), gx = zero(), gz = zero();
      // Adjoints of p(n + 1) and p(n).
      for (let n = steps - 1, here = zero(), before = zero(); n >= 0; n--) {
        const older = zero();
        if (n < steps - 1) {
          shot.receivers.forEach((cell, k) => here[places(cell)[0][0]] += data[(n + 1) * count + k]);
        }
        for (const [o, sign] of places(shot.source)) byWavelet[n] += sign * timeStep ** 2 * here[o];
        at.forEach((o, i) => gradient[copied[i]] += A[o] * here[o] * K[n][o] * slope(i));
        for (const o of at) c[o] = m[o] * A[o] * here[o];
        for (const o of at) {
          x[o] -= D(c, o, 1);
          z[o] -= D(c, o, width);
          before[o] += A[o] * (2 - e[o] / 2) * here[o] + L(c, o);
          older[o] -= B[o] * here[o];
        }
        for (const o of at) {
          gx[o] = ax[o] * x[o] / 2;
          gz[o] = az[o] * z[o] / 2;
        }
        for (const o of at) {
          const d = Dt(gx, o, 1) + Dt(gz, o, width);
          before[o] += d;
          older[o] += d;
          x[o] *= bx[o];
          z[o] *= bz[o];
        }
        [here, before] = [before, older];
      }
      return { gradient, wavelet: byWavelet };
    },
  };
}
