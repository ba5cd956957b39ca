import { parser } from "@lezer/javascript";
import { plainScript } from "./plain_script.ts";

const typescript = parser.configure({ dialect: "ts" });

/** A value that a live cell takes from a module. */
export interface LiveImport {
  /** Name in the cell. */
  readonly name: string;
  /** Name in the module; `*` for all of it. */
  readonly exported: string;
  readonly specifier: string;
}

/** The module of a live cell: what it takes, and its lines as a page shows them. */
export interface LiveSource {
  readonly imports: readonly LiveImport[];
  readonly script: string;
}

/**
 * Read `live.ts` of a notebook.
 *
 * @throws {SyntaxError} for syntax that a page cannot show, see {@linkcode plainScript}
 */
export function liveSource(text: string): LiveSource {
  const imports: LiveImport[] = [];
  let end = 0;
  typescript.parse(text).iterate({
    enter({ name, to, node }) {
      if (name !== "ImportDeclaration") return name === "Script";
      end = to;
      const statement = text.slice(node.from, to), specifier = /"([^"]+)"/.exec(statement)![1];
      if (/^import\s+type\b/.test(statement)) return false;
      for (const [, part] of statement.matchAll(/\*\s+as\s+(\w+)/g)) {
        imports.push({ name: part, exported: "*", specifier });
      }
      for (const item of /\{([^}]*)\}/.exec(statement)?.[1].split(",") ?? []) {
        const words = item.trim().split(/\s+/);
        if (words[0] === "" || words[0] === "type") continue;
        imports.push({ name: words.at(-1)!, exported: words[0], specifier });
      }
      const [, whole] = /^import\s+(\w+)/.exec(statement) ?? [];
      if (whole) imports.push({ name: whole, exported: "default", specifier });
      return false;
    },
  });
  return { imports, script: plainScript(text.slice(end)).trim() };
}

/** The module of the experiment whose stored runs a live cell reads, if it reads any. */
export function storedRunsOf({ imports }: LiveSource): string | undefined {
  if (!imports.some(({ name, specifier }) => name === "runs" && specifier.endsWith("/experiments/mod.ts"))) {
    return undefined;
  }
  return imports.find(({ exported, specifier }) => exported === "default" && specifier.startsWith("./"))
    ?.specifier;
}

/** The script with these runs, from the site's folder. */
export function liveRunsFile(paper: string): string {
  return `live/${paper.slice(0, 2)}_runs.js`;
}
