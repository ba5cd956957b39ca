import { assertEquals, assertStringIncludes } from "@std/assert";
import { checkPages, type GeneratedSection } from "../../lib/cli/pages/pages.ts";

const SECTIONS: readonly GeneratedSection[] = [
  { name: "table", render: () => Promise.resolve("| a | bbb |\n| --- | --- |\n| 1 | 2 |") },
];

/** Checks a README of the given text; returns the result and the text afterwards. */
async function check(
  text: string | undefined,
  fix: boolean,
): Promise<{ ok: boolean; output: string; text: string }> {
  const root = await Deno.makeTempDir();
  try {
    if (text !== undefined) await Deno.writeTextFile(`${root}/README.md`, text);
    const result = await checkPages(root, fix, { "README.md": SECTIONS });
    return { ...result, text: text === undefined ? "" : await Deno.readTextFile(`${root}/README.md`) };
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const STALE = "# T\n\n<!-- generated:table -->\n\nold\n\n<!-- /generated:table -->\n\nend\n";

Deno.test("a stale part fails the check and is left as it is", async () => {
  const { ok, output, text } = await check(STALE, false);
  assertEquals([ok, text], [false, STALE]);
  assertStringIncludes(output, "stale: table");
});

Deno.test("--fix writes the part between its markers and nothing else", async () => {
  const { ok, text } = await check(STALE, true);
  assertEquals(ok, true);
  assertEquals(
    text,
    "# T\n\n<!-- generated:table -->\n\n<!-- deno-fmt-ignore-start -->\n\n| a | bbb |\n| --- | --- |\n| 1 | 2 |\n\n" +
      "<!-- deno-fmt-ignore-end -->\n\n<!-- /generated:table -->\n\nend\n",
  );
  assertEquals((await check(text, false)).ok, true);
});

Deno.test("a table whose columns the formatter has padded is not stale", async () => {
  const padded = STALE.replace("old", "| a   | bbb |\n| --- | ----- |\n| 1   | 2   |");
  assertEquals((await check(padded, false)).ok, true);
  assertEquals((await check(padded.replace("| 2 ", "| 3 "), false)).ok, false);
});

Deno.test("a missing README, missing markers and markers that nothing writes are faults", async () => {
  assertEquals((await check(undefined, true)).output, "README.md is missing");
  assertStringIncludes((await check("# T\n", true)).output, "<!-- generated:table -->");
  assertStringIncludes(
    (await check("<!-- /generated:table --><!-- generated:table -->", true)).output,
    "are missing",
  );
  const unknown = await check(STALE + "<!-- generated:other -->", true);
  assertEquals(unknown.ok, false);
  assertStringIncludes(unknown.output, "nothing writes the part <!-- generated:other -->");
});
