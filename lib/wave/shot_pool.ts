/** Shots over worker threads. */
import { requireFinite, requireInteger, requireVector } from "../checks.ts";
import { largest } from "../stats/mod.ts";
import { requireShots, type Shot } from "./acquisition.ts";
import type { ShotGradient } from "./acoustic_solver.ts";
import { MemoryLimitError } from "./checkpoint_plan.ts";
import { l2Misfit } from "./misfits/l2_misfit.ts";
import type { Misfit } from "./misfits/misfit.ts";
import { requireVelocity } from "./velocity_check.ts";
import { checkedWaveSettings, type WaveSettings } from "./wave_settings.ts";

/** One wavelet for all shots, or one for each. */
export type Wavelets = Float64Array | readonly Float64Array[];

/** What a pool runs. */
export interface ShotPoolOptions {
  shots: readonly Shot[];
  /** `steps` samples. */
  wavelet: Wavelets;
  /** Threads; as many as the machine has processors, and no more than shots, unless given. */
  workers?: number;
}

/** What one call may change. */
export interface ShotPoolCall {
  /** In place of the pool's. */
  wavelet?: Wavelets;
  /** Indices of the shots to run, in the order of the results; all unless given. */
  shots?: readonly number[];
}

/** Derivatives of the misfit of several shots. */
export interface SurveyGradient {
  /** Sum over shots. */
  readonly misfit: number;
  /** Derivative of the sum by the velocity of each cell. */
  readonly gradient: Float64Array;
  /** Derivative by the wavelet of each shot; their sum is that by a wavelet that all share. */
  readonly wavelets: readonly Float64Array[];
  /** Diagonal of the pseudo-Hessian by velocity, summed over shots. */
  readonly illumination: Float64Array;
  /** Simulated data of each shot, steps × receivers. */
  readonly data: readonly Float32Array[];
}

/** What a worker is asked for. */
export type ShotTask =
  | { readonly kind: "start"; readonly settings: WaveSettings }
  | { readonly kind: "velocity"; readonly velocity: Float64Array }
  | { readonly kind: "forward"; readonly keep: boolean; readonly shot: Shot; readonly wavelet: Float64Array }
  | { readonly kind: "backward"; readonly adjointSource: Float64Array };

/** What a worker answers. */
export interface ShotAnswer {
  readonly done?: unknown;
  readonly failed?: { name: string; message: string; limit?: number; needed?: number };
}

/** A run whose data are no longer finite numbers. */
export class UnstableRunError extends Error {
  override name = "UnstableRunError";
}

/** Shots of one survey, run by worker threads; sums are in the order of the shots, the same bits for any number of them. */
export class ShotPool {
  readonly settings: Required<WaveSettings>;
  readonly shots: readonly Shot[];
  readonly #wavelet: Wavelets;
  readonly #workers: readonly Worker[];
  readonly #ready: Promise<unknown>;
  #last: Promise<unknown> = Promise.resolve();
  #evaluations = 0;

  /**
   * @throws {RangeError} for settings, shots or wavelets that cannot be
   */
  constructor(settings: WaveSettings, options: ShotPoolOptions) {
    const where = "shotPool", { shots, wavelet, workers } = options;
    this.settings = checkedWaveSettings(where, settings);
    requireShots(where, shots, settings);
    this.shots = shots;
    this.#wavelet = wavelet;
    this.#waveletsOf(shots.map((_, k) => k), wavelet);
    const most = Math.min(shots.length, navigator.hardwareConcurrency);
    const count = workers === undefined ? most : requireInteger(where, "workers", workers, 1);
    this.#workers = Array.from(
      { length: count },
      () => new Worker(import.meta.resolve("./shot_worker.ts"), { type: "module" }),
    );
    this.#ready = this.#toAll({ kind: "start", settings: this.settings });
    // The first call that waits for it tells of a failure.
    this.#ready.catch(() => {});
  }

  /**
   * Simulated data of the shots, each steps × receivers.
   *
   * @param velocity nz·nx numbers, m/s, row by row
   * @throws {RangeError} for a velocity, wavelet or shot that cannot be, of them {@linkcode CflError}
   */
  forward(velocity: ArrayLike<number>, call: ShotPoolCall = {}): Promise<Float32Array[]> {
    return this.#alone(() => this.#each(velocity, call, (ask) => ask.data(false)));
  }

  /**
   * Misfit of the shots and its derivatives.
   *
   * @param velocity nz·nx numbers, m/s, row by row
   * @param misfit of one shot's data, or the observed data of every shot of the pool for {@linkcode l2Misfit}
   * @throws {RangeError} for a velocity, wavelet, shot, data or adjoint source that cannot be, of them
   * {@linkcode CflError} and {@linkcode MemoryLimitError}
   * @throws {UnstableRunError} where data are not finite; it names call, shot, step and velocity
   */
  gradient(
    velocity: ArrayLike<number>,
    misfit: Misfit | readonly ArrayLike<number>[],
    call: ShotPoolCall = {},
  ): Promise<SurveyGradient> {
    const measure = typeof misfit === "function" ? misfit : l2Misfit(misfit);
    return this.#alone(async () => {
      const parts = await this.#each(velocity, call, async (ask, shot) => {
        const data = await ask.data(true), { misfit, adjointSource } = measure(data, shot);
        requireFinite("shotPool", `misfit of shot ${shot}`, [misfit]);
        requireVector("shotPool", `adjoint source of shot ${shot}`, adjointSource, data.length);
        return { misfit, data, ...await ask.derivatives(adjointSource) };
      });
      const sum = (of: (part: ShotGradient) => Float64Array) => {
        const total = new Float64Array(velocity.length);
        for (const part of parts) of(part).forEach((value, i) => total[i] += value);
        return total;
      };
      return {
        misfit: parts.reduce((sum, part) => sum + part.misfit, 0),
        gradient: sum(({ gradient }) => gradient),
        wavelets: parts.map(({ wavelet }) => wavelet),
        illumination: sum(({ illumination }) => illumination),
        data: parts.map(({ data }) => data),
      };
    });
  }

  /** End the threads; the pool cannot be used any more. */
  close(): void {
    for (const worker of this.#workers) worker.terminate();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** One call after another: a worker holds the steps of one shot at a time. */
  #alone<T>(body: () => Promise<T>): Promise<T> {
    const next = this.#last.then(body, body);
    this.#last = next.catch(() => {});
    return next;
  }

  /** Runs each shot on the next worker that is free. */
  async #each<T>(
    velocity: ArrayLike<number>,
    { shots = this.shots.map((_, k) => k), wavelet = this.#wavelet }: ShotPoolCall,
    body: (ask: Ask, shot: number) => Promise<T>,
  ): Promise<T[]> {
    const evaluation = ++this.#evaluations, where = `shotPool, call ${evaluation}`;
    requireVelocity(where, velocity, this.settings);
    for (const shot of shots) requireInteger(where, "a shot", shot, 0, this.shots.length - 1);
    const wavelets = this.#waveletsOf(shots, wavelet);
    await this.#ready;
    await this.#toAll({ kind: "velocity", velocity: Float64Array.from(velocity) });
    const results: T[] = [], queue = shots.entries();
    let failed = false;
    const ends = await Promise.allSettled(this.#workers.map(async (worker) => {
      for (const [k, index] of queue) {
        // The others finish their shot, and begin no other.
        if (failed) return;
        try {
          results[k] = await body(this.#ask(worker, where, index, wavelets[k], velocity), index);
        } catch (error) {
          failed = true;
          throw error;
        }
      }
    }));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    return results;
  }

  #ask(
    worker: Worker,
    where: string,
    index: number,
    wavelet: Float64Array,
    velocity: ArrayLike<number>,
  ): Ask {
    const shot = this.shots[index];
    return {
      async data(keep) {
        const data = await post<Float32Array>(worker, { kind: "forward", keep, shot, wavelet });
        const at = data.findIndex((value) => !Number.isFinite(value));
        if (at < 0) return data;
        throw new UnstableRunError(
          `${where}: the data of shot ${index} are ${data[at]} from step ` +
            `${Math.floor(at / shot.receivers.length)} on; the fastest velocity is ${largest(velocity)} m/s`,
        );
      },
      derivatives: (adjointSource) => post<ShotGradient>(worker, { kind: "backward", adjointSource }),
    };
  }

  #waveletsOf(shots: readonly number[], wavelet: Wavelets): Float64Array[] {
    const where = "shotPool", { steps } = this.settings;
    const single = wavelet instanceof Float64Array;
    if (!single && wavelet.length !== this.shots.length) {
      throw new RangeError(
        `${where}: one wavelet or one for each of ${this.shots.length} shots is needed, got ${wavelet.length}`,
      );
    }
    const wavelets = shots.map((shot) => single ? wavelet : wavelet[shot]);
    wavelets.forEach((values, k) => requireVector(where, `the wavelet of shot ${shots[k]}`, values, steps));
    return wavelets;
  }

  #toAll(task: ShotTask): Promise<unknown> {
    return Promise.all(this.#workers.map((worker) => post(worker, task)));
  }
}

/** What a shot's worker is asked for. */
interface Ask {
  /** Data of a forward run, kept for its derivatives or not. */
  data(keep: boolean): Promise<Float32Array>;
  derivatives(adjointSource: Float64Array): Promise<ShotGradient>;
}

function post<T>(worker: Worker, task: ShotTask): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data: { done, failed } }: MessageEvent<ShotAnswer>) =>
      failed === undefined ? resolve(done as T) : reject(revived(failed));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`shotPool: a worker ended, got ${event.message}`));
    };
    worker.postMessage(task);
  });
}

/** An error of a worker, with its class where a caller may ask for it. */
function revived({ name, message, limit, needed }: NonNullable<ShotAnswer["failed"]>): Error {
  return limit !== undefined && needed !== undefined
    ? new MemoryLimitError(limit, needed)
    : new Error(`${name}: ${message}`);
}

/**
 * A pool of worker threads for the shots of one survey. It keeps the process alive until it is closed.
 *
 * @throws {RangeError} for settings, shots or wavelets that cannot be
 */
export function shotPool(settings: WaveSettings, options: ShotPoolOptions): ShotPool {
  return new ShotPool(settings, options);
}
