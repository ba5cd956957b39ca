import { PROGRESS_DISPLAY_PREFIX } from "../../notebook/progress_sink.ts";
import { formatDuration } from "../../notebook/progress_text.ts";
import type { RunEvent } from "../../jupyter/run_options.ts";

/** Output of a {@linkcode RunPrinter}. */
export interface PrinterOutput {
  /** Writes text. */
  write(text: string): void;
  /** Whether a line can be overwritten. */
  terminal: boolean;
  /** The clock, in milliseconds. */
  now: () => number;
}

const LOG_INTERVAL_MS = 5000;
const TITLE_LENGTH = 72;

/**
 * Prints the progress of a run: a line when a cell starts, its printed text, its progress lines, and its time.
 *
 * In a terminal a progress line is overwritten in place; in a log it appears every five seconds and once in its last
 * state.
 */
export class RunPrinter {
  #output: PrinterOutput;
  #lineIsOpen = false;
  #progressIsOpen = false;
  #unprinted: string | undefined;
  #lastProgress = -Infinity;

  /** @param output where to print */
  constructor(output: PrinterOutput) {
    this.#output = output;
  }

  /**
   * Prints one step of a run.
   *
   * @param event the step
   */
  handle(event: RunEvent): void {
    switch (event.type) {
      case "start":
        this.#endLine();
        this.#write(`[${event.step}/${event.steps}] cell ${event.cell}: ${cellTitle(event.source)}\n`);
        break;
      case "stream":
        this.#endProgress();
        this.#write(event.text);
        break;
      case "display":
        if (event.displayId?.startsWith(PROGRESS_DISPLAY_PREFIX)) this.#progress(event.data["text/plain"]);
        break;
      case "end":
        this.#endLine();
        this.#write(`        ${event.failed ? "failed after " : ""}${formatDuration(event.seconds)}\n`);
    }
  }

  #progress(text: unknown): void {
    if (typeof text !== "string") return;
    if (this.#output.terminal) {
      if (!this.#progressIsOpen) this.#endLine();
      this.#output.write(`\r${text}\x1b[K`);
      this.#lineIsOpen = true;
      this.#progressIsOpen = true;
      return;
    }
    this.#unprinted = text;
    const now = this.#output.now();
    if (now - this.#lastProgress >= LOG_INTERVAL_MS) {
      this.#lastProgress = now;
      this.#endProgress();
    }
  }

  /** Keeps the progress line in its last state and starts a new line. */
  #endProgress(): void {
    if (this.#unprinted !== undefined) {
      if (this.#lineIsOpen) this.#write("\n");
      this.#write(this.#unprinted + "\n");
      this.#unprinted = undefined;
    }
    if (this.#progressIsOpen) this.#write("\n");
    this.#progressIsOpen = false;
  }

  #endLine(): void {
    this.#endProgress();
    if (this.#lineIsOpen) this.#write("\n");
  }

  #write(text: string): void {
    if (text === "") return;
    this.#output.write(text);
    this.#lineIsOpen = !text.endsWith("\n");
  }
}

/** The first meaningful line of a cell, shortened. */
function cellTitle(source: string): string {
  const lines = source.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const title = lines.find((line) => /\w/.test(line)) ?? lines[0] ?? "";
  return title.length <= TITLE_LENGTH ? title : title.slice(0, TITLE_LENGTH - 1) + "…";
}
