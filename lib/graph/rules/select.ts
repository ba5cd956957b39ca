/** Rules of ops that compare, choose and look up elements. */
import type { GraphNode } from "../graph.ts";
import type { BatchingRule } from "../op.ts";
import { gatherRows, rowsInBlocks, scatterAddRows } from "../ops/gather.ts";
import { reshape } from "../ops/layout.ts";
import { sumTo } from "../ops/reduce.ts";
import { where } from "../ops/select.ts";
import { allSamples } from "./operand.ts";
import { pointwise, type RulesByOp, zero } from "./rule.ts";

/** Row numbers of each sample within the concatenated rows of all samples. */
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

/** Rules of selection and look-up. */
export const SELECT_RULES: RulesByOp = {
  // Linear in both branches for a fixed condition, see `isLinear`.
  where: pointwise((y, dy) => {
    const [condition, a, b] = y.inputs;
    return [
      null,
      () => sumTo(where(condition, dy, zero(dy)), a.shape),
      () => sumTo(where(condition, zero(dy), dy), b.shape),
    ];
  }),
  gatherRows: {
    gradient: (y, dy) => [() => scatterAddRows(dy, y.inputs[1], y.inputs[0].shape[0]), null],
    batching: gather,
    linear: "first",
  },
  scatterAddRows: {
    gradient: (y, dy) => [() => gatherRows(dy, y.inputs[1]), null],
    batching: scatter,
    linear: "first",
  },
  cast: pointwise(null),
  ceil: pointwise(null),
  equal: pointwise(null),
  floor: pointwise(null),
  floorDiv: pointwise(null),
  greater: pointwise(null),
  greaterEqual: pointwise(null),
  logicalAnd: pointwise(null),
  logicalNot: pointwise(null),
  logicalOr: pointwise(null),
  notBelow: pointwise(null),
  round: pointwise(null),
  sign: pointwise(null),
  stopGradient: pointwise(null),
};
