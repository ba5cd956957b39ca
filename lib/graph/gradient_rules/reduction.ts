/** Rules of ops over whole axes. */
import { broadcastTo } from "../ops/broadcast.ts";
import { div, mul } from "../ops/elementwise_binary.ts";
import { reshape } from "../ops/layout.ts";
import { sum } from "../ops/reduce.ts";
import { cast, equal } from "../ops/select.ts";
import type { Shape } from "../shape.ts";
import { type GradientRules, kept } from "./rule.ts";

/** Rules of reductions. */
export const REDUCTION_RULES: GradientRules = {
  sum: (y, dy) => [() => {
    const [x] = y.inputs;
    return broadcastTo(reshape(dy, kept(x.shape, y.attributes.axes as Shape)), x.shape);
  }],
  max: (y, dy) => [() => {
    // Equal maxima share the gradient.
    const [x] = y.inputs, axes = y.attributes.axes as Shape, shape = kept(x.shape, axes);
    const isMaximum = cast(equal(x, reshape(y, shape)), "float");
    return mul(div(reshape(dy, shape), reshape(sum(isMaximum, axes), shape)), isMaximum);
  }],
};
