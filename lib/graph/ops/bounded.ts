/** Ops that are the identity on a part of the line: clip and leakyRelu. */
import type { GraphNode } from "../graph.ts";
import type { Op } from "../op.ts";
import { clippedOf } from "./tfjs_nan.ts";

function requireFloat(name: string, x: GraphNode): void {
  if (x.dtype !== "float") throw new TypeError(`${name}: needs a float tensor, found ${x.dtype}`);
}

const clipOp: Op = {
  name: "clip",
  infer([x]) {
    requireFloat("clip", x);
    return { shape: x.shape, dtype: "float" };
  },
  evaluate([x], { attributes }) {
    const { low, high } = attributes as Record<string, number>;
    return Float64Array.from(x, (value) => (value < low ? low : value > high ? high : value));
  },
  onnx(writer, [x], { attributes }) {
    const { low, high } = attributes as Record<string, number>;
    if (writer.precision === "float32") {
      return writer.node("Clip", [x, writer.scalar(low), writer.scalar(high)]);
    }
    // The runtime fails when it joins a Relu with a Clip of doubles.
    return writer.node("Min", [writer.node("Max", [x, writer.scalar(low)]), writer.scalar(high)]);
  },
  tfjs(tf, [x], { attributes }) {
    const { low, high } = attributes as Record<string, number>;
    return clippedOf(tf, x, low, high);
  },
};

/**
 * x, or the nearer bound where it lies outside [low, high].
 *
 * @param open whether the derivative is 0 at the bounds already; it is 1 there otherwise
 * @throws {RangeError} where low is above high, or a bound is not finite
 */
export function clip(x: GraphNode, low: number, high: number, open = false): GraphNode {
  if (!(low <= high) || !Number.isFinite(low) || !Number.isFinite(high)) {
    throw new RangeError(`clip: bounds ${low} and ${high}, allowed finite ones with the lower first`);
  }
  return x.graph.apply(clipOp, [x], { low, high, ...(open && { open }) });
}

const leakyReluOp: Op = {
  name: "leakyRelu",
  infer([x]) {
    requireFloat("leakyRelu", x);
    return { shape: x.shape, dtype: "float" };
  },
  evaluate: ([x], { attributes }) =>
    Float64Array.from(x, (value) => (value > 0 ? value : value * (attributes.slope as number))),
  onnx(writer, [x], { attributes }) {
    const slope = attributes.slope as number;
    // ONNX keeps the attribute in float32 in either precision; a slope that is an input keeps its digits.
    return writer.precision === "float32"
      ? writer.node("LeakyRelu", [x], { alpha: { float: slope } })
      : writer.node("PRelu", [x, writer.scalar(slope)]);
  },
  tfjs: (tf, [x], { attributes }) => tf.leakyRelu(x, attributes.slope as number),
};

/** x where it is positive, slope·x elsewhere. */
export function leakyRelu(x: GraphNode, slope: number): GraphNode {
  if (!Number.isFinite(slope)) throw new RangeError(`leakyRelu: slope ${slope}, allowed finite numbers`);
  return x.graph.apply(leakyReluOp, [x], { slope });
}
