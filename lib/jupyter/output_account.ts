import { countLines } from "../notebook/watch/console_batches.ts";
import type { KernelReport } from "../notebook/watch/watch_kernel.ts";
import type { JupyterMessage } from "./message.ts";
import { delay } from "./timing.ts";

/** How many of a kind of outputs were sent, and how many of them did not arrive. */
export interface Lost {
  /** Outputs that were sent since the last report. */
  sent: number;
  /** Those of them that did not arrive. */
  lost: number;
}

const POLL_MS = 20;
/** What has not arrived after so long, with nothing left to read, is taken as lost. */
const LOST_AFTER_MS = 1000;

/** Compares the outputs that a kernel says it has sent with those that arrived. */
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
   * Waits for what a report names, as long as it goes on arriving.
   *
   * @param report what the kernel has sent
   * @param unread number of bytes that came and were not handled yet
   * @returns what was sent and lost since the report before
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
    // What was sent after the report belongs to the next one.
    this.#lines = Math.max(0, this.#lines - lines);
    this.#displays = Math.max(0, this.#displays - displays);
    return result;
  }
}

/**
 * Says what was lost.
 *
 * @param lost what {@linkcode OutputAccount.settle} returned
 * @returns a sentence, undefined if nothing was
 */
export function lostOutputText({ lines, displays }: { lines: Lost; displays: Lost }): string | undefined {
  const part = ({ sent, lost }: Lost, what: string): string[] =>
    lost === 0 ? [] : [`${lost.toLocaleString("en")} of ${sent.toLocaleString("en")} ${what}`];
  const parts = [...part(lines, "printed lines"), ...part(displays, "displays")];
  return parts.length === 0
    ? undefined
    : `${parts.join(" and ")} were lost: they came faster than they could be taken from the kernel`;
}
