/** Whole files with a limit on their size. */
import { WaveFileError } from "./wave_file_error.ts";

/** The largest file that is read unless more is asked for: 2 GiB. */
export const MOST_FILE_BYTES = 2 ** 31;

/** Options of all file readers. */
export interface ReadOptions {
  /** Bytes above which a file is refused before it is read; {@linkcode MOST_FILE_BYTES} by default. */
  mostBytes?: number;
}

/**
 * The bytes of a file.
 *
 * @throws {WaveFileError} where it has more than `mostBytes`
 * @throws {Deno.errors.NotFound} where there is no such file
 */
export async function readFile(
  path: string | URL,
  { mostBytes = MOST_FILE_BYTES }: ReadOptions = {},
): Promise<Uint8Array> {
  const { size } = await Deno.stat(path);
  if (size > mostBytes) {
    throw new WaveFileError(`Cannot read ${path}: it has ${size} bytes, at most ${mostBytes} are read`);
  }
  return await Deno.readFile(path);
}
