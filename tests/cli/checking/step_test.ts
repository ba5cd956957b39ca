import { assertEquals } from "@std/assert";
import { runSteps, type StepResult } from "../../../lib/cli/checking/step.ts";

Deno.test("every step runs although others fail or throw, and those are named", async () => {
  const printed: string[] = [];
  const step = (name: string, run: () => StepResult) => ({ name, run: () => Promise.resolve().then(run) });
  const failed = await runSteps([
    step("format", () => ({ ok: false, output: "a.ts is not formatted\n" })),
    step("lint", () => {
      throw new TypeError("broken");
    }),
    step("types", () => ({ ok: true, output: "" })),
  ], (text) => printed.push(text));
  assertEquals(failed, ["format", "lint"]);
  assertEquals(printed, [
    "FAILED format",
    "a.ts is not formatted",
    "FAILED lint",
    "TypeError: broken",
    "ok     types",
  ]);
});

Deno.test("a long output is cut, and its last line kept", async () => {
  const printed: string[] = [];
  const output = Array.from({ length: 300 }, (_, i) => `line ${i}`).join("\n");
  await runSteps(
    [{ name: "x", run: () => Promise.resolve({ ok: false, output }) }],
    (text) => printed.push(text),
  );
  const lines = printed[1].split("\n");
  assertEquals(lines.length, 202);
  assertEquals(lines.slice(-2), ["… 100 more lines", "line 299"]);
});
