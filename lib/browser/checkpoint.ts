/** What stands for `lib/train/checkpoint.ts` in a bundle for a browser, which has no disk. */
import type { Checkpoint, OpenCheckpoint } from "../train/checkpoint.ts";
import { CheckpointError } from "../train/errors.ts";

export type { Checkpoint, OpenCheckpoint };

function refuse(path: string): Promise<never> {
  return Promise.reject(
    new CheckpointError(`checkpoint ${path}: a page of a browser has no disk; train without a checkpoint`),
  );
}

/** Rejects with a {@linkcode CheckpointError}. */
export const readCheckpoint = refuse;
/** Rejects with a {@linkcode CheckpointError}. */
export const writeCheckpoint = refuse;
/** Rejects with a {@linkcode CheckpointError}. */
export const openCheckpoint = refuse;
