/** Entry of a worker process: runs seeds of experiments as its parent asks; ends when the parent does. */
import { loadExperiment } from "./experiment.ts";
import { TrainingStopped } from "./errors.ts";
import { plainJson } from "./plain_json.ts";
import { type FromWorker, lines, MESSAGE_MARK, type ToWorker } from "./worker_protocol.ts";

const PROGRESS_MILLISECONDS = 200;

const encoder = new TextEncoder();
function send(message: FromWorker): void {
  const bytes = encoder.encode(`${MESSAGE_MARK}${JSON.stringify(message)}\n`);
  for (let done = 0; done < bytes.length;) done += Deno.stdout.writeSync(bytes.subarray(done));
}

async function run(job: ToWorker & { kind: "run" }, signal: AbortSignal): Promise<void> {
  const { seed } = job, began = performance.now();
  let reported = -Infinity;
  try {
    const experiment = await loadExperiment(job.module);
    const result = await experiment.run(job.settings, seed, {
      signal,
      progress(part, progress) {
        if (performance.now() - reported < PROGRESS_MILLISECONDS) return;
        reported = performance.now();
        send({ kind: "progress", seed, part, progress });
      },
      checkpoint: (part) =>
        job.checkpoints === null ? undefined : `${job.checkpoints}/${seed}-${part}.checkpoint`,
    });
    plainJson(result, "result");
    send({ kind: "result", seed, seconds: (performance.now() - began) / 1000, result });
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    const stopped = error instanceof TrainingStopped ? { stoppedAt: error.step } : {};
    send({ kind: "error", seed, name, message, stack: stack ?? "", ...stopped });
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
