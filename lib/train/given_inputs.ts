/** Inputs of a training's traced code, with a clear error if the code asks for something missing. */
import type * as tf from "@tensorflow/tfjs-core";
import { userLine } from "../graph/errors.ts";
import { TraceError } from "../graph/mod.ts";

/** Row numbers of the minibatch (undefined without minibatches) and tensors drawn by the host, by name. */
export interface GivenInputs {
  readonly rows: tf.Tensor1D | undefined;
  readonly drawn: Readonly<Record<string, tf.Tensor>>;
}

/** Matches messages of TF.js and JavaScript about a missing value. */
const MISSING = /\b(null|undefined)\b/;

/**
 * Runs the user's traced code with the inputs of the training.
 *
 * Code may check whether there are rows, so they are undefined without minibatches. Only if it fails on something
 * missing is it run again, to find out what it asks for.
 *
 * @param what name of the code in an error
 * @throws {TraceError} if it fails because it uses rows without minibatches, or drawn tensors that do not exist
 */
export function withGiven<T>(
  what: string,
  { rows, drawn }: GivenInputs,
  body: (rows: tf.Tensor1D, drawn: Record<string, tf.Tensor>) => T,
): T {
  try {
    return body(rows as tf.Tensor1D, drawn);
  } catch (error) {
    if (!(error instanceof Error) || !MISSING.test(error.message)) throw error;
    const missing = missingInputs({ rows, drawn }, body);
    if (missing === undefined) throw error;
    const line = userLine(error.stack?.split("\n").filter((call) => call.startsWith("    at ")));
    throw new TraceError(`train: ${what} uses ${missing} (at ${line})`, { cause: error });
  }
}

/** What the code asks for but does not get. */
function missingInputs(
  { rows, drawn }: GivenInputs,
  body: (rows: tf.Tensor1D, drawn: Record<string, tf.Tensor>) => unknown,
): string | undefined {
  let usesRows = false;
  const names = new Set<string>();
  const rowsOrProbe = rows ?? new Proxy({}, { get: () => void (usesRows = true) });
  const drawnOrProbe = new Proxy(drawn, {
    get: (given, name) => given[name as string] ?? void (typeof name === "string" && names.add(name)),
  });
  try {
    body(rowsOrProbe as tf.Tensor1D, drawnOrProbe);
  } catch {
    // It fails again in the same way.
  }
  if (usesRows) return "rows, which exist only with the option batches";
  if (names.size === 0) return undefined;
  const known = Object.keys(drawn).map((name) => `"${name}"`).join(", ") || "none";
  return `drawn ${[...names].map((name) => `"${name}"`).join(", ")}, the option drawn gives ${known}`;
}
