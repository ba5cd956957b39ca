/**
 * `task data`: downloads a data set, or lists the known ones.
 *
 * @module
 */
import { resolve } from "node:path";
import { cacheDirectory, DataNotFoundError, findDataFile } from "../data/data_directory.ts";
import { DownloadError, downloadSet } from "../data/download.ts";
import { type RegisteredSet, registeredSet, REGISTRY, UnknownDataSetError } from "../data/registry.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { textTable } from "./text_table.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "data",
  description: "Downloads a data set and checks its hash; without a name, lists the sets.",
  positionals: "[NAME]",
  options: {
    from: { type: "string", value: "URL", description: "folder on another server with the files" },
    into: {
      type: "string",
      value: "FOLDER",
      description: "folder for the set's folder (default data/cache)",
    },
  },
};

async function main(args: TaskArguments): Promise<number> {
  const [name, ...others] = args.positionals;
  if (others.length > 0) {
    throw new UsageError(`task data: one name at a time, got ${args.positionals.join(" ")}`);
  }
  if (name === undefined) {
    try {
      console.log(await listing());
    } catch (error) {
      if (!(error instanceof DataNotFoundError)) throw error;
      throw new UsageError(`task data: ${error.message}`);
    }
    return 0;
  }
  const set = withMirror(lookUp(name), args.text("from"));
  const directory = resolve(args.text("into") ?? cacheDirectory());
  const bytes = set.files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(`${set.name}: ${set.title}; ${set.authors}; ${set.licence}; ${megabytes(bytes)}`);
  try {
    await downloadSet(set, { directory, report: (message) => console.log(`  ${message}`) });
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    console.error(error.message);
    return 1;
  }
  return 0;
}

function lookUp(name: string): RegisteredSet {
  try {
    return registeredSet(name);
  } catch (error) {
    if (!(error instanceof UnknownDataSetError)) throw error;
    throw new UsageError(`task data: ${error.message}`);
  }
}

function withMirror(set: RegisteredSet, from: string | undefined): RegisteredSet {
  if (from === undefined) return set;
  const mirror = from.endsWith("/") ? from : `${from}/`;
  if (!/^https?:$/.test(URL.parse(mirror)?.protocol ?? "")) {
    throw new UsageError(`task data: --from must be an http or https address, got "${from}"`);
  }
  return { ...set, mirrors: [mirror] };
}

async function listing(): Promise<string> {
  const rows = await Promise.all(REGISTRY.map(async (set) => {
    const found = await Promise.all(
      set.files.map((file) => findDataFile(set.name, [file.name, plain(file.name)])),
    );
    const present = found.filter((file) => file !== null).length;
    const bytes = set.files.reduce((sum, file) => sum + file.bytes, 0);
    return [set.name, `${present} of ${set.files.length} files`, megabytes(bytes), set.licence, set.title];
  }));
  return textTable(["name", "present", "size", "licence", "what"], rows, [2]);
}

/** The name of a compressed file after unpacking. */
function plain(name: string): string {
  return name.replace(/\.gz$/, "");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

if (import.meta.main) await runParsedTask(USAGE, main);
