/** What stands for `lib/io/atomic_write.ts` in a bundle for a browser, which has no disk. */
import { WriteError } from "../io/write_error.ts";

/** Rejects with a {@linkcode WriteError}. */
export function atomicWrite(path: string): Promise<never> {
  return Promise.reject(
    new WriteError(path, new Error("Cannot write a file: a page of a browser has no disk")),
  );
}

/** Nothing is unfinished where nothing is written. */
export function removeUnfinishedWrites(): Promise<void> {
  return Promise.resolve();
}
