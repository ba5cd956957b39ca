import { EXIT } from "./exit_codes.ts";

/** Signals that end a process on a terminal, or a job of a cluster before its time is over. */
const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1"];

/**
 * A signal that is aborted when the process is asked to end, so that its trainings save; a second Ctrl-C ends it at
 * once.
 */
export function signalStop(): AbortSignal {
  const stop = new AbortController();
  for (const signal of SIGNALS) {
    Deno.addSignalListener(signal, () => {
      if (stop.signal.aborted && signal === "SIGINT") Deno.exit(EXIT.stopped);
      if (!stop.signal.aborted) console.log(`${signal}: saving`);
      stop.abort();
    });
  }
  return stop.signal;
}
