import type { OwnFacts, StepTime } from "./results.ts";
import { REPOSITORY_ROOT } from "../repository.ts";

/** A side of the bench that ended or gave an unexpected answer. */
export class BenchSideError extends Error {
  /** Name of the class. */
  override name = "BenchSideError";
}

/** A side that reports that it cannot take part. */
export class BenchSideAbsent extends BenchSideError {
  /** Name of the class. */
  override name = "BenchSideAbsent";
}

/** Environment variables with which libraries learn how many threads they may use. */
function threadVariables(threads: number): Record<string, string> {
  const names = ["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NPROC"];
  return {
    ...Object.fromEntries(names.map((name) => [name, `${threads}`])),
    // Threads of PyTorch that wait for each other would spin, which does no work, and takes ten times as long where
    // other programs run.
    OMP_WAIT_POLICY: "PASSIVE",
    ...(threads === 1 && { XLA_FLAGS: "--xla_cpu_multi_thread_eigen=false" }),
  };
}

/** Steps that a side makes before it is timed. */
export const WARM_UP_STEPS = 20;

/** Milliseconds that the timed steps should take, long compared with the clock's resolution of a few. */
export function stepsOf(milliseconds: number, perStep: number): number {
  return Math.max(WARM_UP_STEPS, Math.round(milliseconds / perStep));
}

/** A workload in its own process, which answers requests by JSON lines. */
export class BenchSide {
  /** Versions of the programs that it uses. */
  readonly versions: Readonly<Record<string, string>>;
  /** Information from this engine about the workload; `null` on another side. */
  readonly own: OwnFacts | null;
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: AsyncIterator<string>;
  readonly #complaint: Promise<string>;

  private constructor(started: Started, hello: Hello) {
    this.versions = hello.versions;
    this.own = hello.setup && hello.operations ? { setup: hello.setup, operations: hello.operations } : null;
    this.#child = started.child;
    this.#input = started.child.stdin.getWriter();
    this.#answers = started.answers;
    this.#complaint = started.complaint;
  }

  /**
   * Starts a side and waits until it is ready.
   *
   * @param command program and arguments
   * @param threads how many it may use
   * @throws {BenchSideAbsent} if it says that it cannot take part
   * @throws {BenchSideError} if the program is not found, or ends before it is ready; the message has its last output
   */
  static async start(command: readonly string[], threads = 1): Promise<BenchSide> {
    const started = spawn(command, threads);
    const hello = await nextAnswer(started);
    if (typeof hello.absent === "string") {
      await started.child.stdin.close().catch(() => {});
      await started.child.status;
      throw new BenchSideAbsent(hello.absent);
    }
    if (typeof hello.versions !== "object" || hello.versions === null) {
      throw new BenchSideError(`first answer: got ${JSON.stringify(hello)} instead of its versions`);
    }
    return new BenchSide(started, hello as unknown as Hello);
  }

  /** Losses before each of the first `steps` steps. */
  async losses(steps: number): Promise<number[]> {
    return (await this.#ask({ do: "losses", steps })).losses as number[];
  }

  /** Makes `steps` steps from the start; returns the time of one. */
  async time(steps: number): Promise<StepTime> {
    const { millisecondsPerStep, wallMillisecondsPerStep } = await this.#ask({ do: "time", steps });
    return { cpu: millisecondsPerStep as number, wall: wallMillisecondsPerStep as number };
  }

  /** Ends the process. */
  async end(): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#child.status;
  }

  async #ask(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const line = new TextEncoder().encode(JSON.stringify(request) + "\n");
    // A write to a process that has ended fails; the missing answer then shows why it ended.
    await this.#input.write(line).catch(() => {});
    return await nextAnswer({ child: this.#child, answers: this.#answers, complaint: this.#complaint });
  }
}

/** The first answer of a side. */
interface Hello extends Partial<OwnFacts> {
  readonly versions: Readonly<Record<string, string>>;
}

interface Started {
  readonly child: Deno.ChildProcess;
  readonly answers: AsyncIterator<string>;
  /** Everything it wrote to standard error, once it has ended. */
  readonly complaint: Promise<string>;
}

function spawn([program, ...args]: readonly string[], threads: number): Started {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args,
      cwd: REPOSITORY_ROOT,
      env: { ...threadVariables(threads), NO_COLOR: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new BenchSideError(`${program}: not found`);
    throw error;
  }
  return {
    child,
    answers: linesOf(child.stdout),
    complaint: new Response(child.stderr).text(),
  };
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop()!;
    yield* parts;
  }
}

async function nextAnswer({ child, answers, complaint }: Started): Promise<Record<string, unknown>> {
  const { value, done } = await answers.next();
  if (!done) return JSON.parse(value) as Record<string, unknown>;
  const { code } = await child.status;
  throw new BenchSideError(`ended with exit code ${code}: ${errorLine(await complaint)}`);
}

/** The line that names the error: Deno prints the stack after it, Python before it. */
function errorLine(complaint: string): string {
  const lines = complaint.trim().split("\n");
  return lines.findLast((line) =>
    /^(error: (Uncaught )?(\(in promise\) )?)?[\w.]*(Error|Exception): /.test(line)
  ) ?? lines.at(-1)!;
}
