import type { CellFailure } from "./cell_failure.ts";
import { Kernel } from "./kernel.ts";
import type { CodeCell, Notebook } from "./notebook.ts";
import { NotebookRun } from "./notebook_run.ts";
import type { CellPosition, RunOptions } from "./run_options.ts";

/** Result of a run. */
export interface RunResult {
  /** The notebook with new outputs; cells after a failure have none. */
  notebook: Notebook;
  /** The first cell that failed and why; undefined if all passed. */
  failure: CellFailure | undefined;
  /**
   * Warnings for the reader of the notebook although nothing failed: lost outputs, work that was cut off.
   */
  warnings: string[];
  /** Seconds from the start of the kernel to its end. */
  seconds: number;
}

/** Metadata that makes GitHub, Jupyter and `deno fmt` treat the cells as TypeScript. */
const LANGUAGE_INFO: Readonly<Record<string, string>> = {
  name: "typescript",
  file_extension: ".ts",
  mimetype: "text/x.typescript",
  pygments_lexer: "typescript",
  codemirror_mode: "typescript",
  nbconvert_exporter: "script",
};

/**
 * Executes the code cells of a notebook from top to bottom in a new kernel, up to the first that fails.
 *
 * A cell fails if it throws, if the display of its last expression throws (the kernel then replies "ok" but sends an
 * error output), if it takes too long, or if the kernel ends. An uncaught error, from a timer or a promise without
 * await, fails the cell that is running at that time, or the last one: after it the run waits up to three seconds for
 * pending work.
 *
 * @param notebook what to execute; it is not changed
 * @param options kernel, time limit, abort signal, listener
 * @returns the executed copy and the failure, if any
 * @throws {KernelDiedError} if the kernel does not start
 */
export async function runNotebook(notebook: Notebook, options: RunOptions = {}): Promise<RunResult> {
  const begin = performance.now();
  const executed = withoutOutputs(notebook);
  const run = new NotebookRun(cellPositions(executed), options);
  const kernel = await Kernel.start({ ...options.kernel, onMessage: (message) => run.handle(message) });
  let failure: CellFailure | undefined;
  try {
    failure = await run.execute(kernel);
  } finally {
    const mayStillCompute = failure !== undefined && !["error", "display"].includes(failure.reason);
    if (mayStillCompute) await kernel.kill();
    else await kernel.shutdown();
  }
  failure ??= run.lateFailure();
  return { notebook: executed, failure, warnings: run.warnings, seconds: (performance.now() - begin) / 1000 };
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
