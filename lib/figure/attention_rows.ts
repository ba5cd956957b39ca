import { isArray, type NumberArray } from "./numbers.ts";

/**
 * Attention weights of one layer in one sequence, as rows (one per query, over the keys) or flat in row-major order.
 */
export type AttentionWeights = readonly NumberArray[] | FlatAttention;

/** Attention weights as `lib/interpret` holds them. */
export interface FlatAttention {
  /** Number of querying positions: the last ones of the sequence. */
  readonly queries: number;
  /** Number of positions n that are attended to. */
  readonly keys: number;
  /** `[queries, keys]`, row-major */
  readonly weights: NumberArray;
}

/** Largest excess over 1 that float32 rounding explains. */
const TOLERANCE = 1e-4;

/**
 * Attention weights as checked rows.
 *
 * @param where what is drawn, for messages
 * @param weights one layer; with fewer rows than positions, the rows belong to the last positions
 * @param positions number of tokens n
 * @returns 1 … n rows of n weights
 * @throws {RangeError} for no row or more than n rows, a row whose length is not n, or a weight outside 0 … 1
 */
export function attentionRows(where: string, weights: AttentionWeights, positions: number): number[][] {
  const rows = isArray(weights) ? Array.from(weights, (row) => Array.from(row)) : flatRows(where, weights);
  if (rows.length < 1 || rows.length > positions) {
    throw new RangeError(
      `Cannot draw ${where}: it has ${rows.length} rows for ${positions} tokens, allowed are 1 … ${positions}`,
    );
  }
  rows.forEach((row, query) => {
    if (row.length !== positions) {
      throw new RangeError(
        `Cannot draw ${where}: row ${query} has ${row.length} weights, there are ${positions} tokens`,
      );
    }
    row.forEach((weight, key) => requireWeight(`${where}, row ${query}, column ${key}`, weight));
  });
  return rows;
}

/**
 * Checks one attention weight.
 *
 * @param where what is drawn, for the message
 * @param weight the weight
 * @throws {RangeError} if it is not finite or lies outside 0 … 1
 */
export function requireWeight(where: string, weight: number): void {
  if (!(weight >= 0 && weight <= 1 + TOLERANCE)) {
    throw new RangeError(`Cannot draw ${where}: the weight is ${weight}, attention lies in 0 … 1`);
  }
}

function flatRows(where: string, { queries, keys, weights }: FlatAttention): number[][] {
  if (weights.length !== queries * keys) {
    throw new RangeError(
      `Cannot draw ${where}: it has ${weights.length} weights, ${queries} queries of ${keys} keys need ${
        queries * keys
      }`,
    );
  }
  const flat = Array.from(weights);
  return Array.from({ length: queries }, (_, query) => flat.slice(query * keys, (query + 1) * keys));
}
