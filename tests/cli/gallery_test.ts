import { Buffer } from "node:buffer";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { checkPictures, type GalleryRecord, sha256 } from "../../lib/cli/gallery.ts";
import { papersSection } from "../../lib/cli/pages/papers_section.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";
import { FIGURE, SOUND } from "../site/small_notebook.ts";

const PAPER = {
  number: "01",
  title: "Growth",
  arxiv: ["2405.17479"],
  authors: "Zhou et al.",
  finding: "It grows.",
};
const PNG = Buffer.from(FIGURE["image/png"] as string, "base64");
const RECORD: GalleryRecord = {
  alt: 'Growth of "it" & <train>.',
  sha256: sha256(PNG),
};

/** A repository with an executed notebook, a picture and a record; `null` leaves one out. */
async function repository(
  root: string,
  { record = RECORD, picture = PNG }: { record?: GalleryRecord | null; picture?: Uint8Array | null } = {},
): Promise<readonly string[]> {
  const notebook = `${root}/notebooks/01_title.ipynb`, results = `${root}/data/results/01`;
  await Deno.mkdir(notebook.replace(".ipynb", ""), { recursive: true });
  await Deno.mkdir(results, { recursive: true });
  await Deno.writeTextFile(notebook, JSON.stringify(SOUND));
  await Deno.writeTextFile(
    notebook.replace(".ipynb", "/paper.ts"),
    `export default ${JSON.stringify(PAPER)};`,
  );
  if (record !== null) await Deno.writeTextFile(`${results}/gallery.json`, JSON.stringify(record));
  if (picture !== null) await Deno.writeFile(`${results}/picture.png`, picture);
  return [notebook];
}

Deno.test("the list of papers shows picture, title, authors, finding and link of a paper", () =>
  withTemporaryFolder(async (root) => {
    await repository(root);
    const section = await papersSection(root);
    assertStringIncludes(
      section,
      '<img src="data/results/01/picture.png" width="280" alt="A figure of notebook 01">',
    );
    assertStringIncludes(
      section,
      '<td><b><a href="notebooks/01_title.ipynb">01 · Growth</a></b><br>It grows.<br></td>',
    );
    await Deno.writeTextFile(`${root}/notebooks/05_reduction.ipynb`, JSON.stringify(SOUND));
    assertEquals(await papersSection(root), section, "without a picture it is not listed");
  }));

Deno.test("a picture that is a figure of the notebook passes the check", () =>
  withTemporaryFolder(async (root) => {
    assertEquals(await checkPictures(root, await repository(root)), { ok: true, output: "" });
  }));

Deno.test("a missing entry, a figure that is gone and another picture fail the check", () =>
  withTemporaryFolder(async (root) => {
    const cases = [
      [{ record: null }, "has no entry in the gallery; `deno task picture 01"],
      [{ record: { ...RECORD, sha256: "0" } }, "no longer one of its figures"],
      [{ picture: new Uint8Array(3) }, "is not the picture that gallery.json records"],
      [{ picture: null }, "is not the picture that gallery.json records"],
    ] as const;
    for (const [k, [change, message]] of cases.entries()) {
      const { ok, output } = await checkPictures(`${root}/${k}`, await repository(`${root}/${k}`, change));
      assertEquals(ok, false);
      assertStringIncludes(output, message);
    }
  }));

Deno.test("a notebook that was not executed needs no entry", () =>
  withTemporaryFolder(async (root) => {
    const [path] = await repository(root, { record: null });
    await Deno.writeTextFile(path, JSON.stringify({ ...SOUND, cells: [] }));
    assertEquals((await checkPictures(root, [path])).ok, true);
  }));
