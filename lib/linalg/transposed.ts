import { requireRows } from "../checks.ts";

/** Aᵀ of a row-major matrix `[rows, columns]`, as `[columns, rows]`. */
export function transposed(values: ArrayLike<number>, columns: number): Float64Array {
  const rows = requireRows("transposed", "the matrix", values, columns);
  return Float64Array.from(
    { length: values.length },
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)],
  );
}
