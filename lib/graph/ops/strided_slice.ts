/** Every n-th element along each axis, forwards or backwards. */
import type { GraphNode } from "../graph.ts";
import type { Op } from "../op.ts";
import { offsets, type Shape, stridesOf } from "../shape.ts";
import { pick } from "./broadcast.ts";
import { slice } from "./layout.ts";
import { pickedByIndex, reversed } from "./tfjs_formulas.ts";

const op: Op = {
  name: "stridedSlice",
  infer([x], attributes) {
    const begin = attributes.begin as Shape,
      size = attributes.size as Shape,
      steps = attributes.steps as Shape;
    const lies = (axis: number) => {
      const last = begin[axis] + (size[axis] - 1) * steps[axis];
      return size[axis] === 0 || [begin[axis], last].every((at) => at >= 0 && at < x.shape[axis]);
    };
    const fits = [begin, size, steps].every((list) => list.length === x.shape.length) &&
      !steps.includes(0) && x.shape.every((_, axis) => lies(axis));
    if (!fits) {
      throw new RangeError(
        `stridedSlice: begin [${begin}], size [${size}] and steps [${steps}] do not lie inside shape [${x.shape}]`,
      );
    }
    return { shape: size, dtype: x.dtype };
  },
  evaluate([x], { inputs, shape, attributes }) {
    const strides = stridesOf(inputs[0].shape), begin = attributes.begin as Shape;
    const start = begin.reduce((sum, at, axis) => sum + at * strides[axis], 0);
    return pick(
      x,
      offsets(shape, (attributes.steps as Shape).map((step, axis) => step * strides[axis]), start),
    );
  },
  onnx(writer, [x], { inputs, shape, attributes }) {
    const begin = attributes.begin as Shape, steps = attributes.steps as Shape;
    const axes = shape.map((_, axis) => axis)
      .filter((axis) => steps[axis] !== 1 || shape[axis] !== inputs[0].shape[axis]);
    // An end before the first element is written as a number beyond every axis; −1 would mean the last element.
    const end = (axis: number) => {
      const stop = begin[axis] + shape[axis] * steps[axis];
      return stop < 0 ? -(2 ** 31) : stop;
    };
    return writer.node("Slice", [
      x,
      writer.integers(axes.map((axis) => begin[axis])),
      writer.integers(axes.map(end)),
      writer.integers(axes),
      writer.integers(axes.map((axis) => steps[axis])),
    ]);
  },
  tfjs(tf, [x], { shape, attributes }) {
    const begin = attributes.begin as Shape, steps = attributes.steps as Shape;
    if (x.dtype !== "float32") return pickedByIndex(tf, x, begin, shape, steps);
    // TF.js cannot express an end before the first element, so axes that go backwards are reversed first.
    const backwards = steps.flatMap((step, axis) => (step < 0 ? [axis] : []));
    const from = begin.map((at, axis) => (steps[axis] < 0 ? x.shape[axis] - 1 - at : at));
    const gaps = steps.map(Math.abs);
    const end = from.map((at, axis) => at + (shape[axis] - 1) * gaps[axis] + 1);
    return tf.stridedSlice(reversed(tf, x, backwards), from, end, gaps);
  },
};

/**
 * Elements `begin + i·steps` of `x` for i below `size`, along each axis; a negative step goes backwards.
 *
 * @throws {RangeError} if an element would lie outside `x`, or a step is 0
 */
export function stridedSlice(x: GraphNode, begin: Shape, size: Shape, steps: Shape): GraphNode {
  if (steps.every((step) => step === 1)) return slice(x, begin, size);
  return x.graph.apply(op, [x], { begin: [...begin], size: [...size], steps: [...steps] });
}

/** Elements in reverse order along `axes`. */
export function reverse(x: GraphNode, axes: readonly number[]): GraphNode {
  if (axes.length === 0 || x.size === 0) return x;
  const turned = (axis: number) => axes.includes(axis);
  return stridedSlice(
    x,
    x.shape.map((length, axis) => (turned(axis) ? length - 1 : 0)),
    x.shape,
    x.shape.map((_, axis) => (turned(axis) ? -1 : 1)),
  );
}
