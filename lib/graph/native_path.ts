/** Places of what `task gpu` builds or downloads for engines with native libraries. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Where `task gpu` puts a file or folder; undefined if this code is not on disk.
 *
 * @param name of the file or folder
 */
export function ownNativePath(name: string): string | undefined {
  const url = new URL(`../../.papers/native/${name}`, import.meta.url);
  return url.protocol === "file:" ? fileURLToPath(url) : undefined;
}

/**
 * The file or folder in an environment variable, otherwise the one of `task gpu`; undefined if there is none.
 *
 * @throws {Error} if the environment variable names one that does not exist
 */
export function nativePath(name: string, variable: string): string | undefined {
  const named = Deno.env.get(variable);
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`${variable}: there is no ${named}`);
  }
  const own = ownNativePath(name);
  return own !== undefined && existsSync(own) ? own : undefined;
}
