/** Distributes runs of experiments over worker processes. */
import { TrainingStopped } from "../../train/errors.ts";
import type { Progress } from "../../train/record.ts";
import { CaseError, type Job, WorkerDied, WorkerProcess } from "./worker_process.ts";
import type { CaseRun } from "./worker_protocol.ts";

/** Options for running jobs; callbacks receive the job's number. */
export interface RunJobsOptions {
  /** Number of worker processes, at most one per job. */
  readonly workers: number;
  readonly signal?: AbortSignal | undefined;
  progress?(job: number, part: string, progress: Progress): void;
  /** Called with each finished run, in the order in which they finish; an error in it ends the whole run. */
  finished(job: number, run: CaseRun<unknown>): void | Promise<void>;
  /** Called with each failed run; if absent, the first failure ends the whole run. */
  failed?(job: number, error: CaseError): void;
}

/** How often a job whose worker died is given to a new worker. */
const RETRIES = 1;

/**
 * Runs every job, each alone in its process.
 *
 * @throws {CaseError} if a run fails, or its worker dies twice, and `failed` is absent
 * @throws {TrainingStopped} if `signal` asked for it; running jobs have saved their checkpoints
 */
export async function runJobs(jobs: readonly Job[], options: RunJobsOptions): Promise<void> {
  const { signal } = options, waiting = jobs.map((_, i) => i), ended = new AbortController();
  const stop = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
  const one = async () => {
    let worker: WorkerProcess | null = null;
    const attempt = async (job: number): Promise<CaseRun<unknown>> => {
      for (let tried = 0;; tried++) {
        worker ??= new WorkerProcess(stop);
        try {
          return await worker.run(jobs[job], (...at) => options.progress?.(job, ...at));
        } catch (error) {
          if (!(error instanceof WorkerDied)) throw error;
          await worker.close();
          worker = null;
          if (tried === RETRIES) throw error;
          if (stop.aborted) throw new TrainingStopped(0, jobs[job].folder ?? undefined);
        }
      }
    };
    try {
      for (let job = waiting.shift(); job !== undefined && !stop.aborted; job = waiting.shift()) {
        let run: CaseRun<unknown>;
        try {
          run = await attempt(job);
        } catch (error) {
          if (!options.failed || !(error instanceof CaseError)) throw error;
          options.failed(job, error);
          continue;
        }
        await options.finished(job, run);
      }
    } catch (error) {
      ended.abort();
      throw error;
    } finally {
      await (worker as WorkerProcess | null)?.close();
    }
  };
  const count = Math.min(options.workers, jobs.length);
  const outcomes = await Promise.allSettled(Array.from({ length: count }, one));
  const reasons = outcomes.filter((outcome) => outcome.status === "rejected").map((outcome) =>
    outcome.reason
  );
  const reason = reasons.find((error) => !(error instanceof TrainingStopped)) ?? reasons[0];
  if (reason) throw reason;
  if (signal?.aborted) throw new TrainingStopped(0, jobs[0]?.folder ?? undefined);
}
