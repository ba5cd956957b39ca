import { type JupyterMessage, messageHeader, packMessage, parseMessage } from "./message.ts";
import { KernelProcess, type KernelProcessOptions } from "./kernel_process.ts";
import { delay, settlesWithin } from "./timing.ts";
import { ZmtpConnection } from "./zmtp.ts";

/** Options for starting a {@linkcode Kernel}. */
export interface KernelOptions extends KernelProcessOptions {
  /** Milliseconds that the kernel may take to answer, 60,000 by default. */
  startTimeoutMs?: number;
  /** Called with each message that the kernel broadcasts, in order. */
  onMessage?: (message: JupyterMessage) => void;
}

/** Options for executing one cell. */
export interface ExecuteOptions {
  /** Name of the request; the outputs carry it as `parent.msg_id`. A new one by default. */
  messageId?: string;
  /** Milliseconds that the cell may take, no limit by default. */
  timeoutMs?: number;
  /** Stops waiting when aborted; the kernel itself continues. */
  signal?: AbortSignal;
  /** Whether the kernel does not change its execution count; Deno's kernel still shows the outputs. */
  silent?: boolean;
}

/** Reply of the kernel to an execution. */
export interface ExecuteReply {
  /** "ok", "error" or "aborted". */
  status: string;
  /** The number in the brackets next to the cell. */
  executionCount: number | null;
  /** Name of the error's class, empty if there is none. */
  errorName: string;
  /** Message of the error, empty if there is none. */
  errorMessage: string;
  /** Lines of the stack. */
  traceback: string[];
}

/** The kernel's process has ended by itself. */
export class KernelDiedError extends Error {
  /** Name of the class. */
  override name = "KernelDiedError";
}

/** A cell ran longer than allowed. */
export class CellTimeoutError extends Error {
  /** Name of the class. */
  override name = "CellTimeoutError";
}

interface PendingExecution {
  idle: boolean;
  reply: ExecuteReply | undefined;
  resolve(reply: ExecuteReply): void;
  reject(error: unknown): void;
}

interface Connections {
  shell: ZmtpConnection;
  iopub: ZmtpConnection;
  control: ZmtpConnection;
}

const START_ATTEMPTS = 3;
const POLL_MS = 50;
const SHUTDOWN_MS = 2000;
const DRAIN_MS = 500;
/** Time for handling messages before everything that has arrived meanwhile is read from the connection. */
const HANDLING_MS = 2;
/** Time after a reply without "idle", with nothing left to read, after which that message counts as lost. */
const IDLE_MS = 1000;

/**
 * A running Jupyter kernel and the communication with it, in plain TypeScript.
 *
 * End it with {@linkcode Kernel.shutdown} or `await using`; if this program is killed first, the kernel ends too.
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
export class Kernel implements AsyncDisposable {
  #process: KernelProcess;
  #connections: Connections;
  #session = crypto.randomUUID();
  #onMessage: (message: JupyterMessage) => void;
  #pending = new Map<string, PendingExecution>();
  #replies = new Map<string, () => void>();
  #readers: Promise<void>[];
  #heard = false;
  #death: KernelDiedError | undefined;
  #ended: Promise<void>;
  #shuttingDown = false;

  private constructor(process: KernelProcess, connections: Connections, options: KernelOptions) {
    this.#process = process;
    this.#connections = connections;
    this.#onMessage = options.onMessage ?? (() => {});
    const iopub = this.#read(connections.iopub, (message) => this.#handleBroadcast(message));
    const shell = this.#read(connections.shell, (message) => this.#handleReply(message));
    const control = this.#read(connections.control, (message) => this.#handleReply(message));
    this.#readers = [iopub, shell, control];
    this.#ended = process.ended.then(async (status) => {
      // The last outputs may still be in transit when the process is already gone.
      await settlesWithin(iopub, DRAIN_MS);
      this.#death = diedError(status, process.log);
      this.#rejectPending(this.#death);
      for (const connection of Object.values(connections)) connection.close();
      await Promise.all(this.#readers);
    });
  }

  /**
   * Starts a kernel and waits until it answers on its request and broadcast channels.
   *
   * @param options command, folder, environment, time limit, listener
   * @returns the kernel, ready to execute
   * @throws {KernelDiedError} if the process ends while starting (tried three times, since another program may take a
   *   port)
   * @throws {CellTimeoutError} if it does not answer in time
   */
  static async start(options: KernelOptions = {}): Promise<Kernel> {
    const deadline = performance.now() + (options.startTimeoutMs ?? 60_000);
    for (let attempt = 1;; attempt++) {
      const process = await KernelProcess.start(options);
      let kernel: Kernel | undefined;
      try {
        const connections = await connectAll(process, deadline);
        kernel = new Kernel(process, connections, options);
        await kernel.#waitUntilHeard(deadline);
        return kernel;
      } catch (error) {
        process.kill();
        await (kernel ? kernel.#ended : process.ended);
        if (error instanceof KernelDiedError && attempt < START_ATTEMPTS) continue;
        throw error;
      }
    }
  }

  /** Number of the kernel's process. */
  get pid(): number {
    return this.#process.pid;
  }

  /** Number of broadcast bytes that were not passed to the listener yet. */
  get unreadBytes(): number {
    return this.#connections.iopub.unread;
  }

  /**
   * Executes one cell and waits for its reply and for the kernel to be idle; if the idle message is lost, it waits a
   * second longer.
   *
   * @param code source of the cell; half a surrogate pair, on which Deno's kernel would hang, is sent as U+FFFD
   * @param options name of the request, time limit, abort signal
   * @returns the reply, even if the cell threw
   * @throws {CellTimeoutError} if it takes longer; the cell continues in the kernel
   * @throws {KernelDiedError} if the process has ended
   * @throws the signal's reason, if aborted
   */
  async execute(code: string, options: ExecuteOptions = {}): Promise<ExecuteReply> {
    options.signal?.throwIfAborted();
    if (this.#death) throw this.#death;
    const header = messageHeader("execute_request", this.#session, options.messageId);
    const { promise, resolve, reject } = Promise.withResolvers<ExecuteReply>();
    this.#pending.set(header.msg_id, { idle: false, reply: undefined, resolve, reject });
    const abort = (): void => reject(options.signal?.reason);
    options.signal?.addEventListener("abort", abort, { once: true });
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => {
      reject(new CellTimeoutError(`cell: ran longer than the ${options.timeoutMs! / 1000} s allowed`));
    }, options.timeoutMs);
    const content = {
      code: code.toWellFormed(),
      silent: options.silent ?? false,
      store_history: !options.silent,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    };
    try {
      // A write to a kernel that has just died fails; its end then rejects the promise with a better reason.
      this.#connections.shell.send(this.#pack(header, content)).catch(() => {});
      return await promise;
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", abort);
      this.#pending.delete(header.msg_id);
    }
  }

  /**
   * Asks the kernel to interrupt its cell. Deno's kernel interrupts a cell that computes without awaiting; in a cell
   * that awaits, it stays alive but may not answer any more.
   *
   * @param timeoutMs milliseconds to wait for the answer
   * @returns whether the kernel answered
   * @throws {KernelDiedError} if the process has ended
   */
  async interrupt(timeoutMs = 2000): Promise<boolean> {
    if (this.#death) throw this.#death;
    return await this.#requestControl("interrupt_request", {}, timeoutMs);
  }

  /** Asks the kernel to end, kills it and its child processes if it does not, and closes the connections. */
  async shutdown(): Promise<void> {
    if (!this.#death && !this.#shuttingDown) {
      this.#shuttingDown = true;
      await this.#requestControl("shutdown_request", { restart: false }, SHUTDOWN_MS);
      await settlesWithin(this.#process.ended, SHUTDOWN_MS);
    }
    this.#process.kill();
    await this.#ended;
  }

  /** Kills the kernel and its child processes immediately, for a cell that hangs. */
  async kill(): Promise<void> {
    this.#process.kill();
    await this.#ended;
  }

  /** Same as {@linkcode Kernel.shutdown}. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  #pack(header: ReturnType<typeof messageHeader>, content: Record<string, unknown>): Uint8Array[] {
    return packMessage(this.#process.connection.key, { header, parent: {}, metadata: {}, content });
  }

  async #requestControl(type: string, content: Record<string, unknown>, timeoutMs: number): Promise<boolean> {
    const header = messageHeader(type, this.#session);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#replies.set(header.msg_id, resolve);
    this.#connections.control.send(this.#pack(header, content)).catch(() => {});
    const answered = await settlesWithin(Promise.race([promise, this.#ended]), timeoutMs);
    this.#replies.delete(header.msg_id);
    return answered;
  }

  async #read(connection: ZmtpConnection, handle: (message: JupyterMessage) => void): Promise<void> {
    let begin = performance.now();
    while (true) {
      const waits = connection.unread === 0;
      // Data already here is received without a turn of the event loop, in which more could arrive.
      if (!waits && performance.now() - begin > HANDLING_MS) {
        await connection.takeAll();
        begin = performance.now();
      }
      let frames: Uint8Array[];
      try {
        frames = await connection.receive();
        if (waits) begin = performance.now();
      } catch {
        // Closed by either side. If the kernel died, its process says so; see the constructor.
        return;
      }
      try {
        handle(parseMessage(this.#process.connection.key, frames));
      } catch (error) {
        // An unreadable message, or a listener that throws, must not leave a cell waiting forever.
        this.#rejectPending(error);
      }
    }
  }

  #rejectPending(error: unknown): void {
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }

  #handleBroadcast(message: JupyterMessage): void {
    this.#heard = true;
    this.#onMessage(message);
    if (message.header.msg_type !== "status" || message.content.execution_state !== "idle") return;
    const pending = this.#pending.get(message.parent.msg_id ?? "");
    if (!pending) return;
    pending.idle = true;
    if (pending.reply) pending.resolve(pending.reply);
  }

  #handleReply(message: JupyterMessage): void {
    const parent = message.parent.msg_id ?? "";
    this.#replies.get(parent)?.();
    const pending = this.#pending.get(parent);
    if (!pending) return;
    pending.reply = executeReply(message.content);
    if (pending.idle) pending.resolve(pending.reply);
    else this.#resolveWithoutIdle(parent, pending.reply);
  }

  /** The kernel broadcasts "idle" in addition to its reply; if it does not arrive with the rest, it was dropped. */
  async #resolveWithoutIdle(messageId: string, reply: ExecuteReply): Promise<void> {
    const replied = performance.now();
    let nothingLeft = 0;
    while (performance.now() - replied < IDLE_MS || nothingLeft < 2) {
      await delay(POLL_MS);
      // The execution ends by itself when "idle" arrives, or when it is abandoned.
      if (!this.#pending.has(messageId)) return;
      nothingLeft = this.unreadBytes === 0 ? nothingLeft + 1 : 0;
    }
    this.#pending.get(messageId)?.resolve(reply);
  }

  async #waitUntilHeard(deadline: number): Promise<void> {
    while (!this.#heard) {
      if (this.#death) throw this.#death;
      throwIfLate(deadline);
      // A subscription takes effect some time after it is sent: ask again until the broadcast status arrives.
      const header = messageHeader("kernel_info_request", this.#session);
      await this.#connections.shell.send(this.#pack(header, {})).catch(() => {});
      await delay(POLL_MS);
    }
  }
}

async function connectAll(process: KernelProcess, deadline: number): Promise<Connections> {
  let death: KernelDiedError | undefined;
  process.ended.then((status) => death = diedError(status, process.log));
  const opened: ZmtpConnection[] = [];
  const connect = async (port: number, type: "DEALER" | "SUB"): Promise<ZmtpConnection> => {
    while (true) {
      if (death) throw death;
      throwIfLate(deadline);
      try {
        const connection = await ZmtpConnection.connect(port, type);
        opened.push(connection);
        return connection;
      } catch (error) {
        const notYet = error instanceof Deno.errors.ConnectionRefused ||
          error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.UnexpectedEof;
        if (!notYet) throw error;
        await delay(POLL_MS);
      }
    }
  };
  try {
    const { shell_port, iopub_port, control_port } = process.connection;
    return {
      shell: await connect(shell_port, "DEALER"),
      iopub: await connect(iopub_port, "SUB"),
      control: await connect(control_port, "DEALER"),
    };
  } catch (error) {
    for (const connection of opened) connection.close();
    throw error;
  }
}

function throwIfLate(deadline: number): void {
  if (performance.now() > deadline) {
    throw new CellTimeoutError("kernel: did not answer in the time allowed for its start");
  }
}

function diedError(status: Deno.CommandStatus, log: string): KernelDiedError {
  const how = status.signal === null ? `exit code ${status.code}` : `signal ${status.signal}`;
  return new KernelDiedError(
    `kernel: its process ended by ${how}${log === "" ? "" : `; it wrote:\n${log}`}`,
  );
}

function executeReply(content: Record<string, unknown>): ExecuteReply {
  const text = (value: unknown): string => typeof value === "string" ? value : "";
  return {
    status: text(content.status),
    executionCount: typeof content.execution_count === "number" ? content.execution_count : null,
    errorName: text(content.ename),
    errorMessage: text(content.evalue),
    traceback: Array.isArray(content.traceback) ? content.traceback.map(String) : [],
  };
}
