/** Patterns of seen entries of a matrix. */
import { type Generator, sampleWithoutReplacement } from "../random/mod.ts";
import { requireInteger } from "../checks.ts";

/** How entries are chosen, see {@linkcode samplingPattern}. */
export type SamplingPatternName = "nested" | "cross" | "random";

/** Options of {@linkcode samplingPattern}. */
export interface SamplingPatternOptions {
  /** For `random`. */
  readonly generator?: Generator;
  /** Rows and columns that `cross` takes first; the others follow in their order. */
  readonly rows?: readonly number[];
  readonly columns?: readonly number[];
}

/**
 * Row-major indices of n of the d² entries of a matrix.
 *
 * `nested` takes the first row and column, then the rest of the second row and column, and so on: the first 2rd −
 * r² entries determine a generic matrix of rank r (the order of the group's teaching notebook). `cross` does the same
 * with chosen rows and columns. `random` draws without replacement.
 *
 * @throws {RangeError} for n outside 1 … d², an unknown name, rows or columns that are out of range or repeat, or
 * `random` without a generator
 */
export function samplingPattern(
  name: SamplingPatternName,
  d: number,
  n: number,
  { generator, rows = [], columns = [] }: SamplingPatternOptions = {},
): number[] {
  const where = "samplingPattern";
  requireInteger(where, "the size of the matrix", d);
  requireInteger(where, "the number of entries", n, 1, d * d);
  switch (name) {
    case "nested":
      return crossOrder(d, [], []).slice(0, n);
    case "cross":
      return crossOrder(d, rows, columns).slice(0, n);
    case "random":
      if (!generator) throw new RangeError(`${where}: a random pattern needs a generator`);
      return [...sampleWithoutReplacement(generator, d * d, n)];
    default:
      throw new RangeError(`${where}: the pattern "${name}" is unknown, allowed are nested, cross, random`);
  }
}

/** All entries, cross after cross. */
function crossOrder(d: number, rows: readonly number[], columns: readonly number[]): number[] {
  const [rowOrder, columnOrder] = [completed("rows", rows, d), completed("columns", columns, d)];
  const order: number[] = [], seen = new Set<number>();
  const take = (row: number, column: number) => {
    const index = row * d + column;
    if (!seen.has(index)) order.push(index);
    seen.add(index);
  };
  for (let step = 0; step < d; step++) {
    for (const column of columnOrder) take(rowOrder[step], column);
    for (const row of rowOrder) take(row, columnOrder[step]);
  }
  return order;
}

function completed(name: string, first: readonly number[], d: number): number[] {
  first.forEach((value) => requireInteger("samplingPattern", `an index of ${name}`, value, 0, d - 1));
  if (new Set(first).size < first.length) throw new RangeError(`samplingPattern: ${name} repeat: ${first}`);
  return [...first, ...Array.from({ length: d }, (_, i) => i).filter((i) => !first.includes(i))];
}
