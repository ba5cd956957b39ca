import { requireRows } from "../../checks.ts";

/**
 * Rows of a row-major matrix by index, in the order of the indices: `[rows, columns]` to `[indices, columns]`.
 *
 * @throws {RangeError} for incomplete rows, or an index that does not belong to a row
 */
export function selectRows(
  values: ArrayLike<number>,
  columns: number,
  indices: ArrayLike<number>,
): Float64Array {
  const rows = requireRows("selectRows", "the matrix", values, columns);
  const chosen = new Float64Array(indices.length * columns);
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i];
    if (!Number.isInteger(row) || row < 0 || row >= rows) {
      throw new RangeError(`selectRows: index ${i} is ${row}, the matrix has rows 0 … ${rows - 1}`);
    }
    for (let j = 0; j < columns; j++) chosen[i * columns + j] = values[row * columns + j];
  }
  return chosen;
}
