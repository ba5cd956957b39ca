/** The surveys of this notebook: a true model, recordings of it made on a finer grid, and the misfit of a model. */
import { generator } from "../../lib/random/mod.ts";
import {
  topRows,
  type VelocityMisfit,
  withKnownNodes,
  withKnownVelocities,
} from "../../lib/wave/inversion/mod.ts";
import {
  acousticSolver,
  l2Misfit,
  lineAcquisition,
  type Misfit,
  rickerWavelet,
  type Shot,
} from "../../lib/wave/mod.ts";
import {
  gaussianSmooth,
  halvedGrid,
  linearInDepth,
  modelByName,
  type ModelName,
  refinedModel,
} from "../../lib/wave/models/mod.ts";
import { addNoise, discrepancyLevel, lowPass } from "../../lib/wave/signals/mod.ts";
import type { VelocityModel } from "../../lib/wave/velocity_model.ts";

/** Numbers of a survey; where they come from stands in the notebook. */
export interface SurveySettings {
  nz: number;
  nx: number;
  spacing: number;
  timeStep: number;
  steps: number;
  peakFrequency: number;
  /** Accuracy in space of the inversion; recordings are made with 8 on half the spacing. */
  order: 4 | 8;
  layerWidth: number;
  shots: number;
  receiverEvery: number;
  /** Cells beside a source that have no receiver. */
  nearest: number;
  /** Rows from the top whose velocity is known. */
  knownRows: number;
}

/** Starts of an inversion: Gaussian-smoothed truth (cells), linear in depth, or constant (m/s). */
export type StartName = `smooth ${number}` | "linear" | `constant ${number}`;

/** Recordings of all shots, and what their noise alone leaves of the misfit. */
export interface Recordings {
  data: Float64Array[];
  /** ½ Σ σ²N. */
  level: number;
  /** σ of each gather. */
  noise: number[];
}

/** Velocities of the linear start at top and bottom, m/s. */
const LINEAR = [1550, 2900] as const;
/** Peak of the wavelet. */
export const AMPLITUDE = 1e4;

/** A survey over one model, on this thread. */
export class Survey {
  readonly shots: readonly Shot[];
  readonly wavelet: Float64Array;
  readonly truth: Float64Array;
  readonly #solver;

  constructor(readonly settings: SurveySettings, readonly model: VelocityModel) {
    const { nx, shots, receiverEvery, timeStep, steps, peakFrequency } = settings;
    this.truth = model.velocity;
    // Beside a source the field is that of its cell, which differs from grid to grid, and larger than all else.
    this.shots = lineAcquisition({ nx, shots, receiverEvery }).map(({ source, receivers }) => ({
      source,
      receivers: receivers.filter(([, x]) => Math.abs(x - source[1]) > settings.nearest),
    }));
    this.wavelet = rickerWavelet({ peakFrequency, timeStep, steps, amplitude: AMPLITUDE });
    this.#solver = acousticSolver(waveSettings(settings));
  }

  /** A survey over one of the models that are made by formula. */
  static of(settings: SurveySettings, name: ModelName): Survey {
    return new Survey(settings, modelByName(name, settings));
  }

  /** Recordings without noise: on half the spacing with order 8, or (`crime`) by the inversion's own scheme. */
  clean(crime = false): Float64Array[] {
    if (crime) return this.simulated(this.truth);
    const own = this.settings,
      half = {
        ...own,
        ...halvedGrid(own),
        timeStep: own.timeStep / 2,
        steps: 2 * own.steps,
        order: 8 as const,
        layerWidth: 2 * own.layerWidth,
      };
    const solver = acousticSolver(waveSettings(half));
    solver.setVelocity(refinedModel(this.model).velocity);
    // A point source has the strength of its cell's area: four times as much on a quarter of it.
    const wavelet = rickerWavelet({ ...half, amplitude: 4 * AMPLITUDE });
    return this.shots.map((shot) => {
      const data = solver.forward(
        { source: doubled(shot.source), receivers: shot.receivers.map(doubled) },
        wavelet,
      );
      const { length } = shot.receivers;
      return Float64Array.from(
        { length: own.steps * length },
        (_, i) => data[2 * Math.floor(i / length) * length + i % length],
      );
    });
  }

  /** Simulated recordings of a model. */
  simulated(velocity: ArrayLike<number>): Float64Array[] {
    this.#solver.setVelocity(velocity);
    return this.shots.map((shot) => Float64Array.from(this.#solver.forward(shot, this.wavelet)));
  }

  /** Recordings with noise of `relative` times the standard deviation of each gather. */
  recorded(clean: readonly Float64Array[], relative: number, seed: number): Recordings {
    const noisy = clean.map((data, k) => addNoise(data, { relative }, generator(seed, "noise", k)));
    const noise = noisy.map(({ noise }) => noise);
    return {
      data: noisy.map(({ data }) => data),
      noise,
      level: discrepancyLevel(noise, clean.map(({ length }) => length)),
    };
  }

  /** J of models whose top rows are known, with another measure or wavelet where one is given. */
  misfit(
    { data }: Pick<Recordings, "data">,
    { measure = l2Misfit(data), wavelet = this.wavelet }: { measure?: Misfit; wavelet?: Float64Array } = {},
  ): VelocityMisfit {
    const known = this.known();
    return withKnownNodes((velocity) => Promise.resolve(this.#summed(velocity, measure, wavelet)), known);
  }

  /** J of recordings by velocity, 0 in the known rows, and by a wavelet that all shots share. */
  derivatives(velocity: Float64Array, data: readonly Float64Array[], wavelet: Float64Array) {
    const found = this.#summed(this.complete(velocity), l2Misfit(data), wavelet), { known } = this.known();
    return { ...found, gradient: found.gradient.map((g, i) => known[i] ? 0 : g) };
  }

  /** Sums over the shots, in their order. */
  #summed(velocity: Float64Array, measure: Misfit, wavelet: Float64Array) {
    this.#solver.setVelocity(velocity);
    let misfit = 0;
    const gradient = new Float64Array(velocity.length), byWavelet = new Float64Array(wavelet.length);
    this.shots.forEach((shot, k) => {
      const one = this.#solver.gradient(shot, wavelet, (simulated) => measure(simulated, k));
      misfit += one.misfit;
      one.gradient.forEach((g, i) => gradient[i] += g);
      one.wavelet.forEach((g, i) => byWavelet[i] += g);
    });
    return { misfit, gradient, byWavelet };
  }

  /** Recordings and wavelet below a frequency. */
  below(cutoff: number, data: readonly Float64Array[]): { data: Float64Array[]; wavelet: Float64Array } {
    const { timeStep: dt } = this.settings, traces = (k: number) => this.shots[k].receivers.length;
    return {
      data: data.map((gather, k) => lowPass(gather, { dt, cutoff, traces: traces(k) })),
      wavelet: lowPass(this.wavelet, { dt, cutoff }),
    };
  }

  known() {
    return topRows(this.truth, this.settings.nx, this.settings.knownRows);
  }

  /** A model with the known rows in their places. */
  complete(velocity: ArrayLike<number>): Float64Array {
    return withKnownVelocities(velocity, this.known());
  }

  /** A model to begin with. */
  start(name: StartName): Float64Array {
    const [kind, number] = name.split(" "), value = Number(number);
    if (kind === "smooth") return this.complete(gaussianSmooth(this.truth, this.settings, value));
    const [top, bottom] = kind === "linear" ? LINEAR : [value, value];
    return this.complete(linearInDepth(this.settings, top, bottom).velocity);
  }
}

function waveSettings(
  { nz, nx, spacing, timeStep, steps, peakFrequency, order, layerWidth }: SurveySettings,
) {
  return { nz, nx, spacing, timeStep, steps, peakFrequency, order, layerWidth };
}

function doubled([z, x]: readonly [number, number]): readonly [number, number] {
  return [2 * z, 2 * x];
}
