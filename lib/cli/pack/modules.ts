import { join } from "node:path";
import { OTHER_MODULES } from "../../experiments/provenance/measures.ts";
import { listNotebooks } from "../find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "../paths.ts";
import { REPOSITORY_ROOT } from "../repository.ts";

/** What a job runs besides the modules of its paper. */
const PROGRAMS = [
  "lib/cli/compute.ts",
  "lib/cli/stop.ts",
  "lib/cli/verify.ts",
  "lib/experiments/workers/worker.ts",
  "lib/experiments/probe_process.ts",
];

/** Paths of all modules that a job may run. */
export async function packedModules(): Promise<string[]> {
  const found = PROGRAMS.map((path) => join(REPOSITORY_ROOT, path));
  for (const notebook of await listNotebooks(NOTEBOOKS_FOLDER)) {
    const folder = notebook.replace(/\.ipynb$/, "");
    for await (const { name } of Deno.readDir(folder)) {
      if (name.endsWith(".ts") && !OTHER_MODULES.includes(name)) found.push(join(folder, name));
    }
  }
  return found.sort();
}
