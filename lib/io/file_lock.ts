/** Locks that a process holds on a file, and that its end gives up, whatever ended it. */
import { WriteError } from "./write_error.ts";

/** A file is locked by another process. */
export class LockedError extends Error {
  override name = "LockedError";
  constructor(
    readonly path: string,
    /** Description of the other process, e.g. "process 4711: deno task compute 01". */
    readonly holder: string,
  ) {
    super(`${path} is in use by ${holder}; wait for it, or end it`);
  }
}

/** A held lock; `release` releases it and removes the file. */
export interface FileLock {
  release(): Promise<void>;
}

/**
 * Takes the lock `path`, a file that is created for it; its folder must exist.
 *
 * @param place where this process runs, for others that find the lock; empty if they run there too
 * @throws {LockedError} if another process holds it; it names that process's number and command
 * @throws {WriteError} if the file cannot be created, for example in a read-only folder
 */
export async function lockFile(path: string, place = ""): Promise<FileLock> {
  for (;;) {
    const file = await Deno.open(path, { read: true, write: true, create: true }).catch((error) => {
      throw new WriteError(path, error);
    });
    if (!await file.tryLock(true)) {
      const holder = await readAll(file);
      file.close();
      throw new LockedError(path, holder || "another process");
    }
    // The previous holder may have removed the file; a lock on a removed file excludes nobody.
    const [own, found] = [await file.stat(), await Deno.stat(path).catch(() => null)];
    if (!found || found.ino !== own.ino || found.dev !== own.dev) {
      file.close();
      continue;
    }
    // On a full disk the lock works without a name.
    await file.truncate(0).then(() => file.write(new TextEncoder().encode(describeProcess() + place))).catch(
      () => {},
    );
    return {
      async release() {
        await Deno.remove(path).catch(() => {});
        file.close();
      },
    };
  }
}

/**
 * The description of the process that holds the lock `path`; `null` if none does.
 *
 * @throws {Deno.errors.PermissionDenied} if the file cannot be read
 */
export async function lockHolder(path: string): Promise<string | null> {
  try {
    using file = await Deno.open(path, { read: true });
    return await file.tryLock(false) ? null : await readAll(file) || "another process";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function readAll(file: Deno.FsFile): Promise<string> {
  const bytes = new Uint8Array(1000);
  await file.seek(0, Deno.SeekMode.Start);
  const count = await file.read(bytes);
  return new TextDecoder().decode(bytes.subarray(0, count ?? 0)).trim();
}

/** Number and command of this process, for other processes that find its lock. */
function describeProcess(): string {
  const { pathname } = new URL(Deno.mainModule);
  const program = pathname.slice(pathname.lastIndexOf("/") + 1);
  return `process ${Deno.pid}: deno ${[program, ...Deno.args].join(" ").slice(0, 200)}`;
}
