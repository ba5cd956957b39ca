import { killGroup } from "./kill_group.ts";
import { settlesWithin } from "./timing.ts";

/** The five TCP ports and the key for talking to a kernel, as in the connection file. */
export interface ConnectionInfo {
  /** Requests and replies. */
  shell_port: number;
  /** Outputs, broadcast. */
  iopub_port: number;
  /** Questions to the user. */
  stdin_port: number;
  /** Shutdown and interrupt. */
  control_port: number;
  /** Heartbeat. */
  hb_port: number;
  /** Address of all ports. */
  ip: string;
  /** Key of the signatures. */
  key: string;
  /** Always TCP. */
  transport: "tcp";
  /** Always HMAC-SHA256. */
  signature_scheme: "hmac-sha256";
}

/** Options for starting a kernel's process. */
export interface KernelProcessOptions {
  /** Command line; `{connection_file}` is replaced. The running Deno's own kernel by default. */
  command?: readonly string[];
  /** Working directory, the current one by default. */
  cwd?: string;
  /** Additional environment variables. */
  env?: Record<string, string>;
}

const LOG_TAIL_CHARACTERS = 4000;
const LAST_WORDS_MS = 1000;

/**
 * The process of a kernel. It runs in its own group, with a connection file that exists as long as it does, and with a
 * guard process that kills it if this program ends first.
 */
export class KernelProcess {
  /** How to connect. */
  readonly connection: ConnectionInfo;
  /** Number of the process. */
  readonly pid: number;
  /** Resolves when the process has ended and its last output is in {@linkcode KernelProcess.log}. */
  readonly ended: Promise<Deno.CommandStatus>;
  #log = "";
  #hasEnded = false;

  private constructor(
    child: Deno.ChildProcess,
    guard: Deno.ChildProcess,
    connection: ConnectionInfo,
    file: string,
  ) {
    this.connection = connection;
    this.pid = child.pid;
    const logs = [child.stdout, child.stderr].map((stream) => this.#keepTail(stream));
    this.ended = (async () => {
      const status = await child.status;
      // // Child processes of the kernel (workers of a training) must not continue, and may keep the pipes of the log
      // open.
      killGroup(child.pid);
      this.#hasEnded = true;
      await settlesWithin(Promise.all(logs), LAST_WORDS_MS);
      try {
        guard.kill("SIGKILL");
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
      }
      await guard.stdin.close().catch(() => {});
      await guard.status;
      await Deno.remove(file).catch(() => {});
      return status;
    })();
  }

  /**
   * Starts the process; it may not listen yet when this returns.
   *
   * @param options command, folder and environment
   * @returns the running process
   * @throws {Deno.errors.NotFound} if the command does not exist
   */
  static async start(options: KernelProcessOptions = {}): Promise<KernelProcess> {
    const connection = connectionInfo();
    const file = await Deno.makeTempFile({ prefix: "kernel-", suffix: ".json" });
    await Deno.writeTextFile(file, JSON.stringify({ ...connection, kernel_name: "deno" }));
    const detached = Deno.build.os !== "windows";
    const [program, ...rest] = (options.command ?? kernelCommand(Deno.execPath()))
      .map((part) => part.replaceAll("{connection_file}", file));
    const child = new Deno.Command(program, {
      args: rest,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...KERNEL_ENVIRONMENT, ...options.env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      detached,
    }).spawn();
    const guard = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "--no-config", "--no-lock", guardModule(), String(child.pid)],
      stdin: "piped",
      stdout: "null",
      stderr: "null",
      detached,
    }).spawn();
    return new KernelProcess(child, guard, connection, file);
  }

  /** The last few thousand characters that the process wrote to its own standard output and error. */
  get log(): string {
    return this.#log.replace(/^Warning "deno jupyter" is unstable.*\n?/m, "").trim();
  }

  /** Kills the process and its child processes, unless it has already ended. */
  kill(): void {
    // The number of an ended process may already belong to another one.
    if (!this.#hasEnded) killGroup(this.pid);
  }

  async #keepTail(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      this.#log = (this.#log + text).slice(-LOG_TAIL_CHARACTERS);
    }
  }
}

/** Environment of every kernel: plain text in outputs, no update checks over the network. */
export const KERNEL_ENVIRONMENT: Readonly<Record<string, string>> = {
  NO_COLOR: "1",
  DENO_NO_UPDATE_CHECK: "1",
};

/**
 * Command line of the Jupyter kernel of a Deno.
 *
 * @param deno the Deno executable, or the command that starts it
 * @returns the command line with `{connection_file}` as a placeholder for the connection file
 */
export function kernelCommand(deno: string | readonly string[]): string[] {
  return [
    ...(typeof deno === "string" ? [deno] : deno),
    "jupyter",
    "--kernel",
    "--conn",
    "{connection_file}",
  ];
}

function guardModule(): string {
  return new URL("./orphan_guard.ts", import.meta.url).href;
}

function connectionInfo(): ConnectionInfo {
  // All five are open at the same time, so they differ; another program may still take one before the kernel does.
  const listeners = Array.from({ length: 5 }, () => Deno.listen({ hostname: "127.0.0.1", port: 0 }));
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = listeners
    .map((listener) => (listener.addr as Deno.NetAddr).port);
  for (const listener of listeners) listener.close();
  return {
    shell_port,
    iopub_port,
    stdin_port,
    control_port,
    hb_port,
    ip: "127.0.0.1",
    key: crypto.randomUUID(),
    transport: "tcp",
    signature_scheme: "hmac-sha256",
  };
}
