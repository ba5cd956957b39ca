/** Gradients on which the noise of dropout is measured, as rows. */

/** N rows of P numbers. */
export interface Rows {
  /** `[count, columns]`, row-major */
  readonly rows: Float64Array;
  readonly count: number;
  readonly columns: number;
}

/**
 * Random gradient data: gradients of R^drop at frozen parameters, each under a new mask.
 *
 * @param gradient the gradient under the mask of this draw, P numbers; awaited, so it may run on an engine
 * @param count N, 2 or more
 * @throws {RangeError} for fewer than 2 draws, gradients of unequal lengths, or numbers that are not finite
 */
export async function sampleGradients(
  gradient: (draw: number) => ArrayLike<number> | Promise<ArrayLike<number>>,
  count: number,
): Promise<Rows> {
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(`sampleGradients: needs an integer number of rows of 2 or more, got ${count}`);
  }
  const first = await gradient(0), columns = first.length, rows = new Float64Array(count * columns);
  for (let i = 0; i < count; i++) {
    const values = i === 0 ? first : await gradient(i);
    if (values.length !== columns) {
      throw new RangeError(`sampleGradients: row ${i} has ${values.length} numbers, row 0 has ${columns}`);
    }
    for (let j = 0; j < columns; j++) {
      if (!Number.isFinite(values[j])) {
        throw new RangeError(`sampleGradients: number ${j} of row ${i} is ${values[j]}, all must be finite`);
      }
      rows[i * columns + j] = values[j];
    }
  }
  return { rows, count, columns };
}
