import { assertEquals } from "@std/assert";
import { checkAnatomy, liveCell } from "../../lib/cli/checking/check_anatomy.ts";
import { readNotebook } from "../../lib/jupyter/read_notebook.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const LIVE = `/** What the live cell of paper 98 runs. */
import { train } from "../../lib/train/mod.ts";
import { start } from "./start.ts";
const record = await train(start);
record.curves.loss;
`;
const TEXT = `import { train } from "../lib/train/mod.ts";
import { start } from "./98_trial/start.ts";
const record = await train(start);
record.curves.loss;`;

const lines = (count: number, first = "") =>
  [first, ...Array.from({ length: count - 1 }, (_, i) => `x${i};`)].join("\n");
const PAPER = `export default {
  number: "98",
  title: "A trial",
  arxiv: [],
  authors: "Nobody",
  finding: "It works.",
};
`;
const TITLE = { cell_type: "markdown", id: "title", metadata: {}, source: "# 98 · A trial\n\nBy nobody." };
const cell = (source: string, tags?: string[]) => ({
  cell_type: "code",
  execution_count: null,
  id: crypto.randomUUID(),
  metadata: tags ? { tags } : {},
  outputs: [],
  source,
});

/** Problems of a notebook of these cells, with these modules beside it. */
function problems(
  cells: unknown[],
  modules: Record<string, string>,
  fix = false,
  title: unknown = TITLE,
): Promise<{ found: string[]; sources: string[] }> {
  return withTemporaryFolder(async (folder) => {
    const path = `${folder}/98_trial.ipynb`;
    await Deno.mkdir(`${folder}/98_trial`);
    for (const [name, text] of Object.entries({ "paper.ts": PAPER, ...modules })) {
      await Deno.writeTextFile(`${folder}/98_trial/${name}`, text);
    }
    await Deno.writeTextFile(
      path,
      JSON.stringify({ cells: [title, ...cells], metadata: {}, nbformat: 4, nbformat_minor: 5 }),
    );
    const { output } = await checkAnatomy([path], fix);
    const sources = (await readNotebook(path)).cells.slice(1).map(({ source }) => source);
    return { found: output === "" ? [] : output.split("\n"), sources };
  });
}

Deno.test("the live cell is live.ts without its first comment, with paths as from the notebook", () => {
  assertEquals(liveCell(LIVE, "/somewhere/98_trial"), TEXT);
});

Deno.test("a notebook with short cells and the text of live.ts is sound", async () => {
  const cells = [cell(TEXT, ["live"]), cell(lines(25, "y;")), cell(lines(30, "import a from 'a';"))];
  assertEquals((await problems(cells, { "live.ts": LIVE })).found, []);
});

Deno.test("long cells and modules are named with what is allowed", async () => {
  const cells = [cell(TEXT, ["live"]), cell(lines(26, "y;")), cell(lines(31, "import a from 'a';"))];
  const modules = {
    "live.ts": LIVE,
    "claims_of_paper.ts": lines(251),
    "figures.ts": lines(250),
    "train.ts": lines(900),
  };
  assertEquals((await problems(cells, modules)).found, [
    "98_trial.ipynb: cell 2 has 26 lines of code, allowed are 25",
    "98_trial.ipynb: cell 3 has 31 lines of code, allowed are 30",
    "98_trial.ipynb: claims_of_paper.ts has 251 lines, allowed are 250 for figures and claims",
  ]);
});

Deno.test("a live cell that differs is found, and written with fix", async () => {
  const cells = [cell("old;", ["live"])], modules = { "live.ts": LIVE };
  assertEquals((await problems(cells, modules)).found.length, 1);
  assertEquals(await problems(cells, modules, true), { found: [], sources: [TEXT] });
  assertEquals((await problems([cell(TEXT)], modules)).found, [
    '98_trial.ipynb: 0 cells have the tag "live", one is needed',
  ]);
  assertEquals((await problems(cells, {})).found, [
    "98_trial.ipynb: there is no 98_trial/live.ts for its live cell",
  ]);
  const long = LIVE + lines(11, "y;");
  assertEquals((await problems([cell(liveCell(long, "98_trial"), ["live"])], { "live.ts": long })).found, [
    "98_trial.ipynb: its live cell has 13 lines besides imports, allowed are 10",
  ]);
});

Deno.test("the heading is the title in paper.ts, which says the number of its folder", async () => {
  const cells = [cell(TEXT, ["live"])], modules = { "live.ts": LIVE };
  assertEquals((await problems(cells, modules, false, { ...TITLE, source: "# Trial" })).found, [
    '98_trial.ipynb: its first line is "# Trial", according to paper.ts it must be "# 98 · A trial"',
  ]);
  const other = { ...modules, "paper.ts": PAPER.replace('"98"', '"97"') };
  assertEquals((await problems(cells, other)).found, [
    "98_trial.ipynb: 98_trial/paper.ts: its number is 97, not 98",
  ]);
  const empty = { ...modules, "paper.ts": PAPER.replace("It works.", "") };
  assertEquals((await problems(cells, empty)).found, [
    '98_trial.ipynb: 98_trial/paper.ts: paper 98: finding must be one line of text without |, < and >, got ""',
  ]);
});
