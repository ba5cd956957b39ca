import { assertEquals } from "@std/assert";
import { checkLinks } from "../../../lib/cli/checking/check_links.ts";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";
import { notebookText } from "./notebook_text.ts";

/** Problems of a repository with one notebook, whose outputs are the given texts, and a README. */
async function problems(outputs: readonly string[], readme = ""): Promise<string> {
  let result = "";
  await withTemporaryFolder(async (root) => {
    await Deno.mkdir(`${root}/notebooks`);
    const path = `${root}/notebooks/01_example.ipynb`;
    const cells = outputs.map((text) => ({ source: "1", data: { "text/markdown": text } }));
    await Deno.writeTextFile(path, notebookText(cells));
    await Deno.writeTextFile(`${root}/README.md`, readme);
    result = (await checkLinks(root, [path])).output;
  });
  return result;
}

Deno.test("links to headings, files beside the notebook and other hosts are sound", async () => {
  const links = ["#Title", "#Parity:-_fewer_-samples?", "#a-%2B-b", "../README.md#top", "https://deno.com/x"];
  assertEquals(
    await problems([
      links.map((target) => `[x](${target})`).join(" "),
      "## Parity: \\_fewer\\_ samples?\n\n### a + **b**",
    ]),
    "",
  );
});

Deno.test("a link to a heading that is not there is named, and code is not taken for links or headings", async () => {
  assertEquals(
    await problems(["```\n## Real\n[y](#Other)\n```\n\n[x](#Real) and `[z](#Third)`"]),
    "01_example.ipynb: a link leads to #Real, which no heading has",
  );
  assertEquals(
    await problems(["[x](#title)"]),
    "01_example.ipynb: a link leads to #title, which no heading has",
  );
});

Deno.test("a link or a picture that is not there is named, in notebooks and in Markdown files", async () => {
  assertEquals(
    await problems(
      ["![x](no.png)"],
      'See [a](notebooks), [b](lib/no.ts).\n\n| a |\n| - |\n| <img src="no.png"> |\n',
    ),
    [
      "01_example.ipynb: a link leads to no.png, which is not there",
      "README.md: a link leads to lib/no.ts, which is not there",
      "README.md: a link leads to no.png, which is not there",
    ].join("\n"),
  );
});
