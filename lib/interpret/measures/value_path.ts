import { requireInteger } from "../../checks.ts";
import { matrixProduct } from "../../linalg/matrix_product.ts";
import { selectRows } from "./select_rows.ts";

/**
 * C: the distribution over outputs that each token reaches through the value matrices alone, softmax(E W^{V,1} W^{V,2})
 * in paper 07's attention-only network (section 2).
 *
 * In a network with projections and a read-out, `path` holds W^{V,1}, W^{O,1}, …, read-out. Layer norms and
 * feed-forward parts are ignored; C shows the effect of the linear path alone.
 *
 * @param table embeddings E, `[vocabulary, width]`
 * @param width d
 * @param path matrices in sequence, each with as many rows as the previous one has columns; the last has one column per
 *   output token
 * @param tokens which tokens to keep, as rows and as columns
 * @returns `[tokens, tokens]`, row-major: the softmax over all outputs, of which those columns are kept
 * @throws {RangeError} for no matrix, shapes that do not follow one another, or a token outside the table or outputs
 */
export function valuePathMatrix(
  table: ArrayLike<number>,
  width: number,
  path: readonly ArrayLike<number>[],
  tokens: ArrayLike<number>,
): Float64Array {
  const where = "valuePathMatrix";
  if (path.length === 0) throw new RangeError(`${where}: needs one matrix or more, got none`);
  if (tokens.length === 0) throw new RangeError(`${where}: needs one token or more, got none`);
  let values = selectRows(table, width, tokens), inner = width;
  path.forEach((matrix, k) => {
    if (matrix.length === 0 || matrix.length % inner !== 0) {
      throw new RangeError(
        `${where}: matrix ${k} of the path has ${matrix.length} numbers, which are no ${inner} rows`,
      );
    }
    values = matrixProduct(values, matrix, inner);
    inner = matrix.length / inner;
  });
  const n = tokens.length, kept = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const outputs = softmax(values.subarray(row * inner, (row + 1) * inner));
    for (let column = 0; column < n; column++) {
      requireInteger(where, `token ${tokens[column]} as an output`, tokens[column], 0, inner - 1);
      kept[row * n + column] = outputs[tokens[column]];
    }
  }
  return kept;
}

function softmax(row: Float64Array): Float64Array {
  const highest = row.reduce((top, value) => Math.max(top, value), -Infinity);
  const powers = row.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}
