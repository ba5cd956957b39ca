/** What traced code of a training is handed, and a named error where it asks for more. */
import type * as tf from "@tensorflow/tfjs-core";
import { userLine } from "../graph/errors.ts";
import { TraceError } from "../graph/mod.ts";

/** Row numbers of the minibatch, undefined without minibatches, and what the host has drawn, by name. */
export interface GivenInputs {
  readonly rows: tf.Tensor1D | undefined;
  readonly drawn: Readonly<Record<string, tf.Tensor>>;
}

/** In messages of TF.js and of JavaScript about a value that is not there. */
const MISSING = /\b(null|undefined)\b/;

/**
 * Run traced code of the user's with what the training gives.
 *
 * Code may look whether there are rows, so that these are undefined without minibatches; only where it fails on
 * something missing it is run once more, to see what it asks for.
 *
 * @param what name of the code in an error
 * @throws {TraceError} if it fails since it uses rows without minibatches, or drawn tensors that there are not
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

/** What code asks for that it is not given. */
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
    // It fails as before.
  }
  if (usesRows) return "rows, which there are with the option batches only";
  if (names.size === 0) return undefined;
  const known = Object.keys(drawn).map((name) => `"${name}"`).join(", ") || "none";
  return `drawn ${[...names].map((name) => `"${name}"`).join(", ")}, the option drawn gives ${known}`;
}
