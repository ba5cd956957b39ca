/** Entry point of a worker process: runs cases of experiments for its parent; ends with its parent. */
import { TrainingStopped } from "../../train/errors.ts";
import { loadExperiment } from "../experiment.ts";
import { runCase } from "./run_case.ts";
import { type FromWorker, lines, MESSAGE_MARK, type ToWorker, type WorkerCase } from "./worker_protocol.ts";

const PROGRESS_MILLISECONDS = 200;

const encoder = new TextEncoder();
function send(message: FromWorker): void {
  const bytes = encoder.encode(`${MESSAGE_MARK}${JSON.stringify(message)}\n`);
  for (let done = 0; done < bytes.length;) done += Deno.stdout.writeSync(bytes.subarray(done));
}

async function run(job: WorkerCase, signal: AbortSignal): Promise<void> {
  let reported = -Infinity;
  try {
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
