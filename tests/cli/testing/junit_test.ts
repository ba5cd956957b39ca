import { assertEquals, assertThrows } from "@std/assert";
import { countsLine, countTests } from "../../../lib/cli/testing/junit.ts";

function report(...suites: string[]): string {
  return `<?xml version="1.0"?>\n<testsuites name="deno test">${suites.join("")}</testsuites>`;
}

function suite(...cases: [name: string, body: string][]): string {
  const lines = cases.map(([name, body]) => `<testcase name="${name}" time="0.1">${body}\n</testcase>`);
  return `<testsuite name="./a_test.ts" tests="1">${lines.join("\n")}</testsuite>`;
}

const FAILURE = '<failure message="m">at &lt;skipped/&gt;</failure>';

Deno.test("tests are counted by outcome, over all files", () => {
  const xml = report(suite(["a", ""], ["b", FAILURE]), suite(["a", "<skipped/>"], ["c", ""]));
  assertEquals(countTests(xml), { passed: 2, failed: 1, skipped: 1 });
});

Deno.test("steps belong to their test", () => {
  const xml = report(suite(["t", FAILURE], ["t &gt; s", FAILURE], ["t &gt; s &gt; u", ""]));
  assertEquals(countTests(xml), { passed: 0, failed: 1, skipped: 0 });
});

Deno.test("a test whose own name looks like a step is counted", () => {
  assertEquals(countTests(report(suite(["a &gt; b", ""]))), { passed: 1, failed: 0, skipped: 0 });
});

Deno.test("an empty report counts nothing, another file is refused", () => {
  assertEquals(countTests(report()), { passed: 0, failed: 0, skipped: 0 });
  assertThrows(() => countTests("<html>"), TypeError, "no <testsuites>");
});

Deno.test("the closing line names skipped tests only where there are some", () => {
  assertEquals(countsLine({ passed: 3, failed: 0, skipped: 0 }), "3 passed, 0 failed");
  assertEquals(countsLine({ passed: 3, failed: 1, skipped: 2 }), "3 passed, 1 failed, 2 skipped");
});
