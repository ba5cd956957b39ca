import { assertEquals } from "@std/assert";
import { failureReport } from "../../lib/cli/run/failure_report.ts";

Deno.test("failureReport() names cell, line, error and stack", () => {
  const report = failureReport("01_a", {
    cell: 7,
    reason: "error",
    errorName: "TypeError",
    message: "bad\nvalue",
    traceback: [
      "Stack trace:",
      "TypeError: bad",
      "    at f (file:///lib/a.ts:3:4)",
      "    at <anonymous>:2:7",
    ],
    sourceLine: { line: 4, text: "f();", exact: false },
  });
  assertEquals(
    report,
    [
      "01_a: cell 7 threw an error",
      "  about line 4: f();",
      "  TypeError: bad",
      "  value",
      "      at f (file:///lib/a.ts:3:4)",
      "      at <anonymous>:2:7",
    ].join("\n"),
  );
});

Deno.test("failureReport() leaves out line and stack where there are none", () => {
  const report = failureReport("01_a", {
    cell: 2,
    reason: "timeout",
    errorName: "CellTimeoutError",
    message: "too long",
    traceback: [],
    sourceLine: undefined,
  });
  assertEquals(report, "01_a: cell 2 took too long\n  CellTimeoutError: too long");
});
