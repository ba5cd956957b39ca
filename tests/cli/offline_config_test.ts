import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { assertSource } from "../../lib/cli/testing/jsr_probe.ts";
import { offlineConfig, STAND_IN_FOLDER, writeOfflineConfig } from "../../lib/cli/testing/offline_config.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";

async function inTempRoot(test: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${root}/deno.json`, '{ "imports": { "a": "npm:a@1" } }');
    await test(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("the offline configuration is the usual one with the stand-in linked in", () => {
  const text = offlineConfig('{ "imports": { "a": "npm:a@1" }, "links": ["./other"] }');
  assertEquals(JSON.parse(text), { imports: { a: "npm:a@1" }, links: ["./other", STAND_IN_FOLDER] });
});

Deno.test("a configuration that cannot be used is refused", () => {
  assertThrows(() => offlineConfig("{"), TypeError, "deno.json is not JSON");
  assertThrows(() => offlineConfig("[]"), TypeError, "does not hold a JSON object");
  assertThrows(() => offlineConfig('{ "links": "x" }'), TypeError, '"links" in deno.json is string');
});

Deno.test("the offline configuration is written beside the usual one, and again where that has changed", () =>
  inTempRoot(async (root) => {
    const path = await writeOfflineConfig(root);
    const first = await Deno.readTextFile(path);
    assertEquals(first, offlineConfig(await Deno.readTextFile(`${root}/deno.json`)));
    await Deno.writeTextFile(`${root}/deno.json`, '{ "name": "changed" }');
    await writeOfflineConfig(root);
    assertEquals(JSON.parse(await Deno.readTextFile(path)).name, "changed");
    const names = Array.from(Deno.readDirSync(root), ({ name }) => name).sort();
    assertEquals(names, ["deno.json", "deno.offline.json"]);
  }));

Deno.test("PAPERS_ASSERT picks the original or the stand-in, and the line says so", () =>
  inTempRoot(async (root) => {
    const original = await assertSource(root, "jsr");
    assertEquals(original.kind, "jsr");
    assertEquals(original.line, "@std/assert: the original (PAPERS_ASSERT=jsr)");
    const standIn = await assertSource(root, "stand-in");
    assertEquals(standIn.options, ["--config", `${root}/deno.offline.json`, "--no-lock"]);
    await Deno.stat(`${root}/deno.offline.json`);
  }));

Deno.test("another value of PAPERS_ASSERT is refused with the allowed ones", () =>
  inTempRoot(async (root) => {
    await assertRejects(
      () => assertSource(root, "npm"),
      UsageError,
      '"npm", allowed are "jsr" and "stand-in"',
    );
  }));
