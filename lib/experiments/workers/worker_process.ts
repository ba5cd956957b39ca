/** A worker process, seen from its parent. */
import { TrainingStopped } from "../../train/errors.ts";
import type { Progress } from "../../train/record.ts";
import {
  type CaseRun,
  type FromWorker,
  lines,
  MESSAGE_MARK,
  type ToWorker,
  type WorkerCase,
} from "./worker_protocol.ts";

/** A case that failed in its worker; the message contains the case's name and the worker's error. */
export class CaseError extends Error {
  override name = "CaseError";
}

/** The process of a worker ended without a message. */
export class WorkerDied extends CaseError {}

/** A case for a worker. */
export interface Job extends WorkerCase {
  /** Name in messages, e.g. "seed 3". */
  readonly name: string;
}

/** A process that computes one run after another. */
export class WorkerProcess {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #messages: AsyncGenerator<string>;
  /** A worker ignores the signals that end its parent at once. */
  readonly #onUnload = () => {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
  };
  readonly #onStop = () => this.#send({ kind: "stop" }).catch(() => {});

  constructor(/** Asks it to save and end. */ readonly signal: AbortSignal) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", import.meta.resolve("./worker.ts")],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#messages = lines(this.#child.stdout);
    signal.addEventListener("abort", this.#onStop);
    addEventListener("unload", this.#onUnload);
  }

  async #send(message: ToWorker): Promise<void> {
    await this.#input.write(new TextEncoder().encode(JSON.stringify(message) + "\n"));
  }

  /**
   * Computes a run.
   *
   * @throws {WorkerDied} if the process ends
   * @throws {CaseError} if the run fails
   * @throws {TrainingStopped} if it was asked to stop
   */
  async run(job: Job, progress?: (part: string, progress: Progress) => void): Promise<CaseRun<unknown>> {
    const { name, ...asked } = job;
    // A failed write means that the process is gone, which the end of its output shows as well.
    await this.#send({ kind: "run", ...asked }).catch(() => {});
    for (;;) {
      const { value: line, done } = await this.#messages.next();
      if (done) {
        const { code, signal } = await this.#child.status;
        throw new WorkerDied(
          `${name}: its worker process died (exit code ${code}, signal ${signal ?? "none"})`,
        );
      }
      const mark = line.indexOf(MESSAGE_MARK), own = mark < 0 ? line : line.slice(0, mark);
      if (mark !== 0) console.log(own);
      if (mark < 0) continue;
      const message = JSON.parse(line.slice(mark + MESSAGE_MARK.length)) as FromWorker;
      if (message.kind === "progress") progress?.(message.part, message.progress);
      else if (message.kind === "result") {
        const { kind: _, ...run } = message;
        return run;
      } else if (message.stoppedAt !== undefined) {
        throw new TrainingStopped(message.stoppedAt, job.folder ?? undefined);
      } else throw new CaseError(`${name}: ${message.name}: ${message.message}\n${message.stack}`);
    }
  }

  /** Lets the process end. */
  async close(): Promise<void> {
    this.signal.removeEventListener("abort", this.#onStop);
    await this.#input.close().catch(() => {});
    await this.#messages.return(undefined);
    await this.#child.status;
    removeEventListener("unload", this.#onUnload);
  }
}
