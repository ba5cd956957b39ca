import type { CodeCell, ErrorOutput } from "./notebook.ts";

/**
 * Why a cell failed: it threw, the display of its value threw, it took too long, the kernel ended, the run was
 * interrupted, an error output arrived after the cell was done, or there was an uncaught error (from a timer, an event
 * or a promise without await) of this cell or an earlier one.
 */
export type FailureReason =
  | "error"
  | "display"
  | "timeout"
  | "dead kernel"
  | "interrupted"
  | "late error"
  | "uncaught error";

/** A line of a cell's source. */
export interface SourceLine {
  /** Number of the line in the cell, from 1. */
  line: number;
  /** Its text. */
  text: string;
  /** Whether the kernel named the line itself; otherwise it is estimated and may be a few lines off. */
  exact: boolean;
}

/** The cell at which a run stopped. */
export interface CellFailure {
  /** Number of the cell among all cells, from 1. */
  cell: number;
  /** Why it failed. */
  reason: FailureReason;
  /** Name of the error's class. */
  errorName: string;
  /** Message of the error. */
  message: string;
  /** Lines of the stack, empty if the kernel gave none. */
  traceback: string[];
  /** The line of the cell that failed, undefined if the error names none. */
  sourceLine: SourceLine | undefined;
}

/**
 * Describes a failed cell.
 *
 * @param cell the cell
 * @param position its number among all cells, from 1
 * @param reason why it failed
 * @param output the error output
 * @returns everything known about the failure
 */
export function cellFailure(
  cell: CodeCell,
  position: { cell: number },
  reason: FailureReason,
  output: ErrorOutput,
): CellFailure {
  // For a syntax error the kernel also gives the whole message as the name.
  const errorName = output.ename === output.evalue ? output.ename.split(":")[0] : output.ename;
  return {
    cell: position.cell,
    reason,
    errorName,
    message: output.evalue.startsWith(`${errorName}: `)
      ? output.evalue.slice(errorName.length + 2)
      : output.evalue,
    traceback: output.traceback,
    sourceLine: sourceLine(cell, reason, output),
  };
}

function sourceLine(cell: CodeCell, reason: FailureReason, output: ErrorOutput): SourceLine | undefined {
  // The stack of an uncaught error may be that of an earlier cell, and does not say so.
  if (reason === "uncaught error") return undefined;
  if (reason === "display") return lastLine(cell.source);
  return failingLine(cell.source, [output.evalue, ...output.traceback].join("\n"));
}

/**
 * Finds the line of a cell that an error names.
 *
 * A syntax error names the line itself (`repl.tsx:3:7`). The engine knows a running cell only as the JavaScript that
 * Deno prints from it (`<anonymous>:3:7`), with one statement per line and without blank lines and types. The line is
 * counted over the source lines that remain there, so it is exact only for sources without long expressions.
 *
 * @param source program text of the cell
 * @param error message and stack
 * @returns the line, or undefined if the error names none or one beyond the end
 */
export function failingLine(source: string, error: string): SourceLine | undefined {
  const lines = source.split("\n");
  const parsed = error.match(/repl\.tsx?:(\d+):\d+/);
  if (parsed) {
    const line = Number(parsed[1]);
    return line <= lines.length ? { line, text: lines[line - 1].trim(), exact: true } : undefined;
  }
  // The outermost frame of the cell is its own statement; inner ones may be in functions of earlier cells.
  const frames = [...error.matchAll(/<anonymous>:(\d+):\d+/g)];
  const printed = frames.length === 0 ? undefined : Number(frames[frames.length - 1][1]);
  if (printed === undefined) return undefined;
  const line = printedLineNumbers(lines)[printed - 1];
  return line === undefined ? undefined : { line, text: lines[line - 1].trim(), exact: false };
}

/** The line of the last expression, whose display is called by the kernel's own code. */
function lastLine(source: string): SourceLine | undefined {
  const lines = source.trimEnd().split("\n");
  const text = lines[lines.length - 1].trim();
  return text === "" ? undefined : { line: lines.length, text, exact: false };
}

/** Numbers of the source lines that the printed JavaScript keeps, in order. */
function printedLineNumbers(lines: readonly string[]): number[] {
  const kept: number[] = [];
  let depthOfType = 0;
  lines.forEach((line, index) => {
    const text = line.trim();
    if (text === "") return;
    const opensType = /^(export\s+)?(interface|type)\s+\w+/.test(text) || /^import\s+type\b/.test(text);
    if (opensType || depthOfType > 0) {
      depthOfType += count(text, "{") - count(text, "}");
      return;
    }
    kept.push(index + 1);
  });
  return kept;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
