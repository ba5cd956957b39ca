import { assertEquals, assertStringIncludes } from "@std/assert";
import { runTask } from "./run_task.ts";

/** Runs the task on one test file with the given text. */
async function runOn(
  text: string,
  ...args: string[]
): Promise<{ code: number; stdout: string; last: string }> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/a_test.ts`, text);
    const { code, stdout } = await runTask("test", folder, ...args);
    return { code, stdout, last: stdout.trimEnd().split("\n").at(-1) ?? "" };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("task test closes with the counts of passed, failed and skipped tests", async () => {
  const { code, stdout, last } = await runOn(`
    Deno.test("good", () => {});
    Deno.test("bad", async (t) => {
      await t.step("good step", () => {});
      await t.step("bad step", () => { throw new Error("no"); });
    });
    Deno.test.ignore("left out", () => {});
  `);
  assertEquals(last, "1 passed, 1 failed, 1 skipped");
  assertEquals(code, 1);
  assertStringIncludes(stdout, "@std/assert: ");
});

Deno.test("task test with a filter counts the tests that it picks", async () => {
  const text = 'Deno.test("good", () => {});\nDeno.test("bad", () => { throw new Error("no"); });';
  const { code, last } = await runOn(text, "good");
  assertEquals([code, last], [0, "1 passed, 0 failed"]);
});

Deno.test("task test tells how it is used, and runs nothing then", async () => {
  const { code, stdout } = await runTask("test", "--help");
  assertEquals(code, 0);
  assertStringIncludes(stdout, "Usage: deno task test ");
  assertEquals(stdout.includes("passed"), false);
});

Deno.test("task test fails where a file has a type error", async () => {
  const { code, last } = await runOn('const x: number = "a"; export { x };');
  assertEquals([code, last], [1, "0 passed, 1 failed"]);
});

Deno.test("task test fails where no test has the words in its name", async () => {
  const { code, stdout, last } = await runOn('Deno.test("good", () => {});', "evil");
  assertEquals([code, last], [1, "0 passed, 0 failed"]);
  assertStringIncludes(stdout, 'No test has "evil" in its name.');
});

Deno.test("task test refuses two filters", async () => {
  const { code, stderr } = await runTask("test", "one", "two");
  assertEquals(code, 2);
  assertStringIncludes(stderr, 'Cannot filter tests by both "one" and "two"');
});
