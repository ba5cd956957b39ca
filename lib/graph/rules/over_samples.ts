/** Batching rules that many ops share. */
import type { BatchingRule } from "../op.ts";
import type { Shape } from "../shape.ts";
import { aligned } from "./operand.ts";

/** For elementwise ops with broadcasting: the leading axis changes nothing. */
export const onElements: BatchingRule = (node, operands) =>
  node.graph.apply(
    node.op,
    operands.map((operand) => aligned(operand, node.shape.length)),
    node.attributes,
  );

/** For ops over the axes in an attribute: all axes move by one. */
export const overAxes: BatchingRule = (node, [{ all }]) => {
  const axes = (node.attributes.axes as Shape).map((axis) => axis + 1);
  return node.graph.apply(node.op, [all!], { ...node.attributes, axes });
};

/** For ops over one axis, which moves by one. */
export const overAxis: BatchingRule = (node, [{ all }]) =>
  node.graph.apply(node.op, [all!], { ...node.attributes, axis: node.attributes.axis as number + 1 });
