import { Buffer } from "node:buffer";
import { basename } from "node:path";
import { assert, assertEquals, assertGreater } from "@std/assert";
import { CLAIMS_MIME } from "../../lib/claims/claims_table.ts";
import { parseClaimsTable } from "../../lib/claims/parse_claims.ts";
import { listNotebooks } from "../../lib/cli/find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "../../lib/cli/paths.ts";
import { palettePng } from "../../lib/figure/static/palette_png.ts";
import type { MimeBundle } from "../../lib/jupyter/notebook.ts";
import { readNotebook } from "../../lib/jupyter/read_notebook.ts";
import { PageMarkdown, plainText } from "../../lib/site/markdown.ts";
import { PLOTLY_MIME } from "../../lib/site/plotly_output.ts";
import { pixelsOf } from "../../lib/site/thumbnail.ts";
import { NOTEBOOK_READERS, shownType } from "../support/notebook_readers.ts";

/** Share of the pixels that are not white, of a picture that shows something. */
const LEAST_INK = 0.005;

/** The outputs of a committed notebook; none where it was not executed yet. */
async function bundlesOf(path: string): Promise<MimeBundle[]> {
  const { cells } = await readNotebook(path);
  return cells.flatMap((cell) => cell.cell_type === "code" ? cell.outputs : [])
    .flatMap((output) => "data" in output ? [output.data] : []);
}

/** Share of pixels that are not white. */
function ink(png: string): number {
  const { pixels } = pixelsOf(Buffer.from(png, "base64"));
  let marked = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i] < 250 || pixels[i + 1] < 250 || pixels[i + 2] < 250) marked++;
  }
  return marked / (pixels.length / 4);
}

/** First and second cell of each row of the first table in a Markdown text, as a renderer shows them. */
function tableRows(markdown: string): string[] {
  const html = new PageMarkdown().render(markdown);
  const body = /<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? "";
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].slice(0, 2).map(([, cell]) => plainText(cell)).join(" ")
  );
}

for (const path of await listNotebooks(NOTEBOOKS_FOLDER)) {
  const bundles = await bundlesOf(path);
  const figures = bundles.filter((data) => PLOTLY_MIME in data || "image/png" in data);
  const tables = bundles.filter((data) => CLAIMS_MIME in data);
  const skipped = bundles.length === 0 ? " (skipped: it was not executed yet)" : "";

  for (const reader of NOTEBOOK_READERS) {
    Deno.test({
      name: `${reader.name} shows every figure and claims table of ${basename(path)}${skipped}`,
      ignore: bundles.length === 0,
      fn: () => {
        assertGreater(figures.length, 0, "figures");
        assertGreater(tables.length, 0, "claims tables");
        for (const data of figures) {
          assertEquals(shownType(reader, data), reader.figure, String(data["text/plain"]));
        }
        const ids = tables.map((data) => {
          assertEquals(shownType(reader, data), "text/markdown");
          return tableRows(data["text/markdown"] as string);
        }).flat();
        // A later table shows its own rows only, its data has those of the earlier ones too.
        const { rows } = parseClaimsTable(tables.at(-1)![CLAIMS_MIME], path);
        for (const { id, verdict } of rows) {
          assert(
            ids.some((row) => row.endsWith(`${verdict} ${id}`)),
            `${id}, ${verdict} is in no table that is shown`,
          );
        }
        assert(
          bundles.every((data) => shownType(reader, data) !== undefined),
          "an output is not shown at all",
        );
      },
    });
  }

  Deno.test({
    name: `the pictures in ${basename(path)} show something${skipped}`,
    ignore: bundles.length === 0,
    fn: () => {
      for (const data of figures) {
        assertGreater(ink(data["image/png"] as string), LEAST_INK, String(data["text/plain"]));
      }
    },
  });
}

Deno.test("a figure that brings HTML or SVG too, and one without a PNG, is not shown as a picture, a white one has no ink", () => {
  const [nbviewer] = NOTEBOOK_READERS;
  const picture = { "image/png": "…", "text/plain": "…", [PLOTLY_MIME]: {} };
  assertEquals(shownType(nbviewer, { ...picture, "image/svg+xml": "<svg/>" }), "image/svg+xml");
  assertEquals(shownType(nbviewer, { [PLOTLY_MIME]: {} }), undefined);
  const white = palettePng({ width: 2, height: 2, pixels: new Uint8Array(16).fill(255) });
  assertEquals(ink(Buffer.from(white).toString("base64")), 0);
});
