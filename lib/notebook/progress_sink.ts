import { displayNow, insideKernel, updateDisplay } from "./display.ts";

/** Prefix of the display ids of progress lines, by which a runner recognises them. */
export const PROGRESS_DISPLAY_PREFIX = "progress:";

/** Where a progress line appears. */
export interface ProgressSink {
  /** Minimum milliseconds between two updates. */
  readonly intervalMs: number;
  /**
   * Replaces the line.
   *
   * @param text the new line
   * @param last whether it is the last one
   */
  write(text: string, last: boolean): void;
  /** Resolves when everything written is sent; rejects if that failed. */
  flush(): Promise<void>;
}

/** The sink that fits the environment: a display of the notebook, a line of the terminal, or lines of a log. */
export function progressSink(): ProgressSink {
  if (insideKernel()) return kernelSink();
  return Deno.stderr.isTerminal() ? terminalSink(writeError) : logSink(writeError);
}

/** One display of the notebook, changed at most four times per second. */
function kernelSink(): ProgressSink {
  const displayId = PROGRESS_DISPLAY_PREFIX + crypto.randomUUID();
  let shown = false;
  let sending: Promise<void> = Promise.resolve();
  return {
    intervalMs: 250,
    write(text): void {
      const bundle = { "text/plain": text };
      const send = shown ? () => updateDisplay(displayId, bundle) : () => displayNow(bundle, displayId);
      shown = true;
      sending = sending.then(send);
      // A failure is reported by flush; here it must not end the kernel as an unhandled rejection.
      sending.catch(() => {});
    },
    flush: () => sending,
  };
}

/**
 * One line of a terminal, overwritten in place at most four times per second.
 *
 * @param write writes text to the terminal
 */
export function terminalSink(write: (text: string) => void): ProgressSink {
  return {
    intervalMs: 250,
    write: (text, last) => write(`\r${text}\x1b[K${last ? "\n" : ""}`),
    flush: () => Promise.resolve(),
  };
}

/**
 * Lines of a log file, one every five seconds.
 *
 * @param write writes text to the log
 */
export function logSink(write: (text: string) => void): ProgressSink {
  return { intervalMs: 5000, write: (text) => write(text + "\n"), flush: () => Promise.resolve() };
}

function writeError(text: string): void {
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  while (written < bytes.length) written += Deno.stderr.writeSync(bytes.subarray(written));
}
