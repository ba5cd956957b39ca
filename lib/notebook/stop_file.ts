import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { atomicWrite } from "../io/atomic_write.ts";

const LOOK_EVERY_MS = 250;

/** Signal that a training polls to learn whether it should stop; an `AbortSignal` has the same two members. */
export interface StopSignal {
  /** Whether a stop was requested. */
  readonly aborted: boolean;
  /** Throws a `DOMException` named `AbortError` if a stop was requested. */
  throwIfAborted(): void;
}

/**
 * The file through which `task stop` reaches trainings in other processes. Unlike an interrupt of the kernel, it works
 * in cells that await.
 *
 * @param key key of one case, run as a job; all trainings if absent
 * @returns `.papers/stop.json` next to `lib/`, or in the current folder if this library is not a local file; for a case
 *   `.papers/stop/KEY.json`
 */
export function stopFilePath(key?: string): string {
  const url = new URL("../../.papers/", import.meta.url);
  const folder = url.protocol === "file:" ? fileURLToPath(url) : join(Deno.cwd(), ".papers");
  return key === undefined ? join(folder, "stop.json") : join(folder, "stop", `${key}.json`);
}

/**
 * Asks all running trainings to stop.
 *
 * @param path the stop file
 * @param now time of the request, milliseconds since 1970
 */
export async function requestStop(path: string = stopFilePath(), now: number = Date.now()): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await atomicWrite(path, JSON.stringify({ requestedAt: now }) + "\n");
}

/**
 * Whether a stop was requested at or after a time; an older request was for an earlier training.
 *
 * @param since beginning of the training, milliseconds since 1970
 * @param path the stop file
 * @throws {TypeError} if the file does not contain a request
 */
export function stopRequested(since: number, path: string = stopFilePath()): boolean {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
  return requestTime(text, path) >= since;
}

/**
 * A signal that a training polls: it checks the stop file at most four times per second, even from code that never
 * awaits.
 *
 * @param since beginning of the training, now by default
 * @param path the stop file
 * @returns the signal; once set it stays set
 */
export function stopSignal(since: number = Date.now(), path: string = stopFilePath()): StopSignal {
  let aborted = false;
  let lastLook = -Infinity;
  const look = (): boolean => {
    const now = performance.now();
    if (!aborted && now - lastLook >= LOOK_EVERY_MS) {
      lastLook = now;
      aborted = stopRequested(since, path);
    }
    return aborted;
  };
  return {
    get aborted(): boolean {
      return look();
    },
    throwIfAborted(): void {
      if (look()) throw new DOMException("Stopped by `task stop`", "AbortError");
    },
  };
}

/**
 * Removes a request, at the beginning of a new run.
 *
 * @param path the stop file; it may be absent
 */
export async function clearStop(path: string = stopFilePath()): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function requestTime(text: string, path: string): number {
  let time: unknown;
  try {
    time = (JSON.parse(text) as { requestedAt?: unknown }).requestedAt;
  } catch {
    time = undefined;
  }
  if (typeof time !== "number" || !Number.isFinite(time)) {
    throw new TypeError(`Cannot read the stop file ${path}: "requestedAt" is not a time; delete the file`);
  }
  return time;
}
