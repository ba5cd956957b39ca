import type { CellFailure } from "../../jupyter/cell_failure.ts";

const REASONS: Readonly<Record<CellFailure["reason"], string>> = {
  "error": "threw an error",
  "display": "has a last expression whose display threw an error",
  "timeout": "took too long",
  "dead kernel": "ended the kernel",
  "interrupted": "was interrupted",
  "late error": "threw an error after it was done",
  "uncaught error": "was the last to start before an uncaught error (from a timer, an event or a promise " +
    "without await, perhaps of an earlier cell)",
};

/**
 * Report of `task run` on a failed cell: its number, the line of its source, the error and the stack.
 *
 * @param notebook name of the notebook
 * @param failure the failure
 * @returns lines, without a newline at the end
 */
export function failureReport(notebook: string, failure: CellFailure): string {
  const { sourceLine } = failure;
  const lines = [`${notebook}: cell ${failure.cell} ${REASONS[failure.reason]}`];
  if (sourceLine) {
    lines.push(`  ${sourceLine.exact ? "line" : "about line"} ${sourceLine.line}: ${sourceLine.text}`);
  }
  lines.push(indent(`${failure.errorName}: ${failure.message}`));
  const stack = failure.traceback.filter((line) => /^\s+at /.test(line));
  if (stack.length > 0) { for (const item of stack.map((line) => `  ${line.trimEnd()}`)) lines.push(item); }
  return lines.join("\n");
}

function indent(text: string): string {
  return text.split("\n").map((line) => `  ${line}`).join("\n");
}
