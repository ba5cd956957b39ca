import { parser } from "@lezer/javascript";
import { join, relative } from "node:path";
import { exists } from "../../io/exists.ts";
import { readNotebook } from "../../jupyter/read_notebook.ts";
import type { StepResult } from "./step.ts";

const typescript = parser.configure({ dialect: "ts" });

/** Folders whose code counts as a use of `lib`'s exports; tests do not count, the programs of the bench do. */
const USERS = ["lib", "notebooks", "tests/bench"];

/** Pages whose examples are tested. */
const PAGES = /^(README|CONTRIBUTING)\.md$/;

/** What no file names, with the reason. */
const UNNAMED: Readonly<Record<string, string>> = {
  serveLiveCells: "the script that live cells are bundled from calls it",
  forgetSources: "a process that edits files reads them again; the tests are such a process",
};

/**
 * Checks that each exported function, class and constant of `lib` is used by `lib`, a notebook, a program of the bench,
 * or an example on a page or in a doc comment. Types are exempt, since they describe parameters of functions.
 *
 * @param root folder of the repository
 */
export async function checkExports(root: string): Promise<StepResult> {
  const declared: { file: string; name: string; usedHere: boolean }[] = [],
    used = new Map<string, Set<string>>();
  const use = (file: string, names: Iterable<string>) => {
    for (const name of names) used.set(name, (used.get(name) ?? new Set()).add(file));
  };
  for (const folder of USERS) {
    for await (const path of filesIn(join(root, folder))) {
      const file = relative(root, path);
      if (file.endsWith(".md")) {
        if (PAGES.test(path.split("/").at(-1)!)) use(file, examples(await Deno.readTextFile(path)));
        continue;
      }
      const text = file.endsWith(".ipynb") ? await cellsOf(path) : await Deno.readTextFile(path);
      const { exported, names } = readNames(text);
      use(file, names.keys());
      use(`${file}, an example`, examples(text));
      if (folder !== "lib") continue;
      for (const name of exported) declared.push({ file, name, usedHere: names.get(name)! > 1 });
    }
  }
  for (const page of ["README.md", "CONTRIBUTING.md"]) {
    if (await exists(join(root, page))) use(page, examples(await Deno.readTextFile(join(root, page))));
  }
  const unused = declared.filter(({ file, name, usedHere }) =>
    !usedHere && !Object.hasOwn(UNNAMED, name) && [...used.get(name) ?? []].every((user) => user === file)
  );
  return {
    ok: unused.length === 0,
    output: unused.map(({ file, name }) =>
      `${file}: only tests use ${name}: remove it, or show its use in a tested example`
    ).join("\n"),
  };
}

/** Names that a text exports by a declaration, and how often each name occurs outside imports and re-exports. */
function readNames(text: string): { exported: string[]; names: Map<string, number> } {
  const exported: string[] = [], names = new Map<string, number>();
  typescript.parse(text).iterate({
    enter({ name, from, to, node }) {
      if (name === "ImportDeclaration") return false;
      if (name === "ExportDeclaration") {
        if (node.getChild("from")) return false;
        const declaration = node.getChild("FunctionDeclaration") ?? node.getChild("ClassDeclaration") ??
          node.getChild("VariableDeclaration");
        for (const own of declaration?.getChildren("VariableDefinition") ?? []) {
          exported.push(text.slice(own.from, own.to));
        }
      }
      if (!/^(Variable|Property|Type|PrivateProperty)(Name|Definition)$/.test(name)) return;
      const word = text.slice(from, to);
      names.set(word, (names.get(word) ?? 0) + 1);
    },
  });
  return { exported, names };
}

/** Names in the TypeScript examples of a page, or of doc comments. */
function examples(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, code] of text.matchAll(/^[ \t*]*```ts\b[^\n]*\n([\s\S]*?)```/gm)) {
    for (const [word] of code.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) found.add(word);
  }
  return found;
}

async function cellsOf(path: string): Promise<string> {
  const { cells } = await readNotebook(path);
  return cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => source).join("\n");
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  if (!await exists(folder)) return;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* filesIn(join(folder, name));
    else if (/\.(ts|md|ipynb)$/.test(name) && !name.endsWith(".as.ts")) yield join(folder, name);
  }
}
