/** Running sums. */
import type { GraphNode } from "../graph.ts";
import type { Op } from "../op.ts";
import { normalizeAxes, offsets, stridesOf } from "../shape.ts";
import { emptyLike } from "./broadcast.ts";
import { runningSum } from "./tfjs_formulas.ts";

const op: Op = {
  name: "cumsum",
  infer([x]) {
    if (x.dtype === "bool") throw new TypeError("cumsum: needs float or int32, found bool");
    return { shape: x.shape, dtype: x.dtype };
  },
  evaluate([x], { shape, attributes }) {
    const { axis, exclusive, reverse } = attributes as { axis: number; exclusive: boolean; reverse: boolean };
    const strides = stridesOf(shape), length = shape[axis];
    const others = shape.map((_, i) => i).filter((i) => i !== axis);
    const result = emptyLike(x, x.length);
    for (const start of offsets(others.map((i) => shape[i]), others.map((i) => strides[i]))) {
      let total = 0;
      for (let i = 0; i < length; i++) {
        const at = start + (reverse ? length - 1 - i : i) * strides[axis];
        if (exclusive) result[at] = total;
        total += x[at];
        if (!exclusive) result[at] = total;
      }
    }
    return result;
  },
  onnx(writer, [x], { attributes }) {
    const axis = writer.integers([attributes.axis as number]);
    return writer.node("CumSum", [x, axis], {
      exclusive: Number(attributes.exclusive),
      reverse: Number(attributes.reverse),
    });
  },
  tfjs: (tf, [x], { attributes }) =>
    runningSum(tf, x, attributes as { axis: number; exclusive: boolean; reverse: boolean }),
};

/** Running sum along one axis; `exclusive` leaves out the element itself, `reverse` starts at the end. */
export function cumsum(x: GraphNode, axis: number, exclusive = false, reverse = false): GraphNode {
  if (x.shape.length === 0) throw new RangeError("cumsum: a scalar has no axis");
  return x.graph.apply(op, [x], { axis: normalizeAxes(axis, x.shape.length)[0], exclusive, reverse });
}
