import { writeConfig } from "./write_config.ts";

/** Path, from the repository root, of the folder of the `@std/assert` stand-in. */
export const STAND_IN_FOLDER = "./tests/support/assert";

/** Name of the git-ignored configuration that `writeOfflineConfig` makes in the repository root. */
export const OFFLINE_CONFIG = "deno.offline.json";

/**
 * Text of `deno.json` with the `@std/assert` stand-in linked in, for machines without the JSR registry.
 *
 * Deno then uses `jsr:@std/assert@1` from the folder without asking a registry. It must run with `--no-lock`, because
 * the lock file names the package of the registry.
 *
 * @param denoJson text of the repository's `deno.json`
 * @returns JSON text, formatted, ending in a newline
 * @throws {TypeError} if `denoJson` is not a JSON object, or already links packages of its own that are not a list
 */
export function offlineConfig(denoJson: string): string {
  let config: unknown;
  try {
    config = JSON.parse(denoJson);
  } catch (error) {
    throw new TypeError(
      `Cannot derive the offline configuration: deno.json is not JSON (${(error as Error).message})`,
    );
  }
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new TypeError("Cannot derive the offline configuration: deno.json does not hold a JSON object");
  }
  const links = (config as { links?: unknown }).links ?? [];
  if (!Array.isArray(links)) {
    throw new TypeError(
      `Cannot derive the offline configuration: "links" in deno.json is ${typeof links}, not a list`,
    );
  }
  return JSON.stringify({ ...config, links: [...links, STAND_IN_FOLDER] }, null, 2) + "\n";
}

/**
 * Writes `deno.offline.json` next to `deno.json` if its text has changed.
 *
 * @param root folder of the repository
 * @returns path of the file written
 * @throws {Deno.errors.NotFound} if `root` has no `deno.json`
 * @throws {TypeError} if `deno.json` cannot be used, see {@linkcode offlineConfig}
 */
export async function writeOfflineConfig(root: string): Promise<string> {
  return await writeConfig(
    `${root}/${OFFLINE_CONFIG}`,
    offlineConfig(await Deno.readTextFile(`${root}/deno.json`)),
  );
}
