/** Surveys over a model that is known: recordings of it made on a finer grid, and the misfit of other models. */
import { requireInteger } from "../../checks.ts";
import { generator } from "../../random/mod.ts";
import { type AcousticSolver, acousticSolver } from "../acoustic_solver.ts";
import { type Cell, lineAcquisition, type Shot } from "../acquisition.ts";
import type { VelocityMisfit } from "../inversion/inversion.ts";
import {
  type KnownNodes,
  topRows,
  withKnownNodes,
  withKnownVelocities,
} from "../inversion/with_known_nodes.ts";
import { l2Misfit } from "../misfits/l2_misfit.ts";
import type { Misfit } from "../misfits/misfit.ts";
import { halvedGrid, refinedModel } from "../models/refined_model.ts";
import { rickerWavelet } from "../ricker_wavelet.ts";
import { addNoise, discrepancyLevel, lowPass } from "../signals/mod.ts";
import type { VelocityModel } from "../velocity_model.ts";

/** Numbers of a survey. */
export interface SyntheticSurveySettings {
  /** Rows, columns and metres between nodes of the model. */
  nz: number;
  nx: number;
  spacing: number;
  /** Seconds between samples, and samples. */
  timeStep: number;
  steps: number;
  /** Of the Ricker wavelet, Hz. */
  peakFrequency: number;
  /** Accuracy in space of the inversion; recordings are made with 8 on half the spacing. */
  order: 4 | 8;
  /** Cells of the absorbing layer. */
  layerWidth: number;
  /** Shots, evenly spread in row 1, and columns from one receiver to the next. */
  shots: number;
  receiverEvery: number;
  /**
   * Columns beside a source that have no receiver: the field there is that of the source's cell, which differs from grid to
   * grid, and larger than all else.
   */
  nearest: number;
  /** Rows from the top whose velocity is known. */
  knownRows: number;
}

/** Recordings of all shots, and what their noise alone leaves of the misfit. */
export interface Recordings {
  /** Of each shot, steps × receivers. */
  data: Float64Array[];
  /** ½ Σ σ²N. */
  level: number;
  /** σ of each gather. */
  noise: number[];
}

/** J of all shots, ∂J/∂v and ∂J/∂w. */
export interface SurveyDerivatives {
  readonly misfit: number;
  readonly gradient: Float64Array;
  readonly byWavelet: Float64Array;
}

/** Peak of the wavelet. */
export const WAVELET_PEAK = 1e4;

/** A survey over one model, on this thread. */
export class SyntheticSurvey {
  readonly shots: readonly Shot[];
  readonly wavelet: Float64Array;
  /** Velocities of the model, m/s. */
  readonly truth: Float64Array;
  readonly #solver: AcousticSolver;

  /**
   * @throws {RangeError} for settings that cannot be
   */
  constructor(readonly settings: SyntheticSurveySettings, readonly model: VelocityModel) {
    const { nx, shots, receiverEvery, nearest, timeStep, steps, peakFrequency } = settings;
    requireInteger("synthetic survey", "nearest", nearest, 0);
    requireInteger("synthetic survey", "knownRows", settings.knownRows, 0, settings.nz);
    this.truth = model.velocity;
    this.shots = lineAcquisition({ nx, shots, receiverEvery }).map(({ source, receivers }) => ({
      source,
      receivers: receivers.filter(([, x]) => Math.abs(x - source[1]) > nearest),
    }));
    this.wavelet = rickerWavelet({ peakFrequency, timeStep, steps, amplitude: WAVELET_PEAK });
    this.#solver = acousticSolver(waveSettings(settings));
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
    const wavelet = rickerWavelet({ ...half, amplitude: 4 * WAVELET_PEAK });
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
  derivatives(
    velocity: Float64Array,
    data: readonly Float64Array[],
    wavelet: Float64Array,
  ): SurveyDerivatives {
    const found = this.#summed(this.complete(velocity), l2Misfit(data), wavelet), { known } = this.known();
    return { ...found, gradient: found.gradient.map((g, i) => known[i] ? 0 : g) };
  }

  /** Sums over the shots, in their order. */
  #summed(velocity: Float64Array, measure: Misfit, wavelet: Float64Array): SurveyDerivatives {
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

  /** The known rows. */
  known(): KnownNodes {
    return topRows(this.truth, this.settings.nx, this.settings.knownRows);
  }

  /** A model with the known rows in their places. */
  complete(velocity: ArrayLike<number>): Float64Array {
    return withKnownVelocities(velocity, this.known());
  }
}

function waveSettings(
  { nz, nx, spacing, timeStep, steps, peakFrequency, order, layerWidth }: SyntheticSurveySettings,
) {
  return { nz, nx, spacing, timeStep, steps, peakFrequency, order, layerWidth };
}

function doubled([z, x]: Cell): Cell {
  return [2 * z, 2 * x];
}
