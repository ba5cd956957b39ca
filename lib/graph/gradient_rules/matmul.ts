/** Rule of the matrix product. */
import { matMul } from "../ops/matmul.ts";
import { sumTo } from "../ops/reduce.ts";
import type { GradientRule, GradientRules } from "./rule.ts";

/** Axes along which a batched product repeats an operand are summed in its gradient. */
const matMulRule: GradientRule = (y, dy) => {
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

/** Rules of products of matrices. */
export const MATMUL_RULES: GradientRules = { matMul: matMulRule };
