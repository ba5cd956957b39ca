import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { STATE_FOLDER } from "../paths.ts";
import { REPOSITORY_ROOT } from "../repository.ts";
import { runDeno } from "../run_deno.ts";

/** A package in Deno's cache. */
export interface CachedPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * All npm packages in the module graph of some modules, those that packages need in turn included; what is not cached is
 * downloaded first.
 *
 * @throws {Error} if Deno cannot load a module; it says why
 */
export async function packedPackages(modules: readonly string[]): Promise<CachedPackage[]> {
  const entry = join(STATE_FOLDER, "pack.ts");
  await Deno.mkdir(STATE_FOLDER, { recursive: true });
  await Deno.writeTextFile(entry, modules.map((path) => `import "${pathToFileURL(path)}";\n`).join(""));
  try {
    await deno(["cache", "--quiet", entry]);
    const { npmPackages } = JSON.parse(await deno(["info", "--json", entry])) as {
      npmPackages: Record<string, CachedPackage>;
    };
    const found = new Map(
      Object.values(npmPackages).map(({ name, version }) => [`${name}@${version}`, { name, version }]),
    );
    return [...found.keys()].sort().map((key) => found.get(key)!);
  } finally {
    await Deno.remove(entry);
  }
}

async function deno(args: readonly string[]): Promise<string> {
  const { code, output } = await runDeno(args, { cwd: REPOSITORY_ROOT });
  if (code !== 0) throw new Error(`task pack: deno ${args[0]} ended with code ${code}: ${output.trim()}`);
  return output;
}
