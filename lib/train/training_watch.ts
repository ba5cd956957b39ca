/** Watching all trainings that a piece of code makes: the digests that tell whether it still computes the same bits. */
import { createHash } from "node:crypto";
import type { HostArrays, Precision } from "../graph/mod.ts";

/** Steps after which the state of a watched training is digested, beside its last one. */
export const WATCHED_STEPS: readonly number[] = [8, 64];

/** A training, as it was watched. */
export interface WatchedTraining {
  /** Hash of all that decides its numbers, at its full number of steps. */
  readonly key: string;
  readonly precision: Precision;
  readonly engine: string;
  /** Steps that it was asked for; iterations at most, of a method that may end earlier. */
  readonly steps: number;
  /** By step: SHA-256 of carried arrays and loss after it, the first 16 hexadecimal digits. */
  readonly digests: Record<number, string>;
  /** Loss after each of the first {@linkcode WATCHED_STEPS}, by step. */
  readonly losses: Record<number, number>;
}

/** How trainings are watched. */
export interface WatchOptions {
  /**
   * Steps that each training makes at most. What it would read later is read there, so that its record is as long as
   * that of all steps; a host-driven method ends there.
   */
  readonly limit?: number | undefined;
}

interface Watch extends WatchOptions {
  readonly trainings: WatchedTraining[];
}

let current: Watch | null = null;

/**
 * Run `body`, and tell which trainings it made, in the order in which they began.
 *
 * One at a time in a process: trainings do not say who started them.
 *
 * @throws {Error} if another watch is under way
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

/** What a training tells of itself while it is watched. */
export interface TrainingReport {
  /** Steps that it makes at most. */
  readonly limit: number;
  /** Steps that it must stop at to be looked at. */
  readonly at: readonly number[];
  /** Digest the state after a step that is one of `at`, or the last. */
  seen(step: number, arrays: HostArrays, loss: number): void;
  /** What was digested, for a checkpoint. */
  kept(): Pick<WatchedTraining, "digests" | "losses">;
  /** Take over what a checkpoint kept. */
  restore(kept: Pick<WatchedTraining, "digests" | "losses">): void;
}

/** Report a training that begins; `null` if nobody watches. */
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

/** Digest of numbers, whatever their arrays' types, by name. */
export function stateDigest(arrays: Readonly<Record<string, ArrayLike<number>>>, loss: number): string {
  const hash = createHash("sha256");
  for (const name of Object.keys(arrays).sort()) {
    const values = Float64Array.from(arrays[name]);
    hash.update(`${name} ${values.length}\n`).update(new Uint8Array(values.buffer));
  }
  return hash.update(new Uint8Array(Float64Array.of(loss).buffer)).digest("hex").slice(0, 16);
}
