/** The matrices with which a token finds the link whose source it holds. */
import { requireSquare } from "../../checks.ts";
import { matrixProduct } from "../../linalg/matrix_product.ts";
import type { QueryKeyHead } from "../measures/query_key_head.ts";
import { transposed } from "../../linalg/transposed.ts";

/** A head of a matching layer with what it reads; matrices `[width, width]`, row-major. */
export interface MatchingPath {
  /** Head of the layer that matches, with W^{qk} = W^Q W^{K⊤}. */
  readonly head: QueryKeyHead;
  /** W^{vo} by which the first layer wrote the source of a link to the position of its target. */
  readonly written: ArrayLike<number>;
  /** W^{vo} by which the last token got what it holds; omitted if it holds its own embedding. */
  readonly held?: ArrayLike<number>;
}

/**
 * W^{vo} = Σ_h W^V_h W^O_h, the joint output of a layer's heads (paper 02, section 2).
 *
 * @param value W^V, `[width, heads · value width]`
 * @param output W^O, `[heads · value width, width]`
 * @returns `[width, width]`
 * @throws {RangeError} if the shapes of the matrices do not fit, or a number is not finite
 */
export function valueOutputMatrix(
  value: ArrayLike<number>,
  output: ArrayLike<number>,
  width: number,
): Float64Array {
  const product = matrixProduct(value, output, value.length / width);
  requireSquare("valueOutputMatrix", "the product", product, width);
  return product;
}

/**
 * The kernel of matching: Ker^{(1)} = W^{qk(1)} W^{vo(0)⊤} and Ker^{(l)} = W^{vo(l−1)} W^{qk(l)} W^{vo(0)⊤} with layers
 * from 0 (paper 02, section 2 [memory]); near a multiple of the identity, any token finds itself.
 *
 * The scale 1/√d_k is not included; multiply gains of layer norms into the matrices beforehand.
 *
 * @returns `[width, width]`, row-major
 * @throws {RangeError} for matrices that are not `[width, width]`, or numbers that are not finite
 */
export function kernelMatrix(path: MatchingPath): Float64Array {
  const { head, written, held } = checkedPath("kernelMatrix", path), { width, keyWidth } = head;
  const asking = held ? matrixProduct(held, head.query, width) : head.query;
  const asked = matrixProduct(written, head.key, width);
  return matrixProduct(asking, transposed(asked, keyWidth), keyWidth);
}

/**
 * A path whose matrices fit its head.
 *
 * @throws {RangeError} for matrices that are not `[width, width]`, or numbers that are not finite
 */
export function checkedPath(where: string, path: MatchingPath): MatchingPath {
  requireSquare(where, "what is written", path.written, path.head.width);
  if (path.held) requireSquare(where, "what is held", path.held, path.head.width);
  return path;
}
