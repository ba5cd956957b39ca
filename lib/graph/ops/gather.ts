/** Reading rows by index, and adding rows at indices (each is the other's gradient). */
import type { Tensor1D } from "@tensorflow/tfjs-core";
import type { GraphNode, Values } from "../graph.ts";
import type { OnnxWriter, Op } from "../op.ts";
import { broadcastOffsets, sameShape, type Shape, sizeOf } from "../shape.ts";
import { uniformValue } from "../uniform.ts";
import { emptyLike } from "./broadcast.ts";
import { add } from "./elementwise_binary.ts";
import { greaterEqual, less, logicalOr, where } from "./select.ts";
import { segmentSums } from "./tfjs_formulas.ts";

function requireIndices(op: string, indices: GraphNode): void {
  if (indices.dtype !== "int32") throw new TypeError(`${op}: indices must be int32, found ${indices.dtype}`);
}

function requireRow(op: string, row: number, rows: number): number {
  if (!(row >= 0 && row < rows)) throw new RangeError(`${op}: index ${row} is outside 0…${rows - 1}`);
  return row;
}

/**
 * Checks indices that are known beforehand.
 *
 * @param limits exclusive upper bounds, one for each element along the last axis or one for all
 * @throws {RangeError} that names the first index outside its bounds
 */
export function requireKnownInside(op: string, { values, shape }: GraphNode, limits: Shape): void {
  const limit = Int32Array.from(limits), limitShape = limits.length === 1 ? [] : [limits.length];
  const outside = values && outsideTable(values, shape, limit, limitShape);
  if (outside) requireRow(op, outside.index, outside.rows);
}

/** ONNX's element types of unsigned and of 64-bit integers. */
const UINT32 = 12, INT64 = 7;

/**
 * Indices for ONNX, which would count negative ones from the end: they become too large, and the runtime rejects them.
 */
function refusingNegative(writer: OnnxWriter, indices: string): string {
  return writer.node("Cast", [writer.node("Cast", [indices], { to: UINT32 })], { to: INT64 });
}

const gatherOp: Op = {
  name: "gatherRows",
  infer([x, indices]) {
    requireIndices("gather", indices);
    if (x.shape.length === 0) throw new RangeError("gather: a scalar has no rows");
    return { shape: [...indices.shape, ...x.shape.slice(1)], dtype: x.dtype };
  },
  evaluate([x, indices], { inputs, shape }) {
    const width = sizeOf(inputs[0].shape.slice(1));
    const result = emptyLike(x, sizeOf(shape));
    indices.forEach((row, i) => {
      requireRow("gather", row, inputs[0].shape[0]);
      result.set(x.subarray(row * width, (row + 1) * width), i * width);
    });
    return result;
  },
  onnx: (writer, [x, indices]) => writer.node("Gather", [x, refusingNegative(writer, indices)], { axis: 0 }),
  tfjs: (tf, [x, indices]) =>
    tf.reshape(tf.gather(x, tf.reshape(indices, [indices.size]) as Tensor1D), [
      ...indices.shape,
      ...x.shape.slice(1),
    ]),
};

/** Rows `x[indices]`: shape `[...indices.shape, ...x.shape[1…]]`. */
export function gatherRows(x: GraphNode, indices: GraphNode): GraphNode {
  return x.graph.apply(gatherOp, [x, indices]);
}

const scatterOp: Op = {
  name: "scatterAddRows",
  infer([updates, indices], { rows }) {
    requireIndices("scatterAddRows", indices);
    if (!sameShape(updates.shape.slice(0, indices.shape.length), indices.shape)) {
      throw new RangeError(`scatterAddRows: updates [${updates.shape}] do not begin with [${indices.shape}]`);
    }
    if (updates.dtype === "bool") throw new TypeError("scatterAddRows: needs float or int32, found bool");
    return { shape: [rows as number, ...updates.shape.slice(indices.shape.length)], dtype: updates.dtype };
  },
  evaluate([updates, indices], { shape }) {
    const width = sizeOf(shape.slice(1)), result = emptyLike(updates, sizeOf(shape));
    indices.forEach((row, i) => {
      requireRow("scatterAddRows", row, shape[0]);
      for (let k = 0; k < width; k++) result[row * width + k] += updates[i * width + k];
    });
    return result;
  },
  onnx(writer, [updates, indices], { inputs, shape, dtype }) {
    const zero = dtype === "float" ? writer.scalar(0) : writer.cast(writer.scalar(0), dtype);
    const zeros = writer.node("Expand", [zero, writer.integers(shape)]);
    const list = writer.node("Reshape", [indices, writer.integers([inputs[1].size, 1])]);
    const rows = writer.node("Reshape", [updates, writer.integers([inputs[1].size, ...shape.slice(1)])]);
    return writer.node("ScatterND", [zeros, refusingNegative(writer, list), rows], {
      reduction: "add",
    });
  },
  tfjs: (tf, [updates, indices], { shape }) =>
    segmentSums(tf, tf.reshape(updates, [indices.size, ...shape.slice(1)]), indices, shape[0]),
};

/** Zeros of `rows` rows, with each row of `updates` added at its index. */
export function scatterAddRows(updates: GraphNode, indices: GraphNode, rows: number): GraphNode {
  return updates.graph.apply(scatterOp, [updates, indices], { rows });
}

/**
 * Row numbers `starts + indices` in a table made of blocks of `rows` rows; each index counts within its block.
 *
 * An index outside its block could give a row of another block; it becomes −1, which the interpreter and ONNX Runtime
 * reject.
 *
 * @param indices int32, any shape
 * @param starts number of each block's first row, int32, of a shape that broadcasts to that of the indices
 * @throws {RangeError} for an index outside its block that is known beforehand
 */
export function rowsInBlocks(indices: GraphNode, starts: GraphNode, rows: number): GraphNode {
  requireKnownInside("gather", indices, [rows]);
  const whole = (value: number) => indices.graph.constant(Int32Array.of(value), [], "int32");
  const outside = logicalOr(less(indices, whole(0)), greaterEqual(indices, whole(rows)));
  return where(outside, whole(-1), add(indices, starts));
}

/**
 * What a node of {@linkcode rowsInBlocks} (or of index tuples, in `kernels/lookup.ts`) compares: the indices as given,
 * and their exclusive upper bounds, of a shape that broadcasts to theirs; undefined for another node.
 */
export function checkedAgainst(
  { op, inputs: [condition, none] }: GraphNode,
): { indices: GraphNode; limits: GraphNode } | undefined {
  if (op.name !== "where" || uniformValue(none) !== -1) return undefined;
  // For a tuple: whether any index is outside.
  let outside = condition;
  while (["cast", "max"].includes(outside.op.name)) [outside] = outside.inputs;
  if (outside.op.name !== "logicalOr" || outside.values) return undefined;
  const [indices, limits] = outside.inputs[1].inputs;
  return outside.inputs[1].op.name === "greaterEqual" ? { indices, limits } : undefined;
}

/** The first index below 0 or not below its limit, with the limit. */
export function outsideTable(
  indices: Values,
  shape: Shape,
  limits: Values,
  limitsShape: Shape,
): { index: number; rows: number } | undefined {
  const at = broadcastOffsets(limitsShape, shape);
  const k = indices.findIndex((index, i) => !(index >= 0 && index < limits[at[i]]));
  return k < 0 ? undefined : { index: indices[k], rows: limits[at[k]] };
}
