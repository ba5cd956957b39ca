/** Seeds of an experiment side by side in worker processes. */
import { TrainingStopped } from "./errors.ts";
import type { Progress } from "./record.ts";
import { type FromWorker, lines, MESSAGE_MARK, type ToWorker } from "./worker_protocol.ts";

/** One finished seed. */
export interface SeedRun<Result> {
  readonly seed: number;
  readonly result: Result;
  /** Wall time of the run. */
  readonly seconds: number;
}

/** What is run, and how. */
export interface RunSeedsOptions<Settings> {
  /** URL of the experiment's module. */
  module: string | URL;
  settings: Settings;
  seeds: readonly number[];
  /** Worker processes; by default one a core, or one a seed where there are fewer than two seeds a core. */
  workers?: number;
  /** Folder of checkpoints; nothing is kept where it is absent. */
  checkpoints?: string;
  signal?: AbortSignal;
  /** Called as seeds advance. */
  progress?: (seed: number, part: string, progress: Progress) => void;
  /** Called with each finished seed, in the order in which they finish. */
  finished?: (run: SeedRun<unknown>) => void | Promise<void>;
}

/** A run that failed in its worker; the message holds the seed and the worker's error. */
export class SeedRunError extends Error {
  override name = "SeedRunError";
}

/** A worker process that died without a word is replaced this often for a seed. */
const RETRIES = 1;

function checkedWorkers(workers: number): number {
  if (Number.isInteger(workers) && workers >= 1) return workers;
  throw new RangeError(`runSeeds: the number of workers must be a positive integer, got ${workers}`);
}

/** Two runs of one seed would write the same checkpoints. */
function requireDistinct(seeds: readonly number[]): void {
  const twice = seeds.find((seed, i) => seeds.indexOf(seed) !== i);
  if (twice !== undefined) throw new RangeError(`runSeeds: seed ${twice} is given twice`);
}

/**
 * Run every seed and return the results in the order of `seeds`; they do not depend on the number of workers.
 *
 * @throws SeedRunError where a run fails, or its worker dies twice
 * @throws RangeError for a number of workers that is not a positive integer, or a seed given twice
 * @throws TrainingStopped where `signal` asked for it; running seeds have saved their checkpoints
 */
export async function runSeeds<Settings, Result>(
  options: RunSeedsOptions<Settings>,
): Promise<SeedRun<Result>[]> {
  const { seeds, signal } = options;
  const count = Math.min(checkedWorkers(options.workers ?? defaultWorkers(seeds.length)), seeds.length);
  requireDistinct(seeds);
  const waiting = [...seeds], done = new Map<number, SeedRun<Result>>(), failed = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const one = async () => {
    let worker: WorkerProcess | null = null;
    try {
      for (let seed = waiting.shift(); seed !== undefined && !stop.aborted; seed = waiting.shift()) {
        for (let attempt = 0;; attempt++) {
          worker ??= new WorkerProcess(stop);
          try {
            const run = await worker.run<Result>(seed, options as RunSeedsOptions<unknown>);
            done.set(seed, run);
            await options.finished?.(run);
            break;
          } catch (error) {
            if (!(error instanceof WorkerDied) || attempt === RETRIES) throw error;
            await worker.close();
            worker = null;
            if (stop.aborted) throw new TrainingStopped(0, options.checkpoints);
          }
        }
      }
    } catch (error) {
      failed.abort();
      throw error;
    } finally {
      await worker?.close();
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: count }, one));
  const reasons = outcomes.filter((outcome) => outcome.status === "rejected").map((outcome) =>
    outcome.reason
  );
  const reason = reasons.find((error) => !(error instanceof TrainingStopped)) ?? reasons[0];
  if (reason) throw reason;
  if (signal?.aborted) throw new TrainingStopped(0, options.checkpoints);
  return seeds.map((seed) => done.get(seed)!);
}

/** One worker a core; or one a seed where a second round would leave cores idle for lack of seeds. */
function defaultWorkers(seeds: number): number {
  const cores = navigator.hardwareConcurrency;
  return seeds < 2 * cores ? seeds : cores;
}

class WorkerDied extends SeedRunError {}

class WorkerProcess {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #messages: AsyncGenerator<string>;
  readonly #onStop = () => this.#send({ kind: "stop" }).catch(() => {});

  constructor(readonly signal: AbortSignal) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", import.meta.resolve("./worker.ts")],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#messages = lines(this.#child.stdout);
    signal.addEventListener("abort", this.#onStop);
  }

  async #send(message: ToWorker): Promise<void> {
    await this.#input.write(new TextEncoder().encode(JSON.stringify(message) + "\n"));
  }

  async run<Result>(seed: number, options: RunSeedsOptions<unknown>): Promise<SeedRun<Result>> {
    const { module, settings, checkpoints } = options;
    // A failed write means that the process is gone, which the end of its output tells as well.
    await this.#send({
      kind: "run",
      module: String(module),
      settings,
      seed,
      checkpoints: checkpoints ?? null,
    })
      .catch(() => {});
    for (;;) {
      const { value: line, done } = await this.#messages.next();
      if (done) {
        const { code, signal } = await this.#child.status;
        throw new WorkerDied(
          `seed ${seed}: its worker process died (exit code ${code}, signal ${signal ?? "none"})`,
        );
      }
      const mark = line.indexOf(MESSAGE_MARK), own = mark < 0 ? line : line.slice(0, mark);
      if (mark !== 0) console.log(own);
      if (mark < 0) continue;
      const message = JSON.parse(line.slice(mark + MESSAGE_MARK.length)) as FromWorker;
      if (message.kind === "progress") options.progress?.(seed, message.part, message.progress);
      else if (message.kind === "result") {
        return { seed, seconds: message.seconds, result: message.result as Result };
      } else if (message.stoppedAt !== undefined) throw new TrainingStopped(message.stoppedAt, checkpoints);
      else throw new SeedRunError(`seed ${seed}: ${message.name}: ${message.message}\n${message.stack}`);
    }
  }

  async close(): Promise<void> {
    this.signal.removeEventListener("abort", this.#onStop);
    await this.#input.close().catch(() => {});
    await this.#messages.return(undefined);
    await this.#child.status;
  }
}
