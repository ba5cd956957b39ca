import type { LiveSource } from "../../site/live/live_source.ts";

/**
 * Text of the module that a page's worker is bundled from: the values that each live cell takes, by paper.
 *
 * @param sources the live cells, by paper
 * @param resolve address of a module that the live cell of a paper imports
 * @param worker address of `lib/browser/live_worker.ts`
 */
export function liveEntry(
  sources: ReadonlyMap<string, LiveSource>,
  resolve: (paper: string, specifier: string) => string,
  worker: string,
): string {
  const modules = new Map<string, string>(), scopes: string[] = [];
  const moduleName = (address: string) => {
    const name = modules.get(address) ?? `m${modules.size}`;
    modules.set(address, name);
    return name;
  };
  for (const [paper, { imports }] of sources) {
    const values = imports.map(({ name, exported, specifier }) => {
      const module = moduleName(resolve(paper, specifier));
      return `${name}: ${exported === "*" ? module : `${module}.${exported}`}`;
    });
    scopes.push(`  ${JSON.stringify(paper)}: { ${values.join(", ")} },\n`);
  }
  return [
    ...[...modules].map(([address, name]) => `import * as ${name} from ${JSON.stringify(address)};\n`),
    `import { serveLiveCells } from ${JSON.stringify(worker)};\n`,
    `serveLiveCells({\n${scopes.join("")}});\n`,
  ].join("");
}
