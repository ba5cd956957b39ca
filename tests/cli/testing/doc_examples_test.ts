import { assertEquals } from "@std/assert";
import { filesWithExamples, hasExample } from "../../../lib/cli/testing/doc_examples.ts";

const FENCE = "`".repeat(3);

Deno.test("an example is TypeScript in a doc comment that is not marked to be ignored", () => {
  assertEquals(hasExample(`/**\n * ${FENCE}ts\n * f();\n * ${FENCE}\n */`), true);
  assertEquals(hasExample(`/**\n * ${FENCE}ts ignore\n * f();\n * ${FENCE}\n */`), false);
  assertEquals(hasExample(`/**\n * ${FENCE}sh\n * ls\n * ${FENCE}\n */`), false);
  assertEquals(hasExample(`const fence = "${FENCE}ts";`), false);
});

Deno.test("files with examples are found in all subfolders", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/sub`);
    const example = `/**\n * ${FENCE}ts\n * f();\n * ${FENCE}\n */\nexport function f(): void {}\n`;
    await Deno.writeTextFile(`${folder}/sub/b.ts`, example);
    await Deno.writeTextFile(`${folder}/a.ts`, example);
    await Deno.writeTextFile(`${folder}/c.ts`, "export const c = 1;\n");
    await Deno.writeTextFile(`${folder}/d.md`, example);
    assertEquals(await filesWithExamples(folder), [`${folder}/a.ts`, `${folder}/sub/b.ts`]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
