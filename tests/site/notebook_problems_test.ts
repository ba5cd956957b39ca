import { assertEquals } from "@std/assert";
import type { CodeCell, MimeBundle } from "../../lib/jupyter/notebook.ts";
import { notebookProblems } from "../../lib/site/notebook_problems.ts";
import { claimsOutput, code, FIGURE, notebook, SOUND, text } from "./small_notebook.ts";

const CLAIMS = code("claims", claimsOutput(["C1"]));

/** Problems of a notebook whose second cell has these outputs. */
function problemsOf(cell: CodeCell): string[] {
  return notebookProblems(notebook(text("# T"), cell, CLAIMS));
}

function without(mediaType: string): MimeBundle {
  return Object.fromEntries(Object.entries(FIGURE).filter(([type]) => type !== mediaType));
}

Deno.test("an executed notebook with figures and claims has no problems", () => {
  assertEquals(notebookProblems(SOUND), []);
});

Deno.test("a notebook without outputs is named as not executed, once", () => {
  const never = { ...code("a"), execution_count: null };
  assertEquals(notebookProblems(notebook(text("# T"), never, never)), [
    "it has no outputs: no cell was executed",
  ]);
});

Deno.test("a cell that was left out of the execution is named", () => {
  assertEquals(problemsOf({ ...code("a"), execution_count: null }), ["cell 2 was not executed"]);
});

Deno.test("an error output is named with its message", () => {
  const failed = { ...code("a") };
  failed.outputs = [{ output_type: "error", ename: "RangeError", evalue: "n is 0", traceback: [] }];
  assertEquals(problemsOf(failed), ["cell 2 has an error output, RangeError: n is 0"]);
});

Deno.test("a figure without PNG, without alt text, or with a trace that cannot be drawn is named", () => {
  assertEquals(problemsOf(code("a", without("image/png"))), [
    "cell 2 has a figure without a PNG, which GitHub and nbviewer would not show",
  ]);
  const noWords = "cell 2 has a figure without alt text (text/plain), for readers who cannot see it";
  assertEquals(problemsOf(code("a", without("text/plain"))), [noWords]);
  assertEquals(problemsOf(code("a", { ...FIGURE, "text/plain": " \n" })), [noWords]);
  const surface = { data: [{ type: "surface" }], layout: {} };
  const [problem] = problemsOf(code("a", { ...FIGURE, "application/vnd.plotly.v1+json": surface }));
  assertEquals(problem.startsWith('cell 2 has a trace "surface"; '), true, problem);
});

Deno.test("a notebook without a claims table is named", () => {
  assertEquals(notebookProblems(notebook(text("# T"), code("a", FIGURE))), ["no cell has a claims table"]);
});
