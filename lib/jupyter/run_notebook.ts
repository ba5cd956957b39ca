import {
  CellTimeoutError,
  type ExecuteReply,
  Kernel,
  KernelDiedError,
  type KernelOptions,
} from "./kernel.ts";
import { type CellFailure, cellFailure, type FailureReason } from "./cell_failure.ts";
import type { CodeCell, ErrorOutput, Notebook } from "./notebook.ts";
import { OutputCollector, type OutputEvent } from "./outputs.ts";
import { delay } from "./timing.ts";

/** Where in the notebook something happens. */
export interface CellPosition {
  /** Number of the cell among all cells, from 1. */
  cell: number;
  /** Number of the cell among those that are executed, from 1. */
  step: number;
  /** Number of cells that are executed. */
  steps: number;
}

/** One step of a run, in the order of happening. */
export type RunEvent =
  & CellPosition
  & (
    | { type: "start"; source: string }
    | { type: "stream"; name: string; text: string }
    | { type: "display"; displayId: string | undefined; data: Record<string, unknown>; update: boolean }
    | { type: "end"; seconds: number; failed: boolean }
  );

/** How to run a notebook. */
export interface RunOptions {
  /** Command, folder and environment of the kernel, and the time it may take to start. */
  kernel?: Omit<KernelOptions, "onMessage">;
  /** Milliseconds that each cell may take, 600,000 unless given. */
  cellTimeoutMs?: number;
  /** Ends the run when aborted; the cell that was running counts as failed. */
  signal?: AbortSignal;
  /** Called with each step of the run; an error that it throws ends the run. */
  onEvent?: (event: RunEvent) => void;
}

/** What came of a run. */
export interface RunResult {
  /** The notebook with new outputs; cells behind a failure have none. */
  notebook: Notebook;
  /** The first cell that failed and why, undefined where all passed. */
  failure: CellFailure | undefined;
  /** Seconds from the start of the kernel to its end. */
  seconds: number;
}

const DEFAULT_CELL_TIMEOUT_MS = 600_000;
/** After the last cell the run waits until nothing has come for this long … */
const QUIET_MS = 300;
/** … but not longer than this: a timer that prints for ever must not hold it. */
const LONGEST_QUIET_WAIT_MS = 3000;

/** What GitHub, Jupyter and `deno fmt` need to treat the cells as TypeScript. */
const LANGUAGE_INFO: Readonly<Record<string, string>> = {
  name: "typescript",
  file_extension: ".ts",
  mimetype: "text/x.typescript",
  pygments_lexer: "typescript",
  codemirror_mode: "typescript",
  nbconvert_exporter: "script",
};

/**
 * Executes the code cells of a notebook from top to bottom in a kernel of its own, up to the first that fails.
 *
 * A cell fails if it throws, if the display of its last expression throws (the kernel then replies "ok" but sends an
 * error output), if it takes too long, or if the kernel ends. An error that a timer throws after its cell fails it too.
 *
 * @param notebook what to execute; it is not changed
 * @param options kernel, time limit, abort signal, listener
 * @returns the executed copy and the failure, if any
 * @throws {KernelDiedError} where the kernel does not start
 */
export async function runNotebook(notebook: Notebook, options: RunOptions = {}): Promise<RunResult> {
  const begin = performance.now();
  const executed = withoutOutputs(notebook);
  const positions = cellPositions(executed);
  let lastOutput = 0;
  const collector = new OutputCollector((event) => {
    lastOutput = performance.now();
    options.onEvent?.(toRunEvent(event, positions));
  });
  let failure: CellFailure | undefined;
  const kernel = await Kernel.start({
    ...options.kernel,
    onMessage: (message) => collector.handle(message),
  });
  try {
    for (const [cell, position] of positions) {
      failure = await runCell(kernel, collector, cell, position, options);
      if (failure) break;
    }
    const waitBegin = performance.now();
    while (!failure && positions.size > 0) {
      const now = performance.now();
      if (now - Math.max(lastOutput, waitBegin) > QUIET_MS || now - waitBegin > LONGEST_QUIET_WAIT_MS) break;
      await delay(QUIET_MS / 6);
    }
  } finally {
    if (failure?.reason === "timeout" || failure?.reason === "interrupted") await kernel.kill();
    else await kernel.shutdown();
  }
  failure ??= lateFailure(positions);
  return { notebook: executed, failure, seconds: (performance.now() - begin) / 1000 };
}

async function runCell(
  kernel: Kernel,
  collector: OutputCollector,
  cell: CodeCell,
  position: CellPosition,
  options: RunOptions,
): Promise<CellFailure | undefined> {
  const begin = performance.now();
  const messageId = crypto.randomUUID();
  collector.expect(messageId, cell);
  options.onEvent?.({ ...position, type: "start", source: cell.source });
  let failure: CellFailure | undefined;
  try {
    const reply = await kernel.execute(cell.source, {
      messageId,
      timeoutMs: options.cellTimeoutMs ?? DEFAULT_CELL_TIMEOUT_MS,
      ...(options.signal ? { signal: options.signal } : {}),
    });
    cell.execution_count = reply.executionCount;
    failure = failureOfReply(cell, reply, position);
  } catch (error) {
    const reason = reasonOf(error, options.signal);
    if (reason === undefined) throw error;
    const output = errorOutput(error);
    cell.outputs.push(output);
    failure = cellFailure(cell, position, reason, output);
  }
  const seconds = (performance.now() - begin) / 1000;
  options.onEvent?.({ ...position, type: "end", seconds, failed: failure !== undefined });
  return failure;
}

function failureOfReply(
  cell: CodeCell,
  reply: ExecuteReply,
  position: CellPosition,
): CellFailure | undefined {
  let output = findError(cell);
  if (reply.status === "ok") return output && cellFailure(cell, position, "display", output);
  if (!output) {
    output = {
      output_type: "error",
      ename: reply.errorName || "Error",
      evalue: reply.errorMessage || `The kernel replied "${reply.status}"`,
      traceback: reply.traceback,
    };
    cell.outputs.push(output);
  }
  return cellFailure(cell, position, "error", output);
}

/** An error output that came after its cell was done. */
function lateFailure(positions: Map<CodeCell, CellPosition>): CellFailure | undefined {
  for (const [cell, position] of positions) {
    const output = findError(cell);
    if (output) return cellFailure(cell, position, "late error", output);
  }
  return undefined;
}

function reasonOf(error: unknown, signal: AbortSignal | undefined): FailureReason | undefined {
  if (error instanceof CellTimeoutError) return "timeout";
  if (error instanceof KernelDiedError) return "dead kernel";
  if (signal?.aborted) return "interrupted";
  return undefined;
}

function errorOutput(error: unknown): ErrorOutput {
  const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
  return { output_type: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}

function findError(cell: CodeCell): ErrorOutput | undefined {
  return cell.outputs.find((output) => output.output_type === "error");
}

function withoutOutputs(notebook: Notebook): Notebook {
  const copy = structuredClone(notebook);
  for (const cell of copy.cells) {
    if (cell.cell_type !== "code") continue;
    cell.outputs = [];
    cell.execution_count = null;
  }
  copy.metadata.language_info = { ...LANGUAGE_INFO };
  return copy;
}

/** The cells to execute, in order: those with program text. */
function cellPositions(notebook: Notebook): Map<CodeCell, CellPosition> {
  const positions = new Map<CodeCell, CellPosition>();
  notebook.cells.forEach((cell, index) => {
    if (cell.cell_type !== "code" || cell.source.trim() === "") return;
    positions.set(cell, { cell: index + 1, step: positions.size + 1, steps: 0 });
  });
  for (const position of positions.values()) position.steps = positions.size;
  return positions;
}

function toRunEvent(event: OutputEvent, positions: Map<CodeCell, CellPosition>): RunEvent {
  const { cell, ...rest } = event;
  const position = positions.get(cell);
  if (!position) throw new TypeError("An output arrived for a cell that is not executed");
  return { ...position, ...rest };
}
