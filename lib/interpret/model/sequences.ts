import type { Model } from "../../nn/mod.ts";

/** Token sequences of equal length. */
export interface Sequences {
  /** `[count, length]`, row-major */
  readonly tokens: ArrayLike<number>;
  readonly count: number;
  readonly length: number;
}

/**
 * Tokens in the form that the model takes.
 *
 * @throws {RangeError} for another number of tokens than `count · length`, or a token that is not an integer of 0 or
 *   more or, if the model has a table of token embeddings, not below its number of rows
 */
export function checkedTokens(model: Model, { tokens, count, length }: Sequences): Int32Array {
  if (tokens.length !== count * length) {
    throw new RangeError(`innerReader: got ${tokens.length} tokens, needs ${count} sequences of ${length}`);
  }
  const vocabulary = model.parameters.find(({ name }) => name === "tokens.table")?.shape[0] ?? 2 ** 31;
  for (let i = 0; i < tokens.length; i++) {
    if (!Number.isInteger(tokens[i]) || tokens[i] < 0 || tokens[i] >= vocabulary) {
      throw new RangeError(
        `innerReader: token ${i} is ${tokens[i]}, allowed are integers in 0 … ${vocabulary - 1}`,
      );
    }
  }
  return Int32Array.from(tokens);
}
