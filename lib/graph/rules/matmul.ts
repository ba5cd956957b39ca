/** Rules of the matrix product. */
import type { BatchingRule, GradientRule } from "../op.ts";
import { reshape } from "../ops/layout.ts";
import { matMul } from "../ops/matmul.ts";
import { sumTo } from "../ops/reduce.ts";
import { aligned } from "./operand.ts";
import type { RulesByOp } from "./rule.ts";

/** The gradient of an operand is summed over the axes along which a batched product repeats it. */
const gradient: GradientRule = (y, dy) => {
  const [a, b] = y.inputs, { transposeA, transposeB } = y.attributes as Record<string, boolean>;
  const left = () => {
    if (transposeA) return matMul(b, dy, transposeB, true);
    return matMul(dy, b, false, !transposeB);
  };
  const right = () => {
    if (transposeB) return matMul(dy, a, true, transposeA);
    return matMul(a, dy, !transposeA, false);
  };
  return [() => sumTo(left(), a.shape), () => sumTo(right(), b.shape)];
};

const batching: BatchingRule = (node, [a, b], count) => {
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

/** Rules of products of matrices. */
export const MATMUL_RULES: RulesByOp = { matMul: { gradient, batching, linear: "each" } };
