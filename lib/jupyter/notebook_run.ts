import { type CellFailure, cellFailure, type FailureReason } from "./cell_failure.ts";
import type { KernelReport } from "../notebook/watch/watch_kernel.ts";
import { CellTimeoutError, type ExecuteReply, type Kernel, KernelDiedError } from "./kernel.ts";
import { beginReports, requestReport } from "./kernel_reports.ts";
import type { JupyterMessage } from "./message.ts";
import type { CodeCell, ErrorOutput, Output } from "./notebook.ts";
import { lostOutputText, OutputAccount } from "./output_account.ts";
import { OutputCollector, type OutputEvent } from "./outputs.ts";
import type { CellPosition, RunOptions } from "./run_options.ts";
import { delay } from "./timing.ts";

const PREPARATION_MS = 60_000;
const DEFAULT_CELL_TIMEOUT_MS = 600_000;
/** Interval at which the kernel is asked for its state … */
const PENDING_POLL_MS = 50;
/** … for at most this time: a timer that prints forever must not block the run. */
const LONGEST_PENDING_MS = 3000;
/**
 * After an uncaught error the running cell may still end by itself, for example with its own error.
 */
const GRACE_MS = 200;

/** The execution of the cells of one notebook in one kernel. */
export class NotebookRun {
  /** Warnings for the reader of the notebook although nothing failed. */
  readonly warnings: string[] = [];
  #positions: ReadonlyMap<CodeCell, CellPosition>;
  #options: RunOptions;
  #collector: OutputCollector;
  #account = new OutputAccount();
  /** Aborted by the first uncaught error. */
  #uncaught = new AbortController();
  #uncaughtFailure: CellFailure | undefined;
  #uncaughtOutput: ErrorOutput | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #signal: AbortSignal;

  /**
   * @param positions the cells to execute, in order; their outputs are changed in place
   * @param options time limit, abort signal, listener
   */
  constructor(positions: ReadonlyMap<CodeCell, CellPosition>, options: RunOptions) {
    this.#positions = positions;
    this.#options = options;
    this.#collector = new OutputCollector((event) => this.#handleOutput(event));
    this.#signal = options.signal
      ? AbortSignal.any([options.signal, this.#uncaught.signal])
      : this.#uncaught.signal;
  }

  /**
   * Handles a message that the kernel broadcasts.
   *
   * @param message the message
   */
  handle(message: JupyterMessage): void {
    this.#account.receive(message);
    this.#collector.handle(message);
  }

  /**
   * Executes the cells up to the first that fails, and waits for pending work of the last one.
   *
   * @param kernel a kernel whose messages come to {@linkcode NotebookRun.handle}
   * @returns the failure, or undefined if all passed
   */
  async execute(kernel: Kernel): Promise<CellFailure | undefined> {
    try {
      return await this.#executeCells(kernel);
    } finally {
      clearTimeout(this.#grace);
    }
  }

  /** An error output that arrived after its cell was done. */
  lateFailure(): CellFailure | undefined {
    if (this.#uncaughtFailure) return this.#uncaughtFailure;
    for (const [cell, position] of this.#positions) {
      const output = findError(cell);
      if (output) return cellFailure(cell, position, "late error", output);
    }
    return undefined;
  }

  async #executeCells(kernel: Kernel): Promise<CellFailure | undefined> {
    if (this.#positions.size === 0) return undefined;
    await beginReports(kernel, { timeoutMs: PREPARATION_MS });
    let last: CodeCell | undefined;
    let report: KernelReport | undefined;
    for (const [cell, position] of this.#positions) {
      const begin = performance.now();
      this.#options.onEvent?.({ ...position, type: "start", source: cell.source });
      const failure = await this.#failureOf(cell, async () => {
        const reply = await this.#executeCell(kernel, cell);
        const thrown = this.#failureOfReply(cell, reply);
        if (thrown) {
          // The failure is known; later problems while its last outputs arrive do not replace it.
          await this.#settle(kernel, cell).catch(() => {});
          return thrown;
        }
        report = await this.#settle(kernel, cell);
        return this.#uncaughtFailure ?? displayFailure(cell, position);
      });
      const seconds = (performance.now() - begin) / 1000;
      this.#options.onEvent?.({ ...position, type: "end", seconds, failed: failure !== undefined });
      if (failure) return failure;
      last = cell;
    }
    return last && await this.#failureOf(last, () => this.#waitForPending(kernel, last, report));
  }

  #limits(): { timeoutMs: number; signal: AbortSignal } {
    return { timeoutMs: this.#options.cellTimeoutMs ?? DEFAULT_CELL_TIMEOUT_MS, signal: this.#signal };
  }

  async #executeCell(kernel: Kernel, cell: CodeCell): Promise<ExecuteReply> {
    const messageId = crypto.randomUUID();
    this.#collector.expect(messageId, cell);
    const reply = await kernel.execute(cell.source, { ...this.#limits(), messageId });
    cell.execution_count = reply.executionCount;
    return reply;
  }

  /** Waits until everything that the kernel has sent for a cell has arrived, and reports losses. */
  async #settle(kernel: Kernel, cell: CodeCell): Promise<KernelReport | undefined> {
    const messageId = crypto.randomUUID();
    this.#collector.expectReport(messageId, cell);
    const report = await requestReport(kernel, { ...this.#limits(), messageId });
    if (!report) return undefined;
    const lost = lostOutputText(await this.#account.settle(report, () => kernel.unreadBytes));
    if (lost !== undefined) {
      this.#collector.addNote(cell, `${lost}\n`);
      this.warnings.push(`cell ${this.#positions.get(cell)!.cell}: ${lost}`);
    }
    if (report.firstUncaughtError && !this.#uncaughtFailure) {
      // Its own message was lost.
      this.#fail(cell, this.#collector.addError(cell, report.firstUncaughtError));
    }
    return report;
  }

  async #waitForPending(
    kernel: Kernel,
    last: CodeCell,
    report: KernelReport | undefined,
  ): Promise<CellFailure | undefined> {
    const begin = performance.now();
    // A kernel that does not report whether something is pending gets the whole time.
    while (report?.pending !== false && performance.now() - begin < LONGEST_PENDING_MS) {
      await delay(PENDING_POLL_MS);
      report = await this.#settle(kernel, last);
      if (this.#uncaughtFailure) return this.#uncaughtFailure;
    }
    if (report?.pending) {
      this.warnings.push(
        "Something that no cell awaits (a timer, a promise or a worker) was still running " +
          `${LONGEST_PENDING_MS / 1000} s after the last cell and was cut off`,
      );
    }
    return undefined;
  }

  /** The failure that an execution returns or throws. */
  async #failureOf(
    cell: CodeCell,
    execution: () => Promise<CellFailure | undefined>,
  ): Promise<CellFailure | undefined> {
    try {
      return await execution();
    } catch (error) {
      if (this.#uncaughtFailure) return this.#uncaughtFailure;
      const reason = reasonOf(error, this.#options.signal);
      if (reason === undefined) throw error;
      const output = errorOutput(error);
      cell.outputs.push(output);
      return cellFailure(cell, this.#positions.get(cell)!, reason, output);
    }
  }

  #failureOfReply(cell: CodeCell, reply: ExecuteReply): CellFailure | undefined {
    if (reply.status === "ok") return undefined;
    let output = cell.outputs.filter(isError).find((error) => error !== this.#uncaughtOutput);
    if (!output) {
      output = {
        output_type: "error",
        ename: reply.errorName || "Error",
        evalue: reply.errorMessage || `The kernel replied "${reply.status}"`,
        traceback: reply.traceback,
      };
      cell.outputs.push(output);
    }
    return cellFailure(cell, this.#positions.get(cell)!, "error", output);
  }

  #handleOutput(event: OutputEvent): void {
    const { cell, ...rest } = event;
    const position = this.#positions.get(cell);
    if (!position) throw new TypeError("Cannot report an output: its cell is not executed");
    if (rest.type === "uncaught") this.#fail(cell, rest.output);
    else this.#options.onEvent?.({ ...position, ...rest });
  }

  #fail(cell: CodeCell, output: ErrorOutput): void {
    if (this.#uncaughtFailure) return;
    this.#uncaughtFailure = cellFailure(cell, this.#positions.get(cell)!, "uncaught error", output);
    this.#uncaughtOutput = output;
    this.#grace = setTimeout(() => this.#uncaught.abort(), GRACE_MS);
  }
}

/** The failure of a cell whose value could not be displayed: the kernel replies "ok" but sends an error. */
function displayFailure(cell: CodeCell, position: CellPosition): CellFailure | undefined {
  const output = findError(cell);
  return output && cellFailure(cell, position, "display", output);
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
  return cell.outputs.find(isError);
}

function isError(output: Output): output is ErrorOutput {
  return output.output_type === "error";
}
