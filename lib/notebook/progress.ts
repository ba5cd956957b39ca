import { type ProgressSink, progressSink } from "./progress_sink.ts";
import { type ProgressState, progressText, summaryText } from "./progress_text.ts";

/** Options of a progress line; the defaults fit the environment. */
export interface ProgressOptions {
  /** Where the line appears. */
  sink?: ProgressSink;
  /** The clock, in milliseconds. */
  now?: () => number;
}

/** A progress line of a long computation. */
export interface Progress {
  /**
   * Reports the progress of the computation; cheap enough to call at every step.
   *
   * @param state steps done, total steps, loss
   */
  update(state: ProgressState): void;
  /**
   * Replaces the line with a one-line summary; call it once, at the end, even if the computation was stopped.
   *
   * @returns resolves when the summary is sent
   */
  finish(): Promise<void>;
}

/**
 * Starts a progress line: in a notebook one display that changes in place, in a terminal one line on standard error, in
 * a log a line every few seconds.
 *
 * @param label what is computed
 * @param options sink, clock
 * @returns the line
 */
export function progressLine(label: string, options: ProgressOptions = {}): Progress {
  const sink = options.sink ?? progressSink();
  const now = options.now ?? (() => performance.now());
  const begin = now();
  // Steps before the first report, done before a resume or while workers started, say nothing about the rate.
  let first: { step: number; time: number } | undefined;
  let lastWrite = -Infinity;
  let latest: ProgressState | undefined;
  let finished = false;
  return {
    update(state): void {
      latest = state;
      const time = now();
      first ??= { step: state.step, time };
      if (finished || time - lastWrite < sink.intervalMs) return;
      lastWrite = time;
      sink.write(progressText(label, state, (time - first.time) / 1000, first.step), false);
    },
    async finish(): Promise<void> {
      if (finished) return;
      finished = true;
      sink.write(summaryText(label, latest, (now() - begin) / 1000, first?.step), true);
      await sink.flush();
    },
  };
}
