/**
 * Entry point of a worker process: runs cases of experiments for its parent. It saves and ends when its parent asks for
 * it, or is gone.
 */
import { TrainingStopped } from "../../train/errors.ts";
import { setUsualSaveSeconds } from "../../train/save_seconds.ts";
import { loadExperiment } from "../experiment.ts";
import { runCase } from "./run_case.ts";
import { type FromWorker, lines, MESSAGE_MARK, type ToWorker, type WorkerCase } from "./worker_protocol.ts";

const PROGRESS_MILLISECONDS = 200;
/** Signals that a terminal or a cluster sends to all processes of a job: the parent answers them for its workers. */
const SIGNALS_OF_A_GROUP: readonly Deno.Signal[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1"];

const encoder = new TextEncoder();
function send(message: FromWorker): void {
  const bytes = encoder.encode(`${MESSAGE_MARK}${JSON.stringify(message)}\n`);
  try {
    for (let done = 0; done < bytes.length;) done += Deno.stdout.writeSync(bytes.subarray(done));
  } catch (error) {
    // The parent is gone; the end of the input asks the training to save.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

async function run(job: WorkerCase, signal: AbortSignal): Promise<void> {
  let reported = -Infinity;
  try {
    if (job.saveSeconds !== undefined) setUsualSaveSeconds(job.saveSeconds);
    const run = await runCase(await loadExperiment(job.module), job, {
      signal,
      progress(part, progress) {
        if (performance.now() - reported < PROGRESS_MILLISECONDS) return;
        reported = performance.now();
        send({ kind: "progress", part, progress });
      },
    });
    send({ kind: "result", ...run });
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    const stopped = error instanceof TrainingStopped ? { stoppedAt: error.step } : {};
    send({ kind: "error", name, message, stack: stack ?? "", ...stopped });
  }
}

if (import.meta.main) {
  if (Deno.build.os !== "windows") {
    for (const signal of SIGNALS_OF_A_GROUP) Deno.addSignalListener(signal, () => {});
  }
  const stop = new AbortController();
  let running = Promise.resolve();
  for await (const line of lines(Deno.stdin.readable)) {
    const message = JSON.parse(line) as ToWorker;
    if (message.kind === "stop") stop.abort();
    else running = running.then(() => run(message, stop.signal));
  }
  // The parent closed the pipe: it is done, or gone.
  stop.abort();
  await running;
  Deno.exit(0);
}
