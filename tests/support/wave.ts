/** Small surveys for tests of the wave solver. */
import { generator } from "../../lib/random/mod.ts";
import {
  type Cell,
  rickerWavelet,
  type Shot,
  type SpaceOrder,
  type WaveSettings,
} from "../../lib/wave/mod.ts";

/** ‖a − b‖/‖b‖. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0, size = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    size += b[i] * b[i];
  }
  return Math.sqrt(difference / size);
}

/** ⟨a, b⟩. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Random velocities without any smoothness, m/s. */
export function roughVelocity(cells: number, seed: number, low = 1600, high = 2400): Float64Array {
  const stream = generator(seed, "velocity");
  return Float64Array.from({ length: cells }, () => low + (high - low) * stream.uniform());
}

/** Numbers uniform in −½ … ½. */
export function noise(length: number, seed: number): Float64Array {
  const stream = generator(seed, "noise");
  return Float64Array.from({ length }, () => stream.uniform() - 0.5);
}

/** The direction of a gradient, 1 m/s at its greatest: along it a misfit changes more than rounding does. */
export function steepest(gradient: Float64Array): Float64Array {
  const most = gradient.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
  return gradient.map((value) => value / most);
}

/** All cells of a row, or every n-th. */
export function receiverLine(row: number, nx: number, every = 1): Cell[] {
  return Array.from({ length: Math.ceil(nx / every) }, (_, k) => [row, k * every]);
}

/** A model of 21 × 30 cells with one shot in its second row, and observed data of another velocity. */
export function smallSurvey(
  order: SpaceOrder = 4,
  freeSurface = false,
): {
  settings: WaveSettings;
  shot: Shot;
  wavelet: Float64Array;
  velocity: Float64Array;
  truth: Float64Array;
} {
  const nz = 21, nx = 30;
  const settings: WaveSettings = {
    nz,
    nx,
    spacing: 25,
    timeStep: 2.5e-3,
    steps: 240,
    peakFrequency: 6,
    layerWidth: 7,
    layerVelocity: 2500,
    order,
    freeSurface,
    storeEvery: 1,
  };
  const velocity = roughVelocity(nz * nx, 1, -50, 50).map((v, i) => v + 1600 + 40 * Math.floor(i / nx));
  const truth = velocity.map((v, i) =>
    v + 150 * Math.exp(-((i % nx - 15) ** 2 + (Math.floor(i / nx) - 11) ** 2) / 8)
  );
  const shot: Shot = { source: [1, 7], receivers: receiverLine(1, nx) };
  return { settings, shot, wavelet: rickerWavelet(settings), velocity, truth };
}
