import { requireFinite, requireInteger, requireSameLength } from "../../checks.ts";

/** An inner tensor of a model, on the host. */
export interface InnerValues {
  /** `[batch, n, width]`, or `[batch, heads, n, width]` */
  readonly shape: readonly number[];
  /** row-major */
  readonly values: ArrayLike<number>;
}

/**
 * The vectors of an inner tensor at one position of each sequence, one row per sequence; the heads are concatenated.
 *
 * @param inner `[batch, n, width]` or `[batch, heads, n, width]`
 * @param positions position in each sequence, or one for all; negative ones count from the end, −1 being the last
 * @returns `[batch, width]` or `[batch, heads·width]`, row-major
 * @throws {RangeError} for a shape of other axes or another number of values, values that are not finite, a number of
 *   positions that differs from the number of sequences, or a position outside −n … n − 1
 */
export function rowsAtPositions(inner: InnerValues, positions: number | ArrayLike<number>): Float64Array {
  const where = "rowsAtPositions", { shape, values } = inner;
  if (shape.length !== 3 && shape.length !== 4) {
    throw new RangeError(
      `${where}: the tensor has shape [${shape}], needs [batch,n,width] or [batch,heads,n,width]`,
    );
  }
  const [batch, heads, n, width] = shape.length === 4 ? shape : [shape[0], 1, shape[1], shape[2]];
  requireSameLength(where, "the tensor", values.length, `shape [${shape}]`, batch * heads * n * width);
  requireFinite(where, "the tensor", values);
  const each = typeof positions === "number" ? new Array<number>(batch).fill(positions) : positions;
  requireSameLength(where, "positions", each.length, "the batch", batch);
  const rows = new Float64Array(batch * heads * width);
  for (let sequence = 0; sequence < batch; sequence++) {
    requireInteger(where, `position ${sequence}`, each[sequence], -n, n - 1);
    const position = (each[sequence] + n) % n;
    for (let head = 0; head < heads; head++) {
      const from = ((sequence * heads + head) * n + position) * width;
      for (let j = 0; j < width; j++) rows[(sequence * heads + head) * width + j] = values[from + j];
    }
  }
  return rows;
}
