/** Ops that move elements without changing them: reshape, transpose, slice, pad, concat. */
import type { GraphNode } from "../graph.ts";
import type { Op } from "../op.ts";
import { offsets, sameShape, type Shape, sizeOf, stridesOf } from "../shape.ts";
import { emptyLike, pick } from "./broadcast.ts";
import { padded, transposed } from "./tfjs_formulas.ts";

const reshapeOp: Op = {
  name: "reshape",
  simplified: ([x], { shape }) => x.op === reshapeOp ? reshape(x.inputs[0], shape as Shape) : undefined,
  infer([x], { shape }) {
    if (sizeOf(shape as Shape) !== x.size) {
      throw new RangeError(`reshape: ${x.size} elements of shape [${x.shape}] do not fill [${shape}]`);
    }
    return { shape: shape as Shape, dtype: x.dtype };
  },
  evaluate: ([x]) => x,
  onnx: (writer, [x], { shape }) => writer.node("Reshape", [x, writer.integers(shape)]),
  tfjs: (tf, [x], { shape }) => tf.reshape(x, [...shape]),
};

/** The same elements in another shape of the same size. */
export function reshape(x: GraphNode, shape: Shape): GraphNode {
  if (sameShape(x.shape, shape)) return x;
  return x.graph.apply(reshapeOp, [x], { shape });
}

const transposeOp: Op = {
  name: "transpose",
  infer([x], { permutation }) {
    const order = permutation as readonly number[];
    if (
      order.length !== x.shape.length || new Set(order).size !== order.length ||
      order.some((a) => !(a in x.shape))
    ) {
      throw new RangeError(`transpose: [${order}] is not an order of the axes of shape [${x.shape}]`);
    }
    return { shape: order.map((axis) => x.shape[axis]), dtype: x.dtype };
  },
  evaluate([x], { inputs, shape, attributes }) {
    const strides = stridesOf(inputs[0].shape);
    return pick(
      x,
      offsets(shape, (attributes.permutation as readonly number[]).map((axis) => strides[axis])),
    );
  },
  onnx: (writer, [x], { attributes }) =>
    writer.node("Transpose", [x], { perm: attributes.permutation as readonly number[] }),
  tfjs: (tf, [x], { attributes }) => transposed(tf, x, attributes.permutation as readonly number[]),
};

/** Axes in another order: axis i of the result is axis `permutation[i]` of `x`. */
export function transpose(x: GraphNode, permutation: readonly number[]): GraphNode {
  return permutation.every((axis, i) => axis === i)
    ? x
    : x.graph.apply(transposeOp, [x], { permutation: [...permutation] });
}

const sliceOp: Op = {
  name: "slice",
  infer([x], { begin, size }) {
    const from = begin as Shape, length = size as Shape;
    const fits = from.length === x.shape.length && length.length === x.shape.length &&
      x.shape.every((axis, i) => from[i] >= 0 && length[i] >= 0 && from[i] + length[i] <= axis);
    if (!fits) {
      throw new RangeError(
        `slice: begin [${from}] and size [${length}] do not lie inside shape [${x.shape}]`,
      );
    }
    return { shape: length, dtype: x.dtype };
  },
  evaluate([x], { inputs, shape, attributes }) {
    const strides = stridesOf(inputs[0].shape);
    const start = (attributes.begin as Shape).reduce((sum, at, axis) => sum + at * strides[axis], 0);
    return pick(x, offsets(shape, strides, start));
  },
  onnx(writer, [x], { inputs, shape, attributes }) {
    const begin = attributes.begin as Shape;
    const axes = shape.map((_, axis) => axis).filter((axis) => shape[axis] !== inputs[0].shape[axis]);
    return writer.node("Slice", [
      x,
      writer.integers(axes.map((axis) => begin[axis])),
      writer.integers(axes.map((axis) => begin[axis] + shape[axis])),
      writer.integers(axes),
    ]);
  },
  tfjs: (tf, [x], { shape, attributes }) => tf.slice(x, [...attributes.begin as Shape], [...shape]),
};

/** The block of `x` that starts at `begin` and has shape `size`. */
export function slice(x: GraphNode, begin: Shape, size: Shape): GraphNode {
  return sameShape(size, x.shape) ? x : x.graph.apply(sliceOp, [x], { begin: [...begin], size: [...size] });
}

const padOp: Op = {
  name: "pad",
  infer([x], { before, after }) {
    const left = before as Shape, right = after as Shape;
    if (
      left.length !== x.shape.length || right.length !== x.shape.length ||
      [...left, ...right].some((n) => n < 0)
    ) {
      throw new RangeError(`pad: [${left}] before and [${right}] after do not fit shape [${x.shape}]`);
    }
    return { shape: x.shape.map((length, axis) => left[axis] + length + right[axis]), dtype: x.dtype };
  },
  evaluate([x], { inputs, shape, attributes }) {
    const strides = stridesOf(shape);
    const start = (attributes.before as Shape).reduce((sum, at, axis) => sum + at * strides[axis], 0);
    const to = offsets(inputs[0].shape, strides, start);
    const result = emptyLike(x, sizeOf(shape));
    for (let i = 0; i < to.length; i++) result[to[i]] = x[i];
    return result;
  },
  onnx: (writer, [x], { attributes }) =>
    writer.node("Pad", [x, writer.integers([...attributes.before as Shape, ...attributes.after as Shape])]),
  tfjs: (tf, [x], { attributes }) => padded(tf, x, attributes.before as Shape, attributes.after as Shape),
};

/** `x` with zeros before and after it along each axis. */
export function pad(x: GraphNode, before: Shape, after: Shape): GraphNode {
  return [...before, ...after].every((n) => n === 0)
    ? x
    : x.graph.apply(padOp, [x], { before: [...before], after: [...after] });
}

const concatOp: Op = {
  name: "concat",
  infer(inputs, { axis }) {
    const [first, ...rest] = inputs, along = axis as number;
    for (const other of rest) {
      const fits = other.dtype === first.dtype && other.shape.length === first.shape.length &&
        first.shape.every((length, i) => i === along || length === other.shape[i]);
      if (!fits) {
        throw new RangeError(
          `concat: ${first.dtype} [${first.shape}] and ${other.dtype} [${other.shape}] differ outside axis ${along}`,
        );
      }
    }
    const length = inputs.reduce((sum, input) => sum + input.shape[along], 0);
    return { shape: first.shape.map((n, i) => (i === along ? length : n)), dtype: first.dtype };
  },
  evaluate(parts, { inputs, shape, attributes }) {
    const along = attributes.axis as number, strides = stridesOf(shape);
    const result = emptyLike(parts[0], sizeOf(shape));
    let at = 0;
    parts.forEach((part, k) => {
      const to = offsets(inputs[k].shape, strides, at * strides[along]);
      for (let i = 0; i < to.length; i++) result[to[i]] = part[i];
      at += inputs[k].shape[along];
    });
    return result;
  },
  onnx: (writer, inputs, { attributes }) =>
    writer.node("Concat", inputs, { axis: attributes.axis as number }),
  tfjs: (tf, inputs, { attributes }) => tf.concat([...inputs], attributes.axis as number),
};

/** Concatenates tensors along `axis`. */
export function concat(parts: readonly GraphNode[], axis: number): GraphNode {
  if (parts.length === 0) throw new RangeError("concat: no tensors were given");
  return parts.length === 1 ? parts[0] : parts[0].graph.apply(concatOp, parts, { axis });
}
