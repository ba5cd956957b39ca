/** Checks of a solver on your own grid: gradient, adjoint, refinement, echoes, reciprocity, Green's function. */
import { requireInteger } from "../checks.ts";
import { type Generator, generator, normalArray } from "../random/mod.ts";
import { largest } from "../stats/mod.ts";
import { acousticSolver } from "./acoustic_solver.ts";
import { type AcousticTwin, acousticTwin } from "./acoustic_twin.ts";
import type { Cell, Shot } from "./acquisition.ts";
import { edgeEcho } from "./edge_echo.ts";
import { greensFunctionRecording } from "./greens_function.ts";
import { l2Misfit } from "./misfits/l2_misfit.ts";
import { gaussianSmooth } from "./models/gaussian_smooth.ts";
import { halvedGrid, refinedModel } from "./models/refined_model.ts";
import { rickerWavelet } from "./ricker_wavelet.ts";
import { velocityModel } from "./velocity_model.ts";
import type { WaveSettings } from "./wave_settings.ts";

/** Numbers of the checks. */
export interface SolverCheckSettings
  extends Pick<WaveSettings, "nz" | "nx" | "spacing" | "timeStep" | "steps" | "peakFrequency"> {
  /** Steps of the central difference, m/s. */
  epsilons: number[];
  /** Layers whose echo is measured, cells. */
  layers: number[];
}

/** What the checks find; all numbers are relative. */
export interface SolverCheckReadings {
  /** deviation of the central difference from ⟨g, q⟩, by ε, in float32 and float64. */
  single: number[];
  double: number[];
  /** |⟨Fx, y⟩ − ⟨x, F*y⟩| over the larger. */
  dot: number;
  /** recordings on h against h/2. */
  halved: number;
  /** echo of the edges over the direct peak, by layer. */
  echoes: number[];
  /** v²(source)·p with source and receiver exchanged; and p itself, which is not reciprocal. */
  reciprocal: number;
  plain: number;
  /** against the Green's function of a constant velocity. */
  green: number;
}

/**
 * Checks of the solver of order 8 on a smooth random model of 1,600 m/s and more, with places of source and receivers by
 * seed.
 *
 * @throws {RangeError} for fewer than 36 × 36 cells, or settings that the solver refuses
 */
export function solverChecks(
  { epsilons, layers, ...grid }: SolverCheckSettings,
  seed: number,
): SolverCheckReadings {
  requireInteger("solverChecks", "nz", grid.nz, 36);
  requireInteger("solverChecks", "nx", grid.nx, 36);
  const settings: WaveSettings = { ...grid, order: 8, storeEvery: 1 },
    wavelet = rickerWavelet(settings),
    stream = generator(seed, "checks");
  const noise = normalArray(stream.fork("model"), grid.nz * grid.nx, 0, 1);
  const smooth = gaussianSmooth(noise, grid, 1.5), scale = 400 / largest(smooth.map(Math.abs));
  const v = smooth.map((value, i) => 2000 + 15 * Math.floor(i / grid.nx) + scale * value);
  const place = (
    label: string,
  ): Cell => [5 + stream.fork(label).integer(8), 6 + stream.fork(`${label} x`).integer(grid.nx - 12)];
  const shot = { source: place("source"), receivers: [place("a"), place("b"), place("c"), place("d")] };
  const other = v.map((value, i) => value + 30 * Math.sin(i / 17)),
    q = normalArray(stream.fork("q"), v.length, 0, 1);
  const twin = acousticTwin(settings, v), observed = acousticTwin(settings, other).forward(shot, wavelet);
  return {
    ...differences({ settings, shot, wavelet, v, q, observed, epsilons }),
    dot: dotProduct(twin, shot, wavelet, stream, v.length),
    halved: halvedDifference(settings, v, shot, wavelet),
    echoes: layers.map((layerWidth) => edgeEcho({ ...settings, layerWidth }, 2000)),
    ...reciprocity(settings, v, shot.source, [grid.nz - 7, 9 + seed % 20], wavelet),
    green: greenDifference(settings, 2000 + 100 * (seed % 8)),
  };
}

/** ‖a − b‖/‖b‖. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0, size = 0;
  for (let i = 0; i < b.length; i++) difference += (a[i] - b[i]) ** 2, size += b[i] ** 2;
  return Math.sqrt(difference / size);
}

function differences(
  { settings, shot, wavelet, v, q, observed, epsilons }: {
    settings: WaveSettings;
    shot: Shot;
    wavelet: Float64Array;
    v: Float64Array;
    q: Float64Array;
    observed: Float64Array;
    epsilons: number[];
  },
): { single: number[]; double: number[] } {
  const measure = l2Misfit([observed]), moved = (e: number) => v.map((value, i) => value + e * q[i]);
  const along = (gradient: Float64Array) => gradient.reduce((sum, g, i) => sum + g * q[i], 0);
  const solver = acousticSolver(settings);
  const fast = (velocity: Float64Array) => {
    solver.setVelocity(velocity);
    return solver.gradient(shot, wavelet, (data) => measure(data, 0));
  };
  const slow = (velocity: Float64Array) =>
    measure(acousticTwin(settings, velocity).forward(shot, wavelet), 0).misfit;
  const twin = acousticTwin(settings, v), { adjointSource } = measure(twin.forward(shot, wavelet), 0);
  const exact = along(twin.adjoint(shot, wavelet, adjointSource).gradient), found = along(fast(v).gradient);
  const deviation = (up: number, down: number, e: number, slope: number) =>
    Math.abs((up - down) / (2 * e) / slope - 1);
  return {
    single: epsilons.map((e) => deviation(fast(moved(e)).misfit, fast(moved(-e)).misfit, e, found)),
    double: epsilons.map((e) => deviation(slow(moved(e)), slow(moved(-e)), e, exact)),
  };
}

function dotProduct(
  twin: AcousticTwin,
  shot: Shot,
  wavelet: Float64Array,
  stream: Generator,
  size: number,
): number {
  const x = normalArray(stream.fork("x"), size, 0, 1);
  const forward = twin.born(shot, wavelet, x), y = normalArray(stream.fork("y"), forward.length, 0, 1);
  const back = twin.adjoint(shot, wavelet, y).gradient,
    dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const one = dot(forward, y), two = dot(x, back);
  return Math.abs(one - two) / Math.max(Math.abs(one), Math.abs(two));
}

function halvedDifference(
  settings: WaveSettings,
  v: Float64Array,
  shot: Shot,
  wavelet: Float64Array,
): number {
  const twice = ([z, x]: Cell): Cell => [2 * z, 2 * x],
    { timeStep, steps } = settings,
    count = shot.receivers.length;
  const half = {
    ...settings,
    ...halvedGrid(settings),
    timeStep: timeStep / 2,
    steps: 2 * steps,
    layerWidth: 20,
  };
  const fine = acousticSolver(half), coarse = acousticSolver(settings);
  coarse.setVelocity(v);
  fine.setVelocity(refinedModel(velocityModel(settings, v)).velocity);
  const data = fine.forward(
    { source: twice(shot.source), receivers: shot.receivers.map(twice) },
    rickerWavelet({ ...half, amplitude: 4 }),
  );
  const every = Float64Array.from(
    { length: steps * count },
    (_, i) => data[2 * Math.floor(i / count) * count + i % count],
  );
  return apart(coarse.forward(shot, wavelet), every);
}

function reciprocity(settings: WaveSettings, v: Float64Array, a: Cell, b: Cell, wavelet: Float64Array) {
  const twin = acousticTwin(settings, v), square = ([z, x]: Cell) => v[z * settings.nx + x] ** 2;
  const there = twin.forward({ source: a, receivers: [b] }, wavelet),
    back = twin.forward({ source: b, receivers: [a] }, wavelet);
  return {
    reciprocal: apart(there.map((p) => p * square(a)), back.map((p) => p * square(b))),
    plain: apart(there, back),
  };
}

function greenDifference(settings: WaveSettings, velocity: number): number {
  const { nz, nx, peakFrequency, timeStep, spacing } = settings, cells = 20;
  const solver = acousticSolver({ ...settings, layerWidth: 20 }), wavelet = rickerWavelet(settings);
  solver.setVelocity(new Float64Array(nz * nx).fill(velocity));
  const ricker = (t: number) => {
    const square = (Math.PI * (peakFrequency * t - 1.5)) ** 2;
    return t < 0 ? 0 : (1 - 2 * square) * Math.exp(-square);
  };
  const place = { velocity, distance: cells * spacing, spacing, timeStep, steps: settings.steps };
  const data = solver.forward({ source: [20, 12], receivers: [[20, 12 + cells]] }, wavelet);
  return apart(data, greensFunctionRecording(ricker, place));
}
