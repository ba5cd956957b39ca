import "@resvg/resvg-js";
import { createRequire } from "node:module";

/** A package as its `package.json` describes it. */
export interface PackageName {
  /** Name in the registry. */
  readonly name: string;
  /** Exact version. */
  readonly version: string;
}

/**
 * Path on disk of a file in an npm package.
 *
 * Without a `node_modules` folder, Deno's `require.resolve` finds packages only for a module that is in the npm cache
 * itself, so the search also starts from the CommonJS entry of resvg, which importing this module has loaded.
 *
 * @param pack the package; import its `package.json` for it, which also makes Deno download the package
 * @param file the file, relative to the package's folder
 * @returns absolute path
 * @throws {Error} if the package is neither in a `node_modules` folder nor in Deno's npm cache, or has another version
 *   than `pack`
 */
export function npmFile(pack: PackageName, file: string): string {
  const here = createRequire(import.meta.url);
  const inCache = Object.keys(here.cache).find((path) =>
    path.includes("resvg-js") && path.endsWith("index.js")
  );
  for (const require of inCache === undefined ? [here] : [here, createRequire(inCache)]) {
    const manifest = resolve(require, `${pack.name}/package.json`);
    if (manifest === undefined) continue;
    const { version } = require(manifest) as PackageName;
    if (version !== pack.version) continue;
    const path = resolve(require, `${pack.name}/${file}`);
    if (path !== undefined) return path;
  }
  throw new Error(
    `Cannot find "${file}" of npm package ${pack.name}@${pack.version}: it is neither in a node_modules folder ` +
      `nor in Deno's npm cache; run "deno install" to download what deno.json names`,
  );
}

function resolve(require: NodeJS.Require, request: string): string | undefined {
  try {
    return require.resolve(request);
  } catch {
    return undefined;
  }
}
