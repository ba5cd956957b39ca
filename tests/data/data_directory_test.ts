import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  cacheDirectory,
  dataDirectories,
  DataNotFoundError,
  findDataFile,
  requireDataFile,
} from "../../lib/data/mod.ts";
import { withDataDirectory, withFolder } from "./support.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

Deno.test("without the variable only the cache of the repository is searched", async () => {
  for (const value of [null, ""]) {
    const found = await withDataDirectory(value, dataDirectories);
    assertEquals(found, [{ path: cacheDirectory(), origin: "data/cache" }]);
  }
  assertEquals(relative(root, cacheDirectory()), "data/cache");
});

Deno.test("the folder of the variable comes before the cache", async () => {
  await withFolder(async (folder) => {
    const found = await withDataDirectory(folder, dataDirectories);
    assertEquals(found.map(({ path }) => path), [folder, cacheDirectory()]);
    assertEquals(found[0].origin, "PAPERS_DATA_DIR");
  });
});

Deno.test("a relative folder counts from the repository", async () => {
  const [first] = await withDataDirectory("lib/data", dataDirectories);
  assertEquals(relative(root, first.path), "lib/data");
});

Deno.test("a variable that names no folder is an error, not a fall back", async () => {
  await withDataDirectory("no/such/folder", async () => {
    const error = await assertRejects(dataDirectories, DataNotFoundError, "no/such/folder");
    assertStringIncludes(error.message, "PAPERS_DATA_DIR");
  });
  await withDataDirectory("deno.json", () => assertRejects(dataDirectories, DataNotFoundError, "deno.json"));
});

Deno.test("the first name that is there is taken, and a folder is no file", async () => {
  await withFolder(async (folder) => {
    await Deno.mkdir(`${folder}/toy-set/a.gz`, { recursive: true });
    await Deno.writeTextFile(`${folder}/toy-set/a`, "1");
    await withDataDirectory(folder, async () => {
      const found = await findDataFile("toy-set", ["a.gz", "a"]);
      assertEquals(found && relative(folder, found.path), "toy-set/a");
      assertEquals(await findDataFile("toy-set", ["b"]), null);
      assertEquals(await findDataFile("no-such-set", ["a"]), null);
    });
  });
});

Deno.test("a missing file names the variable and the task", async () => {
  await withDataDirectory(null, async () => {
    const error = await assertRejects(() => requireDataFile("toy-set", ["a.gz", "a"]), DataNotFoundError);
    for (const part of ["a.gz or a", "deno task data toy-set", "PAPERS_DATA_DIR"]) {
      assertStringIncludes(error.message, part);
    }
  });
});
