import { createHash } from "node:crypto";
import { join } from "node:path";
import type { RegisteredFile, RegisteredSet } from "./registry.ts";

/** Thrown when a file could not be downloaded; the message has the reason of each try. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";
}

/** Options of {@link downloadSet}. */
export interface DownloadOptions {
  /** folder with one subfolder per set, e.g. `data/cache` */
  readonly directory: string;
  /** rounds over the mirrors before giving up; default 3 */
  readonly tries?: number;
  /** milliseconds before the second round, doubled for each further one; default 1000 */
  readonly pauseMs?: number;
  /** milliseconds without a byte after which a connection counts as dead; default 30 000 */
  readonly idleMs?: number;
  /** receives a line for each file that was fetched or already present */
  readonly report?: (message: string) => void;
}

/**
 * Downloads the missing files of a data set.
 *
 * Each file is written under another name, checked for size and hash, and renamed, so an existing file is complete. A
 * file with a wrong hash is fetched again.
 *
 * @param set what to fetch
 * @param options where to, and how often to try
 * @returns paths of all files of the set
 * @throws {DownloadError} if a file could not be fetched; files fetched before it stay
 * @throws {RangeError} if an option is out of range
 */
export async function downloadSet(set: RegisteredSet, options: DownloadOptions): Promise<string[]> {
  const { directory, tries = 3, report = () => {} } = options;
  if (!Number.isInteger(tries) || tries < 1) {
    throw new RangeError(`downloadSet: tries must be an integer ≥ 1, got ${tries}`);
  }
  const folder = join(directory, set.name);
  await Deno.mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const file of set.files) {
    const path = join(folder, file.name);
    if (await isIntact(path, file)) {
      report(`${file.name}: already there`);
    } else {
      const address = await fetchFromMirrors(set, file, path, options);
      report(`${file.name}: ${file.bytes} bytes from ${address}`);
    }
    paths.push(path);
  }
  return paths;
}

/**
 * Tells whether a file exists with the registered size and hash.
 *
 * @param path the file
 * @param file what it must be
 */
export async function isIntact(path: string, file: RegisteredFile): Promise<boolean> {
  try {
    const { isFile, size } = await Deno.stat(path);
    if (!isFile || size !== file.bytes) return false;
    return createHash(file.algorithm).update(await Deno.readFile(path)).digest("hex") === file.hash;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function fetchFromMirrors(
  set: RegisteredSet,
  file: RegisteredFile,
  path: string,
  options: DownloadOptions,
): Promise<string> {
  const { tries = 3, pauseMs = 1000, idleMs = 30_000 } = options;
  const reasons: string[] = [];
  for (let round = 0; round < tries; round++) {
    if (round > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** (round - 1)));
    for (const mirror of set.mirrors) {
      const address = new URL(file.name, mirror).href;
      try {
        await fetchOnce(address, file, path, idleMs);
        return address;
      } catch (error) {
        // A full disk or a forbidden folder is not the mirror's fault, and another try would fail in the same way.
        if (!(error instanceof TypeError || error instanceof TransferError)) throw error;
        const reason = error instanceof TransferError ? error.message : `${address}: ${error.message}`;
        reasons.push(`try ${round + 1}, ${reason}`);
      }
    }
  }
  throw new DownloadError(
    `Cannot download ${file.name} of the data set "${set.name}":\n  ${reasons.join("\n  ")}`,
  );
}

/** A transfer that failed or did not give the registered file; the message begins with the address. */
class TransferError extends Error {}

async function fetchOnce(address: string, file: RegisteredFile, path: string, idleMs: number): Promise<void> {
  const abort = new AbortController();
  const silence = () => abort.abort(new TransferError(`${address}: no byte for ${idleMs / 1000} s`));
  let timer = setTimeout(silence, idleMs);
  const temporary = await Deno.makeTempFile({ dir: join(path, ".."), prefix: `.${file.name}-` });
  try {
    const response = await fetch(address, { signal: abort.signal });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new TransferError(
        `${address}: the server answered ${response.status} ${response.statusText}`.trimEnd(),
      );
    }
    const hash = createHash(file.algorithm);
    let received = 0;
    {
      using target = await Deno.open(temporary, { write: true });
      for await (const chunk of response.body) {
        clearTimeout(timer);
        timer = setTimeout(silence, idleMs);
        received += chunk.length;
        if (received > file.bytes) {
          throw new TransferError(`${address}: received more than the registered ${file.bytes} bytes`);
        }
        hash.update(chunk);
        for (let done = 0; done < chunk.length;) done += await target.write(chunk.subarray(done));
      }
    }
    if (received < file.bytes) {
      throw new TransferError(`${address}: received ${received} of ${file.bytes} bytes`);
    }
    const found = hash.digest("hex");
    if (found !== file.hash) {
      throw new TransferError(`${address}: the ${file.algorithm} is ${found}, registered is ${file.hash}`);
    }
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch((failure) => {
      if (!(failure instanceof Deno.errors.NotFound)) throw failure;
    });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
