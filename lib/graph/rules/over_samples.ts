/** Ways to compute all samples at once that many ops share. */
import type { BatchingRule } from "../op.ts";
import type { Shape } from "../shape.ts";
import { aligned } from "./operand.ts";

/** Each element by itself, with broadcasting: the leading axis changes nothing. */
export const onElements: BatchingRule = (node, operands) =>
  node.graph.apply(
    node.op,
    operands.map((operand) => aligned(operand, node.shape.length)),
    node.attributes,
  );

/** Over the axes that the op's attribute names, which all move by one. */
export const overAxes: BatchingRule = (node, [{ all }]) => {
  const axes = (node.attributes.axes as Shape).map((axis) => axis + 1);
  return node.graph.apply(node.op, [all!], { ...node.attributes, axes });
};

/** Over one axis, which moves by one. */
export const overAxis: BatchingRule = (node, [{ all }]) =>
  node.graph.apply(node.op, [all!], { ...node.attributes, axis: node.attributes.axis as number + 1 });
