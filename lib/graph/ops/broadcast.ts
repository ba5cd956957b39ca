/** Repeating a tensor along new axes or axes of length 1. */
import type { GraphNode, Values } from "../graph.ts";
import type { Op } from "../op.ts";
import { broadcastOffsets, broadcastShapes, sameShape, type Shape } from "../shape.ts";
import { repeated } from "./tfjs_formulas.ts";

/** Zeros in the same kind of array. */
export function emptyLike(values: Values, length: number): Values {
  return new (values.constructor as new (length: number) => Values)(length);
}

/** The elements of `values` at `offsets`, in the same kind of array. */
export function pick(values: Values, offsets: Int32Array): Values {
  const result = emptyLike(values, offsets.length);
  for (let i = 0; i < offsets.length; i++) result[i] = values[offsets[i]];
  return result;
}

const op: Op = {
  name: "broadcastTo",
  infer([x], { shape }) {
    const to = shape as Shape;
    if (!sameShape(broadcastShapes(x.shape, to), to)) {
      throw new RangeError(`broadcastTo: shape [${x.shape}] does not broadcast to [${to}]`);
    }
    return { shape: to, dtype: x.dtype };
  },
  evaluate: ([x], { inputs, shape }) => pick(x, broadcastOffsets(inputs[0].shape, shape)),
  onnx: (writer, [x], { shape }) => writer.node("Expand", [x, writer.integers(shape)]),
  tfjs: (tf, [x], { shape }) => repeated(tf, x, shape),
};

/** `x` repeated to `shape` by NumPy's broadcasting rule. */
export function broadcastTo(x: GraphNode, shape: Shape): GraphNode {
  return sameShape(x.shape, shape) ? x : x.graph.apply(op, [x], { shape });
}
