/** Results of full runs, kept in the repository, with what they were computed from. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { atomicWrite } from "../io/atomic_write.ts";
import { plainJson } from "./plain_json.ts";
import type { SeedRun } from "./run_seeds.ts";

/** A file in `data/results/NN/`. */
export interface StoredResults<Settings, Result> {
  readonly experiment: string;
  /** Hash of the settings and of every source file that the experiment's module imports. */
  readonly key: string;
  readonly settings: Settings;
  readonly deno: string;
  readonly runs: readonly SeedRun<Result>[];
}

/** What was found in place of results. */
export type ResultsState = "fresh" | "stale" | "absent";

/**
 * Hash of settings and code: results with another key were computed by something else.
 *
 * @param module file URL of the experiment's module; the local files it imports count, packages by their pinned names
 * @throws Error where the module or one that it imports is not found
 */
export async function resultsKey(module: string | URL, settings: unknown): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", String(module)],
    // The import map is looked for from here on upwards, and must be the module's.
    cwd: new URL(".", module),
  }).output();
  if (code !== 0) {
    throw new Error(`the imports of ${module} cannot be listed: ${new TextDecoder().decode(stderr)}`);
  }
  const info = JSON.parse(new TextDecoder().decode(stdout)) as {
    modules: { specifier: string; local?: string }[];
  };
  const hash = createHash("sha256").update(JSON.stringify(settings));
  const root = new URL("../../", import.meta.url).href;
  for (const { specifier } of info.modules.sort((a, b) => (a.specifier < b.specifier ? -1 : 1))) {
    // Names relative to the repository, so that another checkout gets the same key.
    hash.update(`\n${specifier.startsWith(root) ? specifier.slice(root.length) : specifier}\n`);
    if (specifier.startsWith("file:")) hash.update(await Deno.readFile(fileURLToPath(specifier)));
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * Results stored at `path`, and whether they have this key.
 *
 * @throws SyntaxError where the file holds no results, naming it
 */
export async function readResults<Settings, Result>(
  path: string | URL,
  key: string,
): Promise<{ state: ResultsState; results: StoredResults<Settings, Result> | null }> {
  const text = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  if (text === null) return { state: "absent", results: null };
  const results = parsed<Settings, Result>(path, text);
  return { state: results.key === key ? "fresh" : "stale", results };
}

function parsed<Settings, Result>(path: string | URL, text: string): StoredResults<Settings, Result> {
  let results: StoredResults<Settings, Result> | null;
  try {
    results = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`results ${path} are not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof results?.key !== "string" || !Array.isArray(results.runs)) {
    throw new SyntaxError(`results ${path} have no key and runs`);
  }
  return results;
}

/**
 * Replace the results stored at `path`; one run a line, so that changes are readable.
 *
 * @throws TypeError where the results are not plain data that JSON gives back as they are
 */
export async function writeResults(
  path: string | URL,
  results: StoredResults<unknown, unknown>,
): Promise<void> {
  const { runs, ...head } = results;
  plainJson(head, "results");
  const opening = JSON.stringify(head, null, 1).replace(/\n}$/, ',\n "runs": [\n');
  const lines = runs.map((run) => plainJson(run, `run of seed ${run.seed}`));
  await atomicWrite(path, `${opening}${lines.join(",\n")}\n]}\n`);
}
