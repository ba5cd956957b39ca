/** Broadcasting of short rows, which is slow in the runtime because it works row by row. */
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter } from "../op.ts";
import { sameShape, sizeOf } from "../shape.ts";

/** Up to this length, a row costs the runtime more than its elements. */
const SHORT = 32;
/** Rows are joined to about this length. */
const WIDE = 512;
/** Smaller tensors are finished before joining rows would pay off. */
const LARGE = 2 ** 15;

/**
 * An elementwise op of a large tensor `[…, n]` and one short row `[n]` (such as the bias of a convolution), written for
 * joined rows: this takes a fifth of the time at n = 16. `null` for other operands.
 */
export function byWideRows(
  writer: OnnxWriter,
  type: string,
  inputs: readonly string[],
  { inputs: operands, shape, size }: GraphNode,
): string | null {
  const length = shape[shape.length - 1], row = operands.findIndex((operand) => operand.size === length);
  const fits = size >= LARGE && length > 1 && length <= SHORT && row >= 0 &&
    operands[row].shape[operands[row].shape.length - 1] === length &&
    sameShape(operands[1 - row].shape, shape);
  if (!fits) return null;
  const count = joinedRows(sizeOf(shape) / length, WIDE / length);
  const flat = (k: number, lengths: number[]) =>
    writer.node("Reshape", [inputs[k], writer.integers(lengths)]);
  const wide = writer.node("Tile", [flat(row, [length]), writer.integers([count])]);
  const large = flat(1 - row, [size / (count * length), count * length]);
  const result = writer.node(type, row === 0 ? [wide, large] : [large, wide]);
  return writer.node("Reshape", [result, writer.integers(shape)]);
}

/** The largest divisor of a number of rows that is not above `most`. */
function joinedRows(rows: number, most: number): number {
  for (let count = Math.floor(most); count > 1; count--) if (rows % count === 0) return count;
  return 1;
}
