/** The errors of the engine, and how they find the line of user code that they name. */

/** A TF.js op without a rule in the traced engine. */
export class UnsupportedOpError extends Error {
  override name = "UnsupportedOpError";
}

/** A tensor's value was read while its graph is still being traced. */
export class TraceReadError extends Error {
  override name = "TraceReadError";
}

/** Code that cannot be traced: random ops, nested traces, numbers that lose precision, wrong results. */
export class TraceError extends Error {
  override name = "TraceError";
}

/**
 * An undefined derivative: of a non-scalar, with respect to an integer, or with respect to an unused tensor if that is
 * an error.
 */
export class GradientError extends Error {
  override name = "GradientError";
}

/** A derivative that exists only in reverse mode, since a user's gradient function is not linear in its dy. */
export class ForwardModeError extends GradientError {}

/** An engine that is unknown, absent, broken, or lacks an op for a dtype. */
export class EngineError extends Error {
  override name = "EngineError";
}

/** An engine that this machine does not have; the message says what is missing. */
export class AbsentEngineError extends EngineError {
  override name = "AbsentEngineError";
}

/** Values that do not fit the inputs of a compiled program. */
export class InputError extends TypeError {
  override name = "InputError";
}

/** Whether this module is part of a bundle: it then has no file, and TF.js no folder of its own. */
export const IS_BUNDLED = import.meta.url?.endsWith("/graph/errors.ts") !== true;

/** Functions that users call to trace something; the user's line is in an outer frame. */
const OWN_FOLDERS = IS_BUNDLED
  ? []
  : ["graph", "nn", "optim", "train"].map((name) => new URL(`../${name}/`, import.meta.url).href);

/** TF.js puts a dozen frames between the user's call and ours, more than a stack trace holds by default. */
const STACK_FRAMES = 60;

/** The frames of the call stack, innermost first. */
export function callStack(): string[] {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_FRAMES;
  const stack = new Error().stack;
  Error.stackTraceLimit = limit;
  return stack?.split("\n").slice(2) ?? [];
}

/** Where the user's code called the engine: `file:line:column`, or "unknown line". */
export function userLine(calls: readonly string[] = callStack()): string {
  for (const line of calls) {
    const place = /\(?((?:file|https?|blob):\/\/\S+:\d+:\d+|<anonymous>:\d+:\d+|\S+\.tsx?:\d+:\d+)\)?$/.exec(
      line.trim(),
    );
    if (!place) continue;
    const [, where] = place;
    const own = OWN_FOLDERS.some((folder) => where.startsWith(folder));
    if (own || where.includes("@tensorflow") || where.startsWith("ext:")) continue;
    return where.replace(/^file:\/\//, "");
  }
  return "unknown line";
}

/** The TF.js op that the user called, from TF.js's outermost frame; TF.js's own checks do not name it. */
function tfjsOp(calls: readonly string[]): string | undefined {
  const outside = calls.findIndex((call) => !call.includes("@tensorflow"));
  const names = calls.slice(0, outside < 0 ? calls.length : outside).map((call) =>
    / at (\w+?)_(?:_op)? /.exec(call)?.[1]
  );
  return names.findLast((name) => name !== undefined);
}

/** Runs a traced function and adds the op and the user's line to errors from TF.js's own checks. */
export function withLineOfTfjsError<T>(body: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_FRAMES;
  try {
    return body();
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) {
      const calls = error.stack?.split("\n").filter((line) => line.startsWith("    at ")) ?? [];
      if (calls[0]?.includes("@tensorflow")) {
        const op = tfjsOp(calls);
        const named = op === undefined || error.message.includes(op)
          ? error.message
          : `${op}: ${error.message}`;
        error.message = `${named} (at ${userLine(calls)})`;
      }
    }
    throw error;
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** Runs `body` and adds the line of user code to errors about shapes, dtypes or derivatives. */
export function withUserLine<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    const named = error instanceof RangeError || error instanceof TypeError || error instanceof GradientError;
    if (named) error.message += ` (at ${userLine()})`;
    throw error;
  }
}
