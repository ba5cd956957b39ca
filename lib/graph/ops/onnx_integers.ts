/**
 * Integers on ONNX Runtime over their whole range; at its ends the runtime's own ops crash, saturate or differ between
 * processors.
 */
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter } from "../op.ts";
import type { Shape } from "../shape.ts";

/** ONNX's wider element types. */
const INT64 = 7, DOUBLE = 11;

const as = (writer: OnnxWriter, to: number) => (value: string) => writer.node("Cast", [value], { to });

/** Sum of int32 over a node's axes, which wraps around on overflow; the runtime's own sum saturates. */
export function wrappingSum(writer: OnnxWriter, x: string, { attributes }: GraphNode): string {
  const axes = writer.integers(attributes.axes as Shape);
  return writer.cast(writer.node("ReduceSum", [as(writer, INT64)(x), axes], { keepdims: 0 }), "int32");
}

/** Operands as int64, in which the lowest int32 can be negated; a divisor of 0 becomes 1. */
function divisible(writer: OnnxWriter, a: string, b: string) {
  const wide = as(writer, INT64), [dividend, divisor] = [wide(a), wide(b)];
  const zero = wide(writer.scalar(0)), isZero = writer.node("Equal", [divisor, zero]);
  return { dividend, safe: writer.node("Where", [isZero, wide(writer.scalar(1)), divisor]), isZero, zero };
}

/** a − b·⌊a/b⌋ for int32, 0 for b = 0. */
export function wholeRemainder(writer: OnnxWriter, a: string, b: string): string {
  const { dividend, safe } = divisible(writer, a, b);
  return writer.cast(writer.node("Mod", [dividend, safe], { fmod: 0 }), "int32");
}

/** ⌊a/b⌋ for int32, 0 for b = 0; −2³¹/−1 wraps around, as in NumPy. */
export function wholeQuotient(writer: OnnxWriter, a: string, b: string): string {
  const { dividend, safe, isZero, zero } = divisible(writer, a, b);
  // ONNX divides integers towards 0; without the remainder the division is exact.
  const whole = writer.node("Sub", [dividend, writer.node("Mod", [dividend, safe], { fmod: 0 })]);
  return writer.cast(writer.node("Where", [isZero, zero, writer.node("Div", [whole, safe])]), "int32");
}

/** Floats truncated to int32: the nearer end beyond the ends, 0 for NaN. */
export function boundedInt32(writer: OnnxWriter, x: string): string {
  const wide = as(writer, DOUBLE), value = writer.precision === "float64" ? x : wide(x);
  const end = wide(writer.scalar(2 ** 31));
  const above = writer.node("Max", [value, writer.node("Neg", [end])]);
  const within = writer.node("Min", [above, writer.node("Sub", [end, wide(writer.scalar(1))])]);
  const isNumber = writer.node("Equal", [value, value]);
  return writer.cast(writer.node("Where", [isNumber, within, wide(writer.scalar(0))]), "int32");
}
