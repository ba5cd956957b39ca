/** The code that a result depends on, as one digest: all files that its experiment imports, by their tokens. */
import { fileURLToPath } from "node:url";
import { textDigest } from "../canonical_json.ts";
import { type Edge, readSource, type SourceFile } from "./source_tokens.ts";

/** The code of a result. */
export interface Closure {
  readonly digest: string;
  /** Local files, by path from the repository. */
  readonly files: readonly string[];
  /** Packages, pinned as the import map has them. */
  readonly packages: readonly string[];
}

const ROOT = new URL("../../../", import.meta.url).href;

/** Files that were read in this process; a process lives shorter than an edit. */
const read = new Map<string, Promise<SourceFile>>();

/** Forget the files that were read, for a process that edits them. */
export function forgetSources(): void {
  read.clear();
}

function source(url: string): Promise<SourceFile> {
  const known = read.get(url) ?? Deno.readTextFile(fileURLToPath(url)).then(readSource);
  read.set(url, known);
  return known;
}

/**
 * All that modules import. Of a file that only hands on what others export, those count whose names are taken;
 * comments, formatting and types that are imported do not count, versions of packages do.
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
  /** What is exported under names, or all. */
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

/** The re-exports of a file that give a name; all of them where none is known to. */
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

/** Names relative to the repository, so that another checkout has the same. */
function relative(url: string): string {
  return url.startsWith(ROOT) ? url.slice(ROOT.length) : url;
}

/** Names of packages as `deno.json` pins them. */
async function importMap(): Promise<(specifier: string) => string> {
  // A library that was loaded from a registry is pinned by its address.
  if (!ROOT.startsWith("file:")) return (specifier) => specifier;
  const text = await Deno.readTextFile(fileURLToPath(new URL("deno.json", ROOT)));
  const { imports = {} } = JSON.parse(text) as { imports?: Record<string, string> };
  return (specifier) => {
    const name = Object.keys(imports).find((each) => specifier === each || specifier.startsWith(`${each}/`));
    return name === undefined ? specifier : imports[name];
  };
}
