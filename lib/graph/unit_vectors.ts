/** Unit vectors for computing rows and columns of derivative matrices. */
import type { GraphNode, NodeMaker } from "./graph.ts";
import { broadcastTo } from "./ops/broadcast.ts";
import { rowsInBlocks, scatterAddRows } from "./ops/gather.ts";
import { reshape } from "./ops/layout.ts";
import { type Shape, sizeOf } from "./shape.ts";

/** Maximum number of elements of a derivative matrix: 1 GiB in float64. */
const MOST_ELEMENTS = 2 ** 27;

/**
 * Throws for a derivative matrix that would hardly fit into memory.
 *
 * @param instead what to use for a matrix of this size
 * @throws {RangeError} that names both shapes
 */
export function requireFitting(caller: string, rows: Shape, columns: Shape, instead: string): void {
  const elements = sizeOf(rows) * sizeOf(columns);
  if (elements <= MOST_ELEMENTS) return;
  throw new RangeError(
    `${caller}: the derivatives of [${rows}] by [${columns}] would be ${elements} numbers, allowed ` +
      `${MOST_ELEMENTS}; use ${instead}`,
  );
}

/** All unit vectors of a shape, `[size, ...shape]`. */
export function allUnitVectors(graph: NodeMaker, shape: Shape): GraphNode {
  const size = sizeOf(shape);
  return unitVectors(graph.constant(Int32Array.from({ length: size }, (_, i) => i), [size], "int32"), shape);
}

/**
 * Unit vectors of a shape, `[k, ...shape]`, computed when the graph runs; as constants they would be stored.
 *
 * @param at position of the 1 in each, int32 `[k]`, in row-major order; a position outside is an error of the engine
 */
export function unitVectors(at: GraphNode, shape: Shape): GraphNode {
  const [count] = at.shape, size = sizeOf(shape), { graph } = at;
  const starts = Int32Array.from({ length: count }, (_, i) => i * size);
  const places = rowsInBlocks(at, graph.constant(starts, [count], "int32"), size);
  const ones = broadcastTo(graph.scalar(1), [count]);
  return reshape(scatterAddRows(ones, places, count * size), [count, ...shape]);
}
