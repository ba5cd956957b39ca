/** How ops compute all samples at once; an op without a rule is computed sample by sample. */
import type { GraphNode } from "../graph.ts";
import { broadcastTo } from "../ops/broadcast.ts";
import { gatherRows, rowsInBlocks, scatterAddRows } from "../ops/gather.ts";
import { concat, pad, reshape, slice, transpose } from "../ops/layout.ts";
import { matMul } from "../ops/matmul.ts";
import { stridedSlice } from "../ops/strided_slice.ts";
import type { Shape } from "../shape.ts";
import { CONVOLUTION_RULES } from "./convolution.ts";
import { aligned, allSamples, type BatchingRule } from "./operand.ts";

/** Ops on each element by itself, with broadcasting: the leading axis changes nothing. */
const ELEMENTWISE = (
  "abs acos acosh add asin asinh atan atan2 atanh cast ceil clip cos cosh div equal erf exp expm1 firstMaximum floor floorDiv greater greaterEqual leakyRelu log " +
  "log1p logicalAnd logicalNot logicalOr maximum minimum mod mul neg notBelow onePlusErf pow relu round sigmoid sign sin sinh softplus sqrt " +
  "stopGradient sub tan tanh where"
).split(" ");

const elementwise: BatchingRule = (node, operands) =>
  node.graph.apply(
    node.op,
    operands.map((operand) => aligned(operand, node.shape.length)),
    node.attributes,
  );

/** An op over the axes that its attribute names, which all move by one. */
const overAxes: BatchingRule = (node, [{ all }]) => {
  const axes = (node.attributes.axes as Shape).map((axis) => axis + 1);
  return node.graph.apply(node.op, [all!], { ...node.attributes, axes });
};

const overAxis: BatchingRule = (node, [{ all }]) =>
  node.graph.apply(node.op, [all!], { ...node.attributes, axis: node.attributes.axis as number + 1 });

const product: BatchingRule = (node, [a, b], count) => {
  const { transposeA, transposeB } = node.attributes as Record<string, boolean>;
  if (a.all && !b.all && !transposeA && a.single.shape.length === 2 && b.single.shape.length === 2) {
    // The rows of all samples in one product.
    const [rows, inner] = a.single.shape;
    const tall = matMul(reshape(a.all, [count * rows, inner]), b.single, false, transposeB);
    return reshape(tall, [count, ...node.shape]);
  }
  const rank = node.shape.length;
  return matMul(aligned(a, rank), aligned(b, rank), transposeA, transposeB);
};

/** Numbers of each sample's rows in the rows of all samples one after another. */
function shiftedRows(indices: GraphNode, rows: number): GraphNode {
  const [count, ...rest] = indices.shape;
  const starts = Int32Array.from({ length: count }, (_, i) => i * rows);
  return rowsInBlocks(indices, indices.graph.constant(starts, [count, ...rest.map(() => 1)], "int32"), rows);
}

const gather: BatchingRule = (_, [x, indices], count) => {
  if (!x.all) return gatherRows(x.single, indices.all!);
  const [rows, ...row] = x.single.shape;
  return gatherRows(reshape(x.all, [count * rows, ...row]), shiftedRows(allSamples(indices, count), rows));
};

const scatter: BatchingRule = (node, [updates, indices], count) => {
  const rows = node.attributes.rows as number;
  const shifted = shiftedRows(allSamples(indices, count), rows);
  return reshape(scatterAddRows(allSamples(updates, count), shifted, count * rows), [count, ...node.shape]);
};

/** Rules by the op's name. */
export const BATCHING_RULES: ReadonlyMap<string, BatchingRule> = new Map<string, BatchingRule>([
  ...ELEMENTWISE.map((name) => [name, elementwise] as const),
  ...Object.entries(
    {
      argMax: overAxis,
      cumsum: overAxis,
      logSoftmax: overAxis,
      softmax: overAxis,
      // Along the last axis, which stays the last.
      topKIndices: (node, [{ all }]) => node.graph.apply(node.op, [all!], node.attributes),
      stridedSlice: (node, [{ all }], count) => {
        const { begin, steps } = node.attributes as Record<string, Shape>;
        return stridedSlice(all!, [0, ...begin], [count, ...node.shape], [1, ...steps]);
      },
      broadcastTo: (node, [x], count) => broadcastTo(aligned(x, node.shape.length), [count, ...node.shape]),
      ...CONVOLUTION_RULES,
      concat: (node, parts, count) =>
        concat(parts.map((part) => allSamples(part, count)), node.attributes.axis as number + 1),
      gatherRows: gather,
      matMul: product,
      max: overAxes,
      maxOfNumbers: overAxes,
      pad: (node, [{ all }]) =>
        pad(all!, [0, ...node.attributes.before as Shape], [0, ...node.attributes.after as Shape]),
      reshape: (node, [{ all }], count) => reshape(all!, [count, ...node.shape]),
      scatterAddRows: scatter,
      slice: (node, [{ all }], count) =>
        slice(all!, [0, ...node.attributes.begin as Shape], [count, ...node.shape]),
      sum: overAxes,
      transpose: (node, [{ all }]) =>
        transpose(all!, [0, ...(node.attributes.permutation as Shape).map((axis) => axis + 1)]),
    } satisfies Record<string, BatchingRule>,
  ),
]);
