/** An error in the form of Jupyter's messages. */
export interface ErrorContent {
  /** Name of the error's class; "Uncaught" for a value that is not an error. */
  ename: string;
  /** Message of the error. */
  evalue: string;
  /** Lines of the stack, including causes. */
  traceback: string[];
}

/**
 * Calls back with each uncaught error of the notebook: from a timer, an event listener or a worker, and from a promise
 * that is rejected before anything awaits it. Without this, Deno's kernel stops its event loop at the first kind, so
 * later cells hang, and does not report the second.
 *
 * Errors that the notebook handles itself, with `preventDefault()` or Node's `process.on("uncaughtException")` and
 * `process.on("unhandledRejection")`, are not reported.
 *
 * @param report receives the error
 * @param target where the runtime dispatches its events
 */
export function onUncaughtError(
  report: (error: ErrorContent) => void,
  target: EventTarget = globalThis,
): void {
  target.addEventListener("error", (event) => {
    if (handlesUncaughtExceptions()) return;
    // It must be prevented before the kernel sees it; whether a later listener prevents it too is checked afterwards.
    let handled = event.defaultPrevented;
    event.preventDefault();
    event.preventDefault = () => handled = true;
    const { error, message } = event as ErrorEvent;
    queueMicrotask(() => {
      if (!handled) report(errorContent(error ?? message));
    });
  });
  target.addEventListener("unhandledrejection", (event) => {
    queueMicrotask(() => {
      if (!event.defaultPrevented) report(errorContent((event as PromiseRejectionEvent).reason));
    });
  });
}

/**
 * Describes what was thrown.
 *
 * @param thrown an error or any other value
 */
export function errorContent(thrown: unknown): ErrorContent {
  const traceback = Deno.inspect(thrown, { colors: false }).split("\n");
  return thrown instanceof Error
    ? { ename: thrown.name, evalue: thrown.message, traceback }
    : { ename: "Uncaught", evalue: typeof thrown === "string" ? thrown : traceback.join("\n"), traceback };
}

function handlesUncaughtExceptions(): boolean {
  const { process } = globalThis as { process?: { listenerCount?(event: string): number } };
  return (process?.listenerCount?.("uncaughtException") ?? 0) > 0;
}
