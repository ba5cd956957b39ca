/** Names modules of experiments from a cell, where `import.meta` does not exist. */
import { pathToFileURL } from "node:url";

/** URL of a module; a relative path starts at the working directory, which in a kernel is the notebook's folder. */
export function moduleUrl(module: string | URL): URL {
  return module instanceof URL ? module : new URL(module, pathToFileURL(`${Deno.cwd()}/`));
}
