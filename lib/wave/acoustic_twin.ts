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
 * The float64 twin of {@linkcode acousticSolver} at one velocity; every step is stored, at 8 bytes per cell.
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
  const [m, A, B, e, sx, bx, ax, sz, bz, az] = Array.from({ length: 10 }, zero);
  cells.forEach(({ at, copied, z, x }) => {
    sz[at] = rowDamping(z);
    sx[at] = grid.columnDamping(x);
    // Half points lie between cells only.
    const hz = z === rows - 1 ? 0 : rowDamping(z + 0.5);
    const hx = x === columns - 1 ? 0 : grid.columnDamping(x + 0.5);
    m[at] = (velocity[copied] * timeStep / spacing) ** 2;
    e[at] = sx[at] * sz[at];
    A[at] = 1 / (1 + (sx[at] + sz[at]) / 2 + e[at] / 4);
    B[at] = A[at] * (1 - (sx[at] + sz[at]) / 2 + e[at] / 4);
    bx[at] = (1 - hx / 2) / (1 + hx / 2);
    ax[at] = -hx / (1 + hx / 2);
    bz[at] = (1 - hz / 2) / (1 + hz / 2);
    az[at] = -hz / (1 + hz / 2);
  });
  /** The second difference in direction d. */
  const L = (p: Float64Array, o: number, d: number) => {
    let value = laplacian[0] * p[o];
    for (let k = 1; k < laplacian.length; k++) value += laplacian[k] * (p[o - k * d] + p[o + k * d]);
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
    const start = () => ({
      p: [zero()],
      K: [] as Float64Array[],
      sum: zero(),
      x: { w: zero(), memory: zero() },
      z: { w: zero(), memory: zero() },
    });
    const whole = start(), change = start();
    const step = ({ p, K, sum, x, z }: typeof whole, n: number, extra: (o: number) => number) => {
      const now = p[n], before = p[n - 1] ?? zero(), k = zero(), next = zero(), X = zero(), Z = zero();
      for (const o of at) {
        sum[o] += (now[o] + before[o]) / 2;
        X[o] = now[o] + sz[o] * sum[o];
        Z[o] = now[o] + sx[o] * sum[o];
      }
      for (const o of at) {
        x.memory[o] = bx[o] * x.memory[o] + ax[o] * (D(X, o, 1) + D(x.w, o, 1)) / 2;
        z.memory[o] = bz[o] * z.memory[o] + az[o] * (D(Z, o, width) + D(z.w, o, width)) / 2;
      }
      for (const o of at) {
        k[o] = L(X, o, 1) + L(Z, o, width) - Dt(x.memory, o, 1) - Dt(z.memory, o, width);
        next[o] = A[o] * ((2 - e[o] / 2) * now[o] + m[o] * k[o] + extra(o)) - B[o] * before[o];
      }
      x.w = X;
      z.w = Z;
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
      const x = zero(), z = zero(), c = zero(), gx = zero(), gz = zero(), sum = zero();
      // Adjoints of p(n + 1), p(n), and of X and Z at n as the step after it has them.
      let here = zero(), before = zero(), X = zero(), Z = zero();
      for (let n = steps - 1; n >= 0; n--) {
        const older = zero(), olderX = zero(), olderZ = zero();
        if (n < steps - 1) {
          shot.receivers.forEach((cell, k) => here[places(cell)[0][0]] += data[(n + 1) * count + k]);
        }
        for (const [o, sign] of places(shot.source)) byWavelet[n] += sign * timeStep ** 2 * here[o];
        at.forEach((o, i) => gradient[copied[i]] += A[o] * here[o] * K[n][o] * slope(i));
        for (const o of at) c[o] = m[o] * A[o] * here[o];
        for (const o of at) {
          before[o] += A[o] * (2 - e[o] / 2) * here[o];
          older[o] -= B[o] * here[o];
          X[o] += L(c, o, 1);
          Z[o] += L(c, o, width);
          x[o] -= D(c, o, 1);
          z[o] -= D(c, o, width);
          gx[o] = ax[o] * x[o] / 2;
          gz[o] = az[o] * z[o] / 2;
          x[o] *= bx[o];
          z[o] *= bz[o];
        }
        for (const o of at) {
          X[o] += olderX[o] = Dt(gx, o, 1);
          Z[o] += olderZ[o] = Dt(gz, o, width);
          sum[o] += sz[o] * X[o] + sx[o] * Z[o];
          before[o] += X[o] + Z[o] + sum[o] / 2;
          older[o] += sum[o] / 2;
        }
        [here, before, X, Z] = [before, older, olderX, olderZ];
      }
      return { gradient, wavelet: byWavelet };
    },
  };
}
