/** The files of a new paper: working modules from the folder `skeleton`, with its number, name and title. */
import { dirname, join } from "node:path";
import { exists } from "../../io/exists.ts";
import { removeFolder } from "../../io/remove_folder.ts";
import { serializeNotebook } from "../../jupyter/write_notebook.ts";
import { type Paper, paper } from "../../notebook/paper.ts";
import { liveCell } from "../checking/check_anatomy.ts";
import { notebookOf } from "./new_notebook.ts";
import { REPOSITORY_ROOT } from "../repository.ts";
import { UsageError } from "../usage_error.ts";

/** Names of a new paper. */
export interface NewPaper extends Pick<Paper, "number" | "title" | "arxiv" | "authors"> {
  /** Name of its notebook, in snake_case. */
  readonly name: string;
}

const MODULES = join(REPOSITORY_ROOT, "lib", "cli", "skeleton");
const TESTS = join(REPOSITORY_ROOT, "tests", "cli", "skeleton");
const LONGEST_NAME = 40;

/**
 * Writes the notebook, the modules and the tests of a new paper: all of them, or none.
 *
 * @param root folder of the repository
 * @returns paths of the files, relative to the root
 * @throws {UsageError} for a number that is taken, a name that is not in snake_case, or texts that `paper.ts` cannot
 *   contain
 */
export async function writeNewPaper(root: string, words: NewPaper): Promise<string[]> {
  await checkNewPaper(root, words);
  const files = await newPaperFiles(words), folder = `${words.number}_${words.name}`;
  // The notebook is written last, since the tasks look for it.
  const parts = [`notebooks/${folder}`, `tests/notebooks/${folder}`, `notebooks/${folder}.ipynb`];
  await Deno.mkdir(join(root, ".papers"), { recursive: true });
  const staging = await Deno.makeTempDir({ dir: join(root, ".papers"), prefix: "new-" });
  const moved: string[] = [];
  try {
    for (const [path, text] of files) {
      await Deno.mkdir(dirname(join(staging, path)), { recursive: true });
      await Deno.writeTextFile(join(staging, path), text);
    }
    for (const path of parts) {
      await Deno.mkdir(dirname(join(root, path)), { recursive: true });
      await Deno.rename(join(staging, path), join(root, path));
      moved.push(path);
    }
  } catch (error) {
    for (const path of moved) await removeFolder(join(root, path));
    throw error;
  } finally {
    await removeFolder(staging);
  }
  return [...files.keys()].sort();
}

async function checkNewPaper(root: string, { number, name, ...rest }: NewPaper): Promise<void> {
  const taken = await takenNumbers(root);
  const free = Array.from({ length: 99 }, (_, i) => String(i + 1).padStart(2, "0")).filter((one) =>
    !taken.has(one)
  );
  const some = free.slice(0, 5).join(", ");
  if (!/^\d\d$/.test(number) || number === "00") {
    throw new UsageError(`task new: "${number}" is not a number of two digits; free: ${some}, …`);
  }
  if (taken.has(number)) {
    throw new UsageError(`task new: ${number} is taken by ${taken.get(number)}; free: ${some}, …`);
  }
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) || name.length > LONGEST_NAME) {
    throw new UsageError(
      `task new: "${name}" is not a valid name; allowed are up to ${LONGEST_NAME} lowercase letters, digits and single _, ` +
        "with a letter first, e.g. loss_jump",
    );
  }
  try {
    paper({ number, finding: "None.", ...rest });
  } catch (error) {
    throw new UsageError(`task new: ${(error as Error).message}`);
  }
}

/** Numbers of papers that have a notebook, modules, tests or results, and what these are. */
async function takenNumbers(root: string): Promise<Map<string, string>> {
  const taken = new Map<string, string>();
  for (const folder of ["notebooks", "tests/notebooks", "data/results"]) {
    if (!await exists(join(root, folder))) continue;
    for await (const { name } of Deno.readDir(join(root, folder))) {
      const [, number] = /^(\d\d)(?:_|$)/.exec(name) ?? [];
      if (number && !taken.has(number)) taken.set(number, `${folder}/${name}`);
    }
  }
  return taken;
}

/** Texts of all files, by path relative to the root of the repository. */
async function newPaperFiles(words: NewPaper): Promise<Map<string, string>> {
  const folder = `${words.number}_${words.name}`, files = new Map<string, string>();
  const read = async (path: string) => withWords(await Deno.readTextFile(path), words);
  for (const name of await modulesIn(MODULES)) {
    if (name === "notebook.ts") continue;
    const text = (await read(join(MODULES, name))).replaceAll('"../../', '"../../lib/');
    files.set(`notebooks/${folder}/${name}`, await formatted(text));
  }
  for (const name of await modulesIn(TESTS)) {
    const text = (await read(join(TESTS, name))).replaceAll("/lib/cli/skeleton/", `/notebooks/${folder}/`);
    files.set(`tests/notebooks/${folder}/${name}`, await formatted(text));
  }
  const cells = (await read(join(MODULES, "notebook.ts")))
    .replaceAll('"../../', '"../lib/').replaceAll('"./', `"./${folder}/`);
  const live = liveCell(files.get(`notebooks/${folder}/live.ts`)!, folder);
  files.set(`notebooks/${folder}.ipynb`, serializeNotebook(notebookOf(cells, live)));
  return files;
}

async function modulesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).filter((name) => name.endsWith(".ts")).sort();
}

/** The text with number, title, authors and identifiers filled into the skeleton's placeholders. */
function withWords(text: string, { number, title, arxiv, authors }: NewPaper): string {
  const links = arxiv.map((id) => `, arXiv [${id}](https://arxiv.org/abs/${id})`).join("");
  return text
    .replaceAll('["0000.00000"]', () => JSON.stringify(arxiv))
    .replaceAll(", arXiv [0000.00000](https://arxiv.org/abs/0000.00000)", () => links)
    .replaceAll('"NEW TITLE"', () => JSON.stringify(title))
    .replaceAll("NEW TITLE", () => title)
    .replaceAll('"NEW AUTHORS"', () => JSON.stringify(authors))
    .replaceAll("NEW AUTHORS", () => authors)
    .replace(/\b00\b/g, number);
}

/** TypeScript formatted by `deno fmt`, since paths have become longer. */
async function formatted(text: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext=ts", "-"],
    cwd: REPOSITORY_ROOT,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  if (!success) throw new Error(`Cannot format a new module: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
