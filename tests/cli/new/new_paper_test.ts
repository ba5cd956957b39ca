import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { dirname, join } from "node:path";
import { liveCell } from "../../../lib/cli/checking/check_anatomy.ts";
import { notebookOf } from "../../../lib/cli/new/new_notebook.ts";
import { type NewPaper, writeNewPaper } from "../../../lib/cli/new/new_paper.ts";
import { REPOSITORY_ROOT } from "../../../lib/cli/repository.ts";
import { UsageError } from "../../../lib/cli/usage_error.ts";
import { exists } from "../../../lib/io/exists.ts";
import { readNotebook } from "../../../lib/jupyter/read_notebook.ts";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";
import { runTask } from "../run_task.ts";

const PAPER: NewPaper = {
  number: "42",
  name: "double_descent",
  title: 'A "second" descent',
  arxiv: ["1812.11118", "cs/0112017"],
  authors: "Belkin et al.",
};

/** Paths of all files in a folder but the tasks' own. */
async function filesIn(root: string, folder = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(root, folder))) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (path === ".papers") continue;
    for (const one of isDirectory ? await filesIn(root, path) : [path]) found.push(one);
  }
  return found.sort();
}

Deno.test("a new paper has a notebook, modules and tests, with its own words in the places left for them", () =>
  withTemporaryFolder(async (root) => {
    const files = await writeNewPaper(root, PAPER), folder = "notebooks/42_double_descent";
    assertEquals(await filesIn(root), files);
    for (const path of [`${folder}.ipynb`, `${folder}/live.ts`, `${folder}/paper.ts`]) {
      assert(files.includes(path), path);
    }
    const texts = new Map<string, string>();
    for (const path of files) texts.set(path, await Deno.readTextFile(join(root, path)));
    for (const [path, text] of texts) {
      assertEquals(/.*(\b00\b|NEW |0000\.|skeleton).*/.exec(text)?.[0], undefined, path);
    }
    assertStringIncludes(texts.get(`${folder}/paper.ts`)!, `title: 'A "second" descent'`);
    assertStringIncludes(texts.get(`${folder}/paper.ts`)!, 'arxiv: ["1812.11118", "cs/0112017"]');
    const { cells } = await readNotebook(`${root}/${folder}.ipynb`);
    assertEquals(
      cells[0].source.split("\n").slice(0, 3).join("\n"),
      '# 42 · A "second" descent\n\nBelkin et al., _A "second" descent_, arXiv [1812.11118]' +
        "(https://arxiv.org/abs/1812.11118), arXiv [cs/0112017](https://arxiv.org/abs/cs/0112017).",
    );
    const [live] = cells.filter(({ metadata }) => Array.isArray(metadata.tags));
    assertEquals(live.source, liveCell(texts.get(`${folder}/live.ts`)!, folder));
    assert(texts.get(`${folder}.ipynb`)!.includes("deno task compute 42"));
  }));

Deno.test("what the new modules, tests and cells import is there", () =>
  withTemporaryFolder(async (root) => {
    let imports = 0;
    for (const path of await writeNewPaper(root, PAPER)) {
      const text = (await Deno.readTextFile(join(root, path))).replaceAll('\\"', '"');
      for (const [, target] of text.matchAll(/from "(\.{1,2}\/[^"]*)"/g)) {
        const wanted = join(dirname(path), target);
        imports++;
        assert(
          await exists(join(root, wanted)) || await exists(join(REPOSITORY_ROOT, wanted)),
          `${path} imports ${target}`,
        );
      }
    }
    assert(imports > 30, `${imports} imports`);
  }));

Deno.test("a paper that is not on arXiv has a citation without it", () =>
  withTemporaryFolder(async (root) => {
    await writeNewPaper(root, { ...PAPER, arxiv: [] });
    const { cells } = await readNotebook(`${root}/notebooks/42_double_descent.ipynb`);
    assertEquals(cells[0].source.split("\n")[2], 'Belkin et al., _A "second" descent_.');
  }));

Deno.test("numbers that are taken, bad names and words are refused with what is allowed, and nothing is written", () =>
  withTemporaryFolder(async (root) => {
    await Deno.mkdir(`${root}/notebooks/07_anchors`, { recursive: true });
    await Deno.mkdir(`${root}/data/results/08`, { recursive: true });
    await Deno.mkdir(`${root}/tests/notebooks/09_estimate`, { recursive: true });
    const before = await filesIn(root);
    const cases: [Partial<NewPaper>, string][] = [
      [{ number: "07" }, "07 is taken by notebooks/07_anchors; free: 01, 02, 03, 04, 05, …"],
      [{ number: "08" }, "08 is taken by data/results/08"],
      [{ number: "09" }, "09 is taken by tests/notebooks/09_estimate"],
      [{ number: "00" }, '"00" is not a number of two digits'],
      [{ number: "123" }, '"123" is not a number of two digits'],
      [{ name: "Double" }, '"Double" is not a valid name; allowed are up to 40 lowercase letters'],
      [{ name: "../escape" }, "is not a valid name"],
      [{ name: "a__b" }, "is not a valid name"],
      [{ name: "2nd" }, "is not a valid name"],
      [{ name: "a".repeat(41) }, "is not a valid name"],
      [{ title: "" }, "title must be one line of text"],
      [{ arxiv: ["hep"] }, 'an arXiv identifier is like 2405.17479, got "hep"'],
    ];
    for (const [change, message] of cases) {
      await assertRejects(() => writeNewPaper(root, { ...PAPER, ...change }), UsageError, message);
    }
    assertEquals(await filesIn(root), before);
    assertEquals(await exists(`${root}/.papers`), false);
  }));

Deno.test({
  name: "where a part cannot be written, the others are taken back",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withTemporaryFolder(async (root) => {
      await Deno.mkdir(`${root}/tests`);
      await Deno.symlink(`${root}/nowhere/at/all`, `${root}/tests/notebooks`);
      await assertRejects(() => writeNewPaper(root, PAPER), Error);
      assertEquals(await filesIn(root), ["tests/notebooks"]);
      assertEquals([...Deno.readDirSync(`${root}/.papers`)], []);
    }),
});

Deno.test("marks in a module's comments divide it into cells", () => {
  const module = `/** Of the module. */
/* %% markdown
# Title

Text.
*/

// %% code
import { a } from "../a.ts";

a; // %% not a mark

// %% live

/* %% markdown
End
*/
`;
  const { cells } = notebookOf(module, "live();");
  assertEquals(cells.map(({ cell_type, source, metadata }) => [cell_type, source, metadata]), [
    ["markdown", "# Title\n\nText.", {}],
    ["code", 'import { a } from "../a.ts";\n\na; // %% not a mark', {}],
    ["code", "live();", { tags: ["live"] }],
    ["markdown", "End", {}],
  ]);
  assertEquals(new Set(cells.map(({ id }) => id)).size, 4);
});

Deno.test("task new says what it needs, and refuses a paper of this repository", async () => {
  for (
    const [words, message] of [
      [["11"], "give a number and a name"],
      [["11", "a", "b"], "give a number and a name"],
      [["1", "again"], "01 is taken by "],
    ] as const
  ) {
    const { code, stderr } = await runTask("new", ...words);
    assertEquals(code, 2);
    assertStringIncludes(stderr, message);
  }
});
