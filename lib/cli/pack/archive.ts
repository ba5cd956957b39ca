import { basename, dirname, join } from "node:path";
import { exists } from "../../io/exists.ts";
import { WriteError } from "../../io/write_error.ts";
import { commandOutput } from "../command_output.ts";
import { REPOSITORY_ROOT } from "../repository.ts";
import { runDeno } from "../run_deno.ts";
import type { CachedPackage } from "./packages.ts";

/** Where Deno's cache has the packages of npm. */
const REGISTRY = "npm/registry.npmjs.org";
/** Native libraries of systems that Slurm does not run on, 170 MB of ONNX Runtime. */
const OTHER_SYSTEMS = ["*/onnxruntime-node/*/darwin", "*/onnxruntime-node/*/win32"];
const LONGEST_MINUTES = 20;

/**
 * Writes the archive: `bin/deno` and `cache/`, a folder for `DENO_DIR`.
 *
 * @returns its size in bytes
 * @throws {WriteError} if it cannot be written; an older file is then intact
 */
export async function packArchive(out: string, packages: readonly CachedPackage[]): Promise<number> {
  const { output } = await runDeno(["info", "--json"], { cwd: REPOSITORY_ROOT });
  const { denoDir } = JSON.parse(output) as { denoDir: string };
  const files: string[] = [];
  for (const { name, version } of packages) {
    for (const path of [`${REGISTRY}/${name}/${version}`, `${REGISTRY}/${name}/registry.json`]) {
      // A package of another system is in the lock file and not in the cache.
      if (!files.includes(path) && await exists(join(denoDir, path))) files.push(path);
    }
  }
  const list = await Deno.makeTempFile(), unfinished = `${out}.tmp`, program = Deno.execPath();
  try {
    await Deno.writeTextFile(list, files.join("\n"));
    const { ok, stderr } = await commandOutput([
      "tar",
      "-czf",
      unfinished,
      ...OTHER_SYSTEMS.map((pattern) => `--exclude=${pattern}`),
      `--transform=s,^npm/,cache/npm/,`,
      `--transform=s,^${basename(program)}$,bin/deno,`,
      "-C",
      dirname(program),
      basename(program),
      "-C",
      denoDir,
      "-T",
      list,
    ], LONGEST_MINUTES * 60_000);
    // Another Deno notes in the cache what it has done; the files of a package never change.
    const onlyNotes = stderr.split("\n").every((line) => line.endsWith(": file changed as we read it"));
    if (!ok && !onlyNotes) throw new WriteError(out, new Error(stderr));
    await Deno.rename(unfinished, out);
    return (await Deno.stat(out)).size;
  } finally {
    await Deno.remove(list);
    await Deno.remove(unfinished).catch(() => {});
  }
}
