/** Reverse-mode rule of each op: the gradients of its inputs, as graph nodes, so that they can be differentiated again. */
import { CONVOLUTION_RULES } from "./convolution.ts";
import { ELEMENTWISE_RULES } from "./elementwise.ts";
import { KINK_RULES } from "./kink.ts";
import { LAYOUT_RULES } from "./layout.ts";
import { MATMUL_RULES } from "./matmul.ts";
import { REDUCTION_RULES } from "./reduction.ts";
import type { GradientRule } from "./rule.ts";
import { SELECT_RULES } from "./select.ts";
import { SPECIAL_RULES } from "./special.ts";

export type { GradientRule } from "./rule.ts";
export { WITHOUT_GRADIENT } from "./select.ts";

/** Rules by the op's name; an op without one (comparisons, argMax, …) has no derivative anywhere. */
export const GRADIENT_RULES: ReadonlyMap<string, GradientRule> = new Map(
  Object.entries({
    ...ELEMENTWISE_RULES,
    ...KINK_RULES,
    ...SPECIAL_RULES,
    ...LAYOUT_RULES,
    ...REDUCTION_RULES,
    ...SELECT_RULES,
    ...MATMUL_RULES,
    ...CONVOLUTION_RULES,
  }),
);
