import { REPOSITORY_ROOT } from "./repository.ts";

/** A side of the bench that ended or answered otherwise than it should. */
export class BenchSideError extends Error {
  /** Name of the class. */
  override name = "BenchSideError";
}

/** Libraries read these when they start; one thread is what is compared. */
const ONE_THREAD: Readonly<Record<string, string>> = {
  OMP_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  NPROC: "1",
  XLA_FLAGS: "--xla_cpu_multi_thread_eigen=false",
};

/** A workload in a process of its own, which answers requests by JSON lines. */
export class BenchSide {
  /** Versions of the programs that it uses. */
  readonly versions: Readonly<Record<string, string>>;
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: AsyncIterator<string>;
  readonly #complaint: Promise<string>;

  private constructor(started: Started, versions: Readonly<Record<string, string>>) {
    this.versions = versions;
    this.#child = started.child;
    this.#input = started.child.stdin.getWriter();
    this.#answers = started.answers;
    this.#complaint = started.complaint;
  }

  /**
   * Starts a side and waits until it is ready.
   *
   * @param command program and arguments
   * @throws {BenchSideError} where the program is not found, or ends before it is ready; the message has its last words
   */
  static async start(command: readonly string[]): Promise<BenchSide> {
    const started = spawn(command);
    const hello = await nextAnswer(started);
    if (typeof hello.versions !== "object" || hello.versions === null) {
      throw new BenchSideError(`answered ${JSON.stringify(hello)} instead of its versions`);
    }
    return new BenchSide(started, hello.versions as Record<string, string>);
  }

  /** Losses before each of the first `steps` steps. */
  async losses(steps: number): Promise<number[]> {
    return (await this.#ask({ do: "losses", steps })).losses as number[];
  }

  /** Makes `steps` steps from the start; returns CPU time of the process, in milliseconds a step. */
  async time(steps: number): Promise<number> {
    return (await this.#ask({ do: "time", steps })).millisecondsPerStep as number;
  }

  /** Ends the process. */
  async end(): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#child.status;
  }

  async #ask(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const line = new TextEncoder().encode(JSON.stringify(request) + "\n");
    // A write to a process that has ended fails; the missing answer then tells why it did.
    await this.#input.write(line).catch(() => {});
    return await nextAnswer({ child: this.#child, answers: this.#answers, complaint: this.#complaint });
  }
}

interface Started {
  readonly child: Deno.ChildProcess;
  readonly answers: AsyncIterator<string>;
  /** Everything it wrote to standard error, once it has ended. */
  readonly complaint: Promise<string>;
}

function spawn([program, ...args]: readonly string[]): Started {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args,
      cwd: REPOSITORY_ROOT,
      env: { ...ONE_THREAD, NO_COLOR: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new BenchSideError(`${program} was not found`);
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
