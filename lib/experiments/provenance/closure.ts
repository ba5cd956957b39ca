/** One digest of the code that a result depends on: the tokens of all files that its experiment imports. */
import { fileURLToPath } from "node:url";
import { textDigest } from "../canonical_json.ts";
import { type Edge, readSource, type SourceFile } from "./source_tokens.ts";

/** The code of a result. */
export interface Closure {
  readonly digest: string;
  /** Local files, as paths relative to the repository. */
  readonly files: readonly string[];
  /** Packages, with versions from the import map. */
  readonly packages: readonly string[];
}

const ROOT = new URL("../../../", import.meta.url).href;

/** Files that were read in this process; files are assumed not to change during a process. */
const read = new Map<string, Promise<SourceFile>>();

/** Forgets the files that were read, for a process that edits them. */
export function forgetSources(): void {
  read.clear();
}

function source(url: string): Promise<SourceFile> {
  const known = read.get(url) ?? Deno.readTextFile(fileURLToPath(url)).then(readSource);
  read.set(url, known);
  return known;
}

/**
 * Everything that modules import. A file that only re-exports others contributes only the files whose names are
 * imported. Comments, formatting and type-only imports do not count; package versions do.
 *
 * @param modules file URLs
 * @throws {Deno.errors.NotFound} if an imported file is missing
 */
export async function closureOf(modules: readonly string[]): Promise<Closure> {
  const files = new Set<string>(), packages = new Set<string>(), taken = new Set<string>();
  const map = await importMap();
  const follow = async (from: string, { specifier, names }: Edge) => {
    const target = /^(\.{0,2}\/|file:)/.test(specifier) ? new URL(specifier, from).href : null;
    if (!target?.startsWith("file:")) packages.add(target ?? map(specifier));
    else if (!target.endsWith(".ts")) files.add(target);
    else await take(target, names);
  };
  /** Adds what is exported under names, or everything. */
  const take = async (url: string, names: readonly string[] | null): Promise<void> => {
    const file = await source(url);
    if (!file.isBarrel) return await takeFile(url, file);
    for (const edge of file.imports) await follow(url, edge);
    for (const name of names ?? [null]) {
      const mark = `${url} ${name}`;
      if (taken.has(mark)) continue;
      taken.add(mark);
      const edges = name === null ? file.reexports : await edgesGiving(url, file, name);
      for (const edge of edges) await follow(url, edge);
    }
  };
  const takeFile = async (url: string, { imports, reexports }: SourceFile): Promise<void> => {
    if (files.has(url)) return;
    files.add(url);
    for (const edge of [...imports, ...reexports]) await follow(url, edge);
  };
  for (const module of modules) await follow(module, { specifier: module, names: null });
  const parts: string[] = [];
  for (const url of [...files].sort()) {
    const text = url.endsWith(".ts")
      ? (await source(url)).digest
      : textDigest(await Deno.readTextFile(fileURLToPath(url)));
    parts.push(`${relative(url)} ${text}`);
  }
  const pinned = [...packages].sort();
  return {
    digest: textDigest([...parts, ...pinned].join("\n")),
    files: [...files].map(relative).sort(),
    packages: pinned,
  };
}

/** The re-exports of a file that provide a name; all of them if none is known to. */
async function edgesGiving(url: string, file: SourceFile, name: string): Promise<readonly Edge[]> {
  for (const edge of file.reexports) {
    const at = edge.as?.indexOf(name) ?? -1;
    if (at >= 0) return [{ specifier: edge.specifier, names: [edge.names![at]] }];
  }
  for (const edge of file.reexports) {
    if (edge.names === null && await exportsName(new URL(edge.specifier, url).href, name)) {
      return [{ ...edge, names: [name] }];
    }
  }
  return file.reexports;
}

async function exportsName(url: string, name: string): Promise<boolean> {
  const { exports, reexports } = await source(url);
  if (exports.includes(name) || reexports.some(({ as }) => as?.includes(name))) return true;
  for (const { specifier, names } of reexports) {
    if (names === null && await exportsName(new URL(specifier, url).href, name)) return true;
  }
  return false;
}

/** Path relative to the repository, so another checkout gives the same. */
function relative(url: string): string {
  return url.startsWith(ROOT) ? url.slice(ROOT.length) : url;
}

/** Maps package names to the versions in `deno.json`. */
async function importMap(): Promise<(specifier: string) => string> {
  // A library loaded from a registry is pinned by its URL.
  if (!ROOT.startsWith("file:")) return (specifier) => specifier;
  const text = await Deno.readTextFile(fileURLToPath(new URL("deno.json", ROOT)));
  const { imports = {} } = JSON.parse(text) as { imports?: Record<string, string> };
  return (specifier) => {
    const name = Object.keys(imports).find((each) => specifier === each || specifier.startsWith(`${each}/`));
    return name === undefined ? specifier : imports[name];
  };
}
