/** Code in a project that only uses this repository. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { assertEquals } from "@std/assert";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { runDeno } from "../../lib/cli/run_deno.ts";
import config from "../../deno.json" with { type: "json" };
import { withTemporaryFolder } from "./temporary_folder.ts";

/** Import map of a project beside this repository: its exports by their published names, and its packages. */
function importMap(): Record<string, string> {
  const own = Object.entries(config.exports).map(([name, path]) => [
    config.name + name.slice(1),
    pathToFileURL(`${REPOSITORY_ROOT}/${path}`).href,
  ]);
  return { ...config.imports, ...config.scopes["./tests/"], ...Object.fromEntries(own) };
}

/**
 * What Deno prints for a module in a project beside this one.
 *
 * @param options what lies beside the module, by name, and what is done with the folder before it is removed
 */
export function runElsewhere(
  code: string,
  command: readonly string[],
  options: {
    files?: Readonly<Record<string, Uint8Array>>;
    after?(folder: string): Promise<void>;
  } = {},
): Promise<string> {
  return withTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify({ imports: importMap() }));
    await Deno.writeTextFile(join(folder, "page.ts"), code);
    for (const [name, bytes] of Object.entries(options.files ?? {})) {
      await Deno.writeFile(join(folder, name), bytes);
    }
    const { code: exit, output } = await runDeno([...command, "--quiet", "--no-lock", "page.ts"], {
      cwd: folder,
    });
    assertEquals(exit, 0, output);
    await options.after?.(folder);
    return output;
  });
}
