/** Inputs of many steps from a function of the step. */

/**
 * Inputs of `count` steps from step `from` on, one row a step, as loops of `compileLoop` take them.
 *
 * @param draw the inputs of one step by name, of the same names and lengths at every step
 */
export function stepInputs(
  from: number,
  count: number,
  draw: (step: number) => Readonly<Record<string, ArrayLike<number>>>,
): Record<string, Float64Array> {
  const rows = Array.from({ length: count }, (_, k) => draw(from + k));
  return Object.fromEntries(
    Object.entries(rows[0]).map(([name, { length }]) => {
      const values = new Float64Array(count * length);
      rows.forEach((row, k) => values.set(row[name], k * length));
      return [name, values];
    }),
  );
}
