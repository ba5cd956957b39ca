import { countLines } from "../notebook/watch/console_batches.ts";
import type { KernelReport } from "../notebook/watch/watch_kernel.ts";
import type { JupyterMessage } from "./message.ts";
import { delay } from "./timing.ts";

/** Number of sent and lost outputs of one kind. */
export interface Lost {
  /** Outputs that were sent since the last report. */
  sent: number;
  /** How many of them did not arrive. */
  lost: number;
}

const POLL_MS = 20;
/** Outputs that have not arrived after this time, with nothing left to read, count as lost. */
const LOST_AFTER_MS = 1000;

/** Compares the outputs that a kernel reports as sent with those that arrived. */
export class OutputAccount {
  #lines = 0;
  #displays = 0;
  #reportedLines = 0;
  #reportedDisplays = 0;

  /**
   * Counts a broadcast message.
   *
   * @param message the message
   */
  receive({ header, content }: JupyterMessage): void {
    if (header.msg_type === "stream") this.#lines += countLines(String(content.text));
    if (header.msg_type === "display_data" || header.msg_type === "update_display_data") this.#displays++;
  }

  /**
   * Waits for the outputs that a report names, as long as outputs keep arriving.
   *
   * @param report what the kernel has sent
   * @param unread number of bytes that arrived but were not handled yet
   * @returns what was sent and lost since the previous report
   */
  async settle(
    report: Pick<KernelReport, "lines" | "displays">,
    unread: () => number,
  ): Promise<{ lines: Lost; displays: Lost }> {
    const lines = (report.lines ?? this.#reportedLines) - this.#reportedLines;
    const displays = report.displays - this.#reportedDisplays;
    const arrived = (): number => Math.min(lines, this.#lines) + Math.min(displays, this.#displays);
    let before = arrived(), since = performance.now();
    while (arrived() < lines + displays && performance.now() - since < LOST_AFTER_MS) {
      await delay(POLL_MS);
      if (unread() === 0 && arrived() === before) continue;
      before = arrived();
      since = performance.now();
    }
    const result = {
      lines: { sent: lines, lost: Math.max(0, lines - this.#lines) },
      displays: { sent: displays, lost: Math.max(0, displays - this.#displays) },
    };
    this.#reportedLines += lines;
    this.#reportedDisplays += displays;
    // Outputs sent after the report belong to the next one.
    this.#lines = Math.max(0, this.#lines - lines);
    this.#displays = Math.max(0, this.#displays - displays);
    return result;
  }
}

/**
 * Describes what was lost.
 *
 * @param lost what {@linkcode OutputAccount.settle} returned
 * @returns a sentence, or undefined if nothing was lost
 */
export function lostOutputText({ lines, displays }: { lines: Lost; displays: Lost }): string | undefined {
  const part = ({ sent, lost }: Lost, what: string): string[] =>
    lost === 0 ? [] : [`${lost.toLocaleString("en")} of ${sent.toLocaleString("en")} ${what}`];
  const parts = [...part(lines, "printed lines"), ...part(displays, "displays")];
  return parts.length === 0
    ? undefined
    : `${parts.join(" and ")} were lost: they came faster than they could be read from the kernel`;
}
