import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { closureOf, forgetSources } from "../../../lib/experiments/provenance/closure.ts";
import { measuresDigest } from "../../../lib/experiments/provenance/measures.ts";
import { isSameKind, processorKind } from "../../../lib/experiments/provenance/environment.ts";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";

/** A module that takes one thing from a barrel, which has another. */
const FILES = {
  "main.ts":
    `import { used } from "./mod.ts";\nimport type { T } from "./types.ts";\nexport const main = used;\n`,
  "mod.ts": `export { used } from "./used.ts";\nexport * from "./unused.ts";\n`,
  "used.ts": `import fft from "fft.js";\nexport const used = fft;\n`,
  "unused.ts": `export const unused = 1;\n`,
  "types.ts": `export type T = number;\n`,
};

async function withFiles(
  body: (at: { folder: string; digest(): Promise<string> }) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    for (const [name, text] of Object.entries(FILES)) await Deno.writeTextFile(`${folder}/${name}`, text);
    const digest = async () => {
      forgetSources();
      return (await closureOf([pathToFileURL(`${folder}/main.ts`).href])).digest;
    };
    await body({ folder, digest });
  });
}

Deno.test("the code of a module is what it takes, through barrels, without types, with pinned packages", async () => {
  await withFiles(async ({ folder }) => {
    const { files, packages } = await closureOf([pathToFileURL(`${folder}/main.ts`).href]);
    assertEquals(files.map((file) => file.split("/").at(-1)), ["main.ts", "used.ts"]);
    assertEquals(packages, ["npm:fft.js@4.0.4"]);
  });
});

Deno.test("its digest changes with what is taken and not with what is not", async () => {
  await withFiles(async ({ folder, digest }) => {
    const before = await digest();
    const write = (name: keyof typeof FILES, text: string) => Deno.writeTextFile(`${folder}/${name}`, text);
    await write("used.ts", `// why\n${FILES["used.ts"]}`);
    await write("unused.ts", "export const unused = 2;\n");
    await write("types.ts", "export type T = string;\n");
    await write("mod.ts", `export * from "./unused.ts";\nexport * from "./used.ts";\n`);
    assertEquals(await digest(), before);
    await write("used.ts", FILES["used.ts"].replace("= fft", "= [fft]"));
    assertNotEquals(await digest(), before);
  });
});

Deno.test("a missing file is named", async () => {
  await withFiles(async ({ folder, digest }) => {
    await Deno.remove(`${folder}/used.ts`);
    await assertRejects(digest, Deno.errors.NotFound, "used.ts");
  });
});

Deno.test("what runs an experiment is part of its code, tables of claims are not", async () => {
  const { experimentClosure } = await import("../../../lib/experiments/provenance/results_state.ts");
  const module = import.meta.resolve("../../../notebooks/07_anchor_functions/knock_out.ts");
  const { files } = await experimentClosure({ module });
  for (const wanted of ["workers/worker.ts", "workers/run_case.ts"]) {
    assert(files.includes(`lib/experiments/${wanted}`), wanted);
  }
  assert(files.some((file) => file.startsWith("lib/graph/onnx/")), "the engine");
  assertEquals(files.filter((file) => /lib\/(claims|figure|notebook|cli|pde)\//.test(file)), []);
});

Deno.test("measures of a notebook are its claims modules and what they import from its folder", async () => {
  const root = new URL("../../../notebooks/", import.meta.url).pathname;
  const folders = Array.from(Deno.readDirSync(root)).filter(({ isDirectory }) => isDirectory).map((
    { name },
  ) => name);
  const digests = await Promise.all(folders.map((name) => measuresDigest(root + name)));
  assertEquals(new Set(digests).size, folders.length);
  assert(digests.every((digest) => /^[0-9a-f]{16}$/.test(digest)));
});

Deno.test("processors of one kind have the same flags, and unknown ones are of no kind", async () => {
  const here = await processorKind();
  assert(isSameKind(here, here) !== here.includes("unknown"));
  assertEquals(isSameKind("x86_64 avx2", "x86_64 avx2 avx512f"), false);
  assertEquals(isSameKind("aarch64, darwin, flags unknown", "aarch64, darwin, flags unknown"), false);
});
