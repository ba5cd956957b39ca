/** Rules of each op: its derivative, its batching over samples, and its linearity. */
import { CONVOLUTION_RULES } from "./convolution.ts";
import { ELEMENTWISE_RULES } from "./elementwise.ts";
import { KINK_RULES } from "./kink.ts";
import { LAYOUT_RULES } from "./layout.ts";
import { MATMUL_RULES } from "./matmul.ts";
import { REDUCTION_RULES } from "./reduction.ts";
import type { OpRules } from "./rule.ts";
import { SELECT_RULES } from "./select.ts";
import { SPECIAL_RULES } from "./special.ts";

export type { OpRules } from "./rule.ts";

/** Rules by the op's name. */
export const OP_RULES: ReadonlyMap<string, OpRules> = new Map(
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
