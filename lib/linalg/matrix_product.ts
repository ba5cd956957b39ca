import { Matrix } from "ml-matrix";
import { requireRows } from "../checks.ts";

/**
 * A B of row-major matrices, by ml-matrix: `[m, inner] · [inner, n]` to `[m, n]`.
 *
 * @throws {RangeError} if A does not hold whole rows of `inner` numbers, B not `inner` whole rows, or a number is not
 * finite
 */
export function matrixProduct(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  inner: number,
): Float64Array {
  const rows = requireRows("matrixProduct", "the left matrix", left, inner);
  if (right.length === 0 || right.length % inner !== 0) {
    throw new RangeError(
      `matrixProduct: the right matrix has ${right.length} numbers, which do not make ${inner} rows, one for each of ` +
        `the left matrix's columns`,
    );
  }
  const columns = right.length / inner;
  requireRows("matrixProduct", "the right matrix", right, columns);
  const product = Matrix.from1DArray(rows, inner, left).mmul(Matrix.from1DArray(inner, columns, right));
  return Float64Array.from(product.to1DArray());
}
