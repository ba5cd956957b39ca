import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { runs } from "../../experiments/mod.ts";
import { bundle } from "./bundle.ts";
import { wasmFile } from "./wasm_file.ts";
import { liveEntry } from "./live_entry.ts";
import { liveRunsFile, type LiveSource, storedRunsOf } from "../../site/live/live_source.ts";

/** A script that sets a global variable to bytes, as gzip in base64. */
function packed(name: string, bytes: Uint8Array): string {
  return `globalThis.${name} = "${gzipSync(bytes, { level: 9 }).toString("base64")}";\n`;
}

/**
 * What live cells load on Run: the engine's runtime, and the worker with the library's parts that the cells take.
 *
 * @param root folder of the repository
 * @param sources the live cells, by name of the notebook
 * @returns content by path in the site
 * @throws {Error} where a cell takes what cannot be bundled for a browser
 */
export async function liveFiles(
  root: string,
  sources: ReadonlyMap<string, LiveSource>,
): Promise<Map<string, string>> {
  const folder = await Deno.makeTempDir({ prefix: "papers-live-" });
  try {
    const entry = join(folder, "worker.ts"), output = join(folder, "worker.js");
    const resolve = (paper: string, specifier: string) =>
      specifier.startsWith(".") ? join(root, "notebooks", paper, specifier) : specifier;
    await Deno.writeTextFile(entry, liveEntry(sources, resolve, join(root, "lib/browser/live_worker.ts")));
    // Names are kept: random ops are known by them on the stack.
    await bundle(root, entry, output, ["--format", "iife", "--minify", "--keep-names"]);
    const files = new Map([
      ["live/runtime.js", packed("LIVE_RUNTIME", await Deno.readFile(wasmFile()))],
      ["live/worker.js", packed("LIVE_WORKER", await Deno.readFile(output))],
    ]);
    for (const [paper, source] of sources) {
      const module = storedRunsOf(source);
      if (module !== undefined) files.set(liveRunsFile(paper), await firstRun(resolve(paper, module)));
    }
    return files;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The first seed's stored run of an experiment, as a script: a page holds no more. */
async function firstRun(module: string): Promise<string> {
  const experiment = (await import(pathToFileURL(module).href)).default;
  const { seeds, results, ...rest } = await runs(experiment, { profile: "full" });
  const first = { ...rest, seeds: seeds.slice(0, 1), results: results.slice(0, 1) };
  return packed("LIVE_RUNS", new TextEncoder().encode(JSON.stringify(first)));
}
