/** Softmax and its logarithm along one axis. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { GraphNode, Values } from "../graph.ts";
import type { OnnxWriter, Op, Tfjs } from "../op.ts";
import { logSoftmaxWithNaN } from "./onnx_nan.ts";
import { normalizeAxes, offsets, type Shape, stridesOf } from "../shape.ts";

/** For each line of a tensor along `axis`, the first offset and the step between elements. */
function lines(shape: Shape, axis: number): { starts: Int32Array; step: number; length: number } {
  const strides = stridesOf(shape), others = shape.map((_, i) => i).filter((i) => i !== axis);
  return {
    starts: offsets(others.map((i) => shape[i]), others.map((i) => strides[i])),
    step: strides[axis],
    length: shape[axis],
  };
}

/** Exponentials of one line after subtracting its maximum, and the logarithm of their sum. */
function shifted(x: Values, start: number, step: number, length: number) {
  const line = Array.from({ length }, (_, i) => x[start + i * step]);
  const largest = line.reduce((a, b) => Math.max(a, b), -Infinity);
  const sum = line.reduce((total, value) => total + Math.exp(value - largest), 0);
  return { line, largest, sum };
}

interface SoftmaxSpec {
  name: string;
  onnx: (writer: OnnxWriter, x: string, axis: number) => string;
  value: (x: number, largest: number, sum: number) => number;
  tfjs: (tf: Tfjs, x: Tensor) => Tensor;
}

function alongAxis(spec: SoftmaxSpec): (x: GraphNode, axis?: number) => GraphNode {
  const op: Op = {
    name: spec.name,
    infer([x]) {
      if (x.dtype !== "float") throw new TypeError(`${spec.name}: needs a float tensor, found ${x.dtype}`);
      return { shape: x.shape, dtype: "float" };
    },
    evaluate([x], { shape, attributes }) {
      const { starts, step, length } = lines(shape, attributes.axis as number);
      const result = new Float64Array(x.length);
      for (const start of starts) {
        const { line, largest, sum } = shifted(x, start, step, length);
        line.forEach((value, i) => result[start + i * step] = spec.value(value, largest, sum));
      }
      return result;
    },
    onnx: (writer, [x], { attributes }) => spec.onnx(writer, x, attributes.axis as number),
    tfjs(tf, [x], { shape, attributes }) {
      const axis = attributes.axis as number, last = shape.length - 1;
      if (axis === last) return spec.tfjs(tf, x);
      // TF.js supports only the last axis; swapping two axes is its own inverse.
      const exchange = shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
      return tf.transpose(spec.tfjs(tf, tf.transpose(x, exchange)), exchange);
    },
  };
  return (x, axis = -1) => {
    if (x.shape.length === 0) throw new RangeError(`${spec.name}: a scalar has no axis`);
    return x.graph.apply(op, [x], { axis: normalizeAxes(axis, x.shape.length)[0] });
  };
}

/** e^x / Σ e^x along one axis, the last by default. */
export const softmax = alongAxis({
  name: "softmax",
  onnx: (writer, x, axis) => writer.node("Softmax", [x], { axis }),
  value: (x, largest, sum) => Math.exp(x - largest) / sum,
  tfjs: (tf, x) => tf.softmax(x),
});

/** x − log Σ e^x along one axis, the last by default. */
export const logSoftmax = alongAxis({
  name: "logSoftmax",
  onnx: logSoftmaxWithNaN,
  value: (x, largest, sum) => x - largest - Math.log(sum),
  tfjs: (tf, x) => tf.logSoftmax(x),
});
