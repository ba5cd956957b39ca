/** Watches all trainings of a piece of code: their digests show whether it still computes the same bits. */
import { sha256 } from "../io/sha256.ts";
import type { HostArrays, Precision } from "../graph/mod.ts";

/** Steps after which the state of a watched training is digested, besides the last one. */
export const WATCHED_STEPS: readonly number[] = [8, 64];

/** A watched training. */
export interface WatchedTraining {
  /** Hash of everything that determines its numbers, at its full number of steps. */
  readonly key: string;
  readonly precision: Precision;
  readonly engine: string;
  /** Requested number of steps; for a method that may end earlier, the maximum number of iterations. */
  readonly steps: number;
  /** By step: SHA-256 of carried arrays and loss after it, the first 16 hexadecimal digits. */
  readonly digests: Record<number, string>;
  /** Loss after each of the first {@linkcode WATCHED_STEPS}, by step. */
  readonly losses: Record<number, number>;
}

/** Options of a watch. */
export interface WatchOptions {
  /**
   * Maximum number of steps per training. What it would read later is read there, so its record is as long as that of
   * the full training; a host-driven method ends there.
   */
  readonly limit?: number | undefined;
}

interface Watch extends WatchOptions {
  readonly trainings: WatchedTraining[];
}

let current: Watch | null = null;

/**
 * Runs `body` and returns the trainings that it made, in the order in which they began.
 *
 * Only one watch can run per process, since trainings do not know who started them.
 *
 * @throws {Error} if another watch is running
 */
export async function watchTrainings<T>(
  options: WatchOptions,
  body: () => Promise<T>,
): Promise<{ value: T; trainings: readonly WatchedTraining[] }> {
  if (current) throw new Error("watchTrainings: trainings of this process are watched already");
  const watch: Watch = { ...options, trainings: [] };
  current = watch;
  try {
    return { value: await body(), trainings: watch.trainings };
  } finally {
    current = null;
  }
}

/** Interface between a training and its watcher. */
export interface TrainingReport {
  /** Maximum number of steps. */
  readonly limit: number;
  /** Steps at which it must stop for a digest. */
  readonly at: readonly number[];
  /** Digests the state after a step in `at`, or the last step. */
  seen(step: number, arrays: HostArrays, loss: number): void;
  /** The digests so far, for a checkpoint. */
  kept(): Pick<WatchedTraining, "digests" | "losses">;
  /** Restores the digests of a checkpoint. */
  restore(kept: Pick<WatchedTraining, "digests" | "losses">): void;
}

/** Reports a training that begins; `null` if nobody watches. */
export function reportTraining(
  training: Pick<WatchedTraining, "key" | "precision" | "engine" | "steps">,
): TrainingReport | null {
  if (!current) return null;
  const limit = Math.min(training.steps, current.limit ?? Infinity);
  const watched: WatchedTraining = { ...training, digests: {}, losses: {} };
  current.trainings.push(watched);
  return {
    limit,
    at: WATCHED_STEPS.filter((step) => step < limit),
    seen(step, arrays, loss) {
      watched.digests[step] = stateDigest(arrays, loss);
      if (WATCHED_STEPS.includes(step)) watched.losses[step] = loss;
    },
    kept: () => ({ digests: watched.digests, losses: watched.losses }),
    restore({ digests, losses }) {
      Object.assign(watched.digests, digests);
      Object.assign(watched.losses, losses);
    },
  };
}

/** Digest of named numbers, regardless of array types. */
export function stateDigest(arrays: Readonly<Record<string, ArrayLike<number>>>, loss: number): string {
  const hash = sha256();
  for (const name of Object.keys(arrays).sort()) {
    const values = Float64Array.from(arrays[name]);
    hash.update(`${name} ${values.length}\n`).update(new Uint8Array(values.buffer));
  }
  return hash.update(new Uint8Array(Float64Array.of(loss).buffer)).hex().slice(0, 16);
}
