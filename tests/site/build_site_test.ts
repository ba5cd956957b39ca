import { Buffer } from "node:buffer";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { exists } from "../../lib/io/exists.ts";
import type { Notebook } from "../../lib/jupyter/notebook.ts";
import { buildSite, type BuiltSite, SiteError, type SiteOptions } from "../../lib/site/build_site.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";
import { claimsOutput, code, FIGURE, notebook, SOUND, text } from "./small_notebook.ts";

/** Builds a site of one notebook in a folder. */
async function build(
  folder: string,
  content: Notebook,
  options: Partial<SiteOptions> = {},
): Promise<BuiltSite> {
  const path = `${folder}/01_title.ipynb`, picture = `${folder}/picture.png`;
  await Deno.writeTextFile(path, JSON.stringify(content));
  await Deno.writeFile(picture, Buffer.from(FIGURE["image/png"] as string, "base64"));
  return await buildSite({
    out: `${folder}/site`,
    papers: [{
      notebook: path,
      title: "01 · Growth of all",
      sentence: "It grows & grows.",
      picture,
      alt: "growth",
    }],
    results: "| a |\n| --- |\n| 1 |",
    bench: "| a |\n| --- |\n| 1 |",
    subjects: [{ name: "lib/a", page: "api/a.html", description: "What a does." }],
    writeApi: async (api) => {
      await Deno.mkdir(api);
      await Deno.writeTextFile(`${api}/index.html`, "api");
    },
    ...options,
  });
}

Deno.test("the site has a page a notebook with figure, code and claims, and all files that it names", () =>
  withTemporaryFolder(async (folder) => {
    const { pages, warnings } = await build(folder, SOUND);
    assertEquals(warnings, []);
    assertEquals(pages.map(({ file }) => file), ["index.html", "01_title.html"]);
    const page = await Deno.readTextFile(`${folder}/site/01_title.html`);
    assert(page.indexOf("<h1") < page.indexOf('id="claims-summary"'), "the claims stand under the title");
    assert(page.indexOf('id="claims-summary"') < page.indexOf("Text with"), "and above the text");
    assertStringIncludes(page, '<tr id="claim-C1" class="reproduced">');
    assertStringIncludes(page, '<a href="#cell-5">cell 5</a>, <a href="#A-section">A section</a>');
    assertStringIncludes(page, 'alt="Figure: Growth of &quot;it&quot;. Horizontal axis: t;');
    assertStringIncludes(
      page,
      "<figcaption>Figure 1. Growth of &quot;it&quot;. Horizontal axis: t; vertical axis: y.<",
    );
    assertStringIncludes(page, "\\u003c/script>");
    const index = await Deno.readTextFile(`${folder}/site/index.html`);
    assertStringIncludes(index, '<a href="01_title.html#claim-C2">C2</a>');
    assertStringIncludes(index, "It grows &amp; grows.");
    assertStringIncludes(index, '<h2><a href="01_title.html">01 · Growth of all</a></h2>');
    for (const html of [page, index]) {
      for (const [, address] of html.matchAll(/ (?:src|href)="([^"#][^"#]*)/g)) {
        if (address.startsWith("data:") || address.endsWith("api/a.html")) continue;
        assert(!/^[a-z]+:|^\//.test(address), `${address} is not relative`);
        assert(await exists(`${folder}/site/${address}`), `${address} is missing`);
      }
    }
  }));

Deno.test("a notebook that cannot be shown is named with cell and reason, and the earlier site stays", () =>
  withTemporaryFolder(async (folder) => {
    await build(folder, SOUND);
    const before = await Deno.readTextFile(`${folder}/site/01_title.html`);
    const { "image/png": _, ...noPicture } = FIGURE;
    const broken = notebook(text("# New"), code("a", noPicture), code("c", claimsOutput(["C1"])));
    await assertRejects(
      () => build(folder, broken),
      SiteError,
      "01_title.ipynb: cell 2 has a figure without a PNG",
    );
    const formula = notebook(text("# New"), text("$\\nonsense{$"), code("c", FIGURE, claimsOutput(["C1"])));
    await assertRejects(() => build(folder, formula), SiteError, "cell 2 of 01_title.ipynb");
    assertEquals(await Deno.readTextFile(`${folder}/site/01_title.html`), before);
  }));

Deno.test("nothing half-written is left when the last part fails", () =>
  withTemporaryFolder(async (folder) => {
    const writeApi = () => Promise.reject(new SiteError("no documentation"));
    await assertRejects(() => build(folder, SOUND, { writeApi }), SiteError, "no documentation");
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assertEquals(names, ["01_title.ipynb", "picture.png"]);
  }));

Deno.test("a folder that holds something else is refused, an empty one and an earlier site are not", () =>
  withTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/site`);
    await build(folder, SOUND);
    await build(folder, SOUND);
    await Deno.mkdir(`${folder}/mine`);
    await Deno.writeTextFile(`${folder}/mine/thesis.txt`, "years of work");
    await assertRejects(
      () => build(folder, SOUND, { out: `${folder}/mine` }),
      SiteError,
      "not an earlier site",
    );
    assertEquals(await Deno.readTextFile(`${folder}/mine/thesis.txt`), "years of work");
  }));

Deno.test("a page that is too heavy is refused with its size", () =>
  withTemporaryFolder(async (folder) => {
    const heavy = notebook(...SOUND.cells as never[], text("word ".repeat(700_000)));
    await assertRejects(() => build(folder, heavy), SiteError, "01_title.html takes");
  }));

Deno.test("a link that leads nowhere is a warning", () =>
  withTemporaryFolder(async (folder) => {
    const { warnings } = await build(folder, notebook(...SOUND.cells as never[], text("[x](#Nowhere)")));
    assertEquals(warnings, ["01_title.html: a link leads to #Nowhere, which no heading has"]);
  }));
