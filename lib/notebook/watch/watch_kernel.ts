import { ConsoleBatches, countLines } from "./console_batches.ts";
import { type JupyterApi, jupyterApi, kernelInternals } from "./kernel_internals.ts";
import { PacedBroadcasts } from "./paced_broadcasts.ts";
import { type ErrorContent, onUncaughtError } from "./uncaught_errors.ts";

/** What a watched kernel has sent so far, and whether more is pending. */
export interface KernelReport {
  /** Line ends that cells printed; undefined if this version of Deno does not let them be counted. */
  lines: number | undefined;
  /** Displays, and updates of displays. */
  displays: number;
  /** Uncaught errors. */
  uncaughtErrors: number;
  /** The first of them. */
  firstUncaughtError: ErrorContent | undefined;
  /** Whether timers, promises or workers are pending; undefined if this version of Deno does not say. */
  pending: boolean | undefined;
}

/** A watched kernel. */
export interface KernelWatch {
  /** Sends everything that is held, and counts. */
  report(): Promise<KernelReport>;
}

/** Assumed size of a display whose content the kernel makes: that of a small figure. */
const UNKNOWN_SIZE = 40_000;
const WAKE_MS = 200;
/** Maximum number of uncaught errors shown per second; an interval may throw one each millisecond. */
const ERRORS_PER_SECOND = 10;
const WATCH = Symbol.for("paper-notebooks.kernel-watch");

/**
 * Makes the kernel in which it is called lose less and report more, for every client: text that is printed very fast is
 * joined into fewer messages, displays are paced, and uncaught errors appear as errors of the running cell. Called
 * twice, or outside a kernel, it changes nothing.
 *
 * The runner calls it before the first cell; for other clients, call it in the first cell of the notebook.
 *
 * @returns the watch, undefined outside a kernel
 */
export function watchKernel(): KernelWatch | undefined {
  const jupyter = jupyterApi();
  if (!jupyter) return undefined;
  const shared = globalThis as { [WATCH]?: KernelWatch };
  return shared[WATCH] ??= watch(jupyter);
}

function watch(jupyter: JupyterApi): KernelWatch {
  const { setTimeout, clearTimeout } = globalThis;
  const { broadcast, display } = jupyter;
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  let displays = 0, streamedLines = 0, uncaughtErrors = 0, errorsInSecond = 0;
  let firstUncaughtError: ErrorContent | undefined;
  const paced = new PacedBroadcasts(() => new Promise((resolve) => setTimeout(resolve, 0)));
  jupyter.broadcast = async (type, content, options) => {
    await paced.send(roughSize(content.data), () => broadcast(type, content, options));
    if (type === "display_data" || type === "update_display_data") displays++;
    if (type === "stream") streamedLines += countLines(String(content.text));
  };
  jupyter.display = async (value, options) => {
    await paced.send(UNKNOWN_SIZE, () => display(value, options));
    displays++;
  };
  onUncaughtError((error) => {
    uncaughtErrors++;
    firstUncaughtError ??= error;
    if (errorsInSecond++ >= ERRORS_PER_SECOND) return;
    if (errorsInSecond === 1) unreferenced(setTimeout(() => errorsInSecond = 0, 1000));
    broadcast("error", { ...error }, { metadata: { uncaught: true } });
  });
  const batches = batchConsole({
    now: () => performance.now(),
    sleep: (milliseconds) => Atomics.wait(asleep, 0, 0, milliseconds),
    soon: queueMicrotask,
    later: (callback, milliseconds) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  // Without a timer, a kernel whose cell awaits something else looks for rejected promises only every half minute.
  unreferenced(setInterval(() => {}, WAKE_MS));
  addEventListener("unload", () => batches?.flush());
  return {
    async report(): Promise<KernelReport> {
      batches?.flush();
      await paced.settled();
      return {
        lines: batches && batches.lines + streamedLines,
        displays,
        uncaughtErrors,
        firstUncaughtError,
        pending: kernelInternals().core?.eventLoopHasMoreWork?.(),
      };
    },
  };
}

/** Makes a timer not count as pending work. */
function unreferenced(timer: unknown): void {
  // A timer of Node in some versions of Deno, a number in others.
  if (typeof timer === "number") Deno.unrefTimer(timer);
  else (timer as { unref(): void }).unref();
}

/**
 * Gives the methods of `console` a printer that joins and counts; undefined if the runtime hides the necessary
 * internals.
 */
function batchConsole(clock: ConstructorParameters<typeof ConsoleBatches>[1]): ConsoleBatches | undefined {
  const { Console, core } = kernelInternals();
  const print = core?.print;
  if (!Console || !print) return undefined;
  const batches = new ConsoleBatches(print, clock);
  Object.assign(console, new Console((text, level) => batches.print(text, level > 1)));
  return batches;
}

/** Characters of a bundle of outputs; its JSON values are not measured. */
function roughSize(data: unknown): number {
  let size = 0;
  for (const value of Object.values(data ?? {})) {
    size += typeof value === "string" ? value.length : UNKNOWN_SIZE;
  }
  return size;
}
