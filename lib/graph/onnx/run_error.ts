/** Translates errors of ONNX Runtime into errors about the graph. */
import { EngineError, InputError } from "../errors.ts";

/** A look-up or scatter outside its tensor: the index as an unsigned 32-bit number, and the last one allowed. */
const OUTSIDE = /running (\w+) node.*(?:idx|indice) ?= ?(-?\d+)(?:.*,(\d+)\])?/;

/**
 * The error of a failed run: an InputError if an index is outside its tensor, otherwise an EngineError with the
 * runtime's own text.
 *
 * @param check throws the error if the inputs themselves contain such an index
 */
export function runError(error: unknown, check: () => void): Error {
  const text = error instanceof Error ? error.message : String(error);
  const [, op, index, last] = OUTSIDE.exec(text) ?? [];
  if (op === undefined) return new EngineError(`engine onnx: the run failed: ${text}`, { cause: error });
  try {
    check();
  } catch (found) {
    if (found instanceof InputError) return found;
  }
  const found = signed(Number(index)), allowed = last === undefined ? "" : `, allowed 0…${last}`;
  // A computed index outside its part of a table was replaced by −1, since its number belongs to another row.
  const which = found === -1 ? "" : `, got ${found}${allowed}`;
  return new InputError(`look-up: an index is outside its tensor${which}`, { cause: error });
}

/** Indices reach the runtime as unsigned numbers, so it does not count negative ones from the end. */
function signed(index: number): number {
  return index >= 2 ** 31 ? index - 2 ** 32 : index;
}
