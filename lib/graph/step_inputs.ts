/** Inputs of many steps from a function of the step. */
import { requireInteger } from "../checks.ts";

/**
 * Inputs of `count` steps from step `from` on, one row a step, as loops of `compileLoop` take them.
 *
 * @param count at least 1
 * @param draw the inputs of one step by name, of the same names and lengths at every step
 * @throws {RangeError} if a step has other names or lengths than the first one
 */
export function stepInputs(
  from: number,
  count: number,
  draw: (step: number) => Readonly<Record<string, ArrayLike<number>>>,
): Record<string, Float64Array> {
  requireInteger("stepInputs", "count", count, 1);
  const rows = Array.from({ length: count }, (_, k) => draw(from + k)), names = Object.keys(rows[0]);
  const odd = rows.findIndex((row) => Object.keys(row).length !== names.length);
  if (odd >= 0) {
    throw new RangeError(
      `stepInputs: step ${from + odd} must have the inputs ${names}, got ${Object.keys(rows[odd])}`,
    );
  }
  return Object.fromEntries(names.map((name) => {
    const { length } = rows[0][name], values = new Float64Array(count * length);
    rows.forEach((row, k) => {
      if (row[name]?.length !== length) {
        throw new RangeError(
          `stepInputs: input "${name}" of step ${from + k} must have ${length} numbers, got ${
            row[name]?.length
          }`,
        );
      }
      values.set(row[name], k * length);
    });
    return [name, values];
  }));
}
