/** Whole numbers on ONNX Runtime up to their ends, where its own ops end the process, hold fast or differ by processor. */
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter } from "../op.ts";
import type { Shape } from "../shape.ts";

/** ONNX's element types of wider numbers. */
const INT64 = 7, DOUBLE = 11;

const as = (writer: OnnxWriter, to: number) => (value: string) => writer.node("Cast", [value], { to });

/** Sum of int32 over a node's axes, which beyond their ends goes on at the other one; the runtime's own holds at the end. */
export function wrappingSum(writer: OnnxWriter, x: string, { attributes }: GraphNode): string {
  const axes = writer.integers(attributes.axes as Shape);
  return writer.cast(writer.node("ReduceSum", [as(writer, INT64)(x), axes], { keepdims: 0 }), "int32");
}

/** Numbers as int64, where the lowest int32 has a negative, and the divisor with 1 instead of 0. */
function divisible(writer: OnnxWriter, a: string, b: string) {
  const wide = as(writer, INT64), [dividend, divisor] = [wide(a), wide(b)];
  const zero = wide(writer.scalar(0)), isZero = writer.node("Equal", [divisor, zero]);
  return { dividend, safe: writer.node("Where", [isZero, wide(writer.scalar(1)), divisor]), isZero, zero };
}

/** a − b·⌊a/b⌋ of int32, 0 for b = 0. */
export function wholeRemainder(writer: OnnxWriter, a: string, b: string): string {
  const { dividend, safe } = divisible(writer, a, b);
  return writer.cast(writer.node("Mod", [dividend, safe], { fmod: 0 }), "int32");
}

/** ⌊a/b⌋ of int32, 0 for b = 0; −2³¹/−1 goes on at the other end, as in NumPy. */
export function wholeQuotient(writer: OnnxWriter, a: string, b: string): string {
  const { dividend, safe, isZero, zero } = divisible(writer, a, b);
  // ONNX divides integers towards 0; without the remainder the division is exact.
  const whole = writer.node("Sub", [dividend, writer.node("Mod", [dividend, safe], { fmod: 0 })]);
  return writer.cast(writer.node("Where", [isZero, zero, writer.node("Div", [whole, safe])]), "int32");
}

/** Floats without their fraction as int32: the nearer end beyond the ends, 0 for NaN. */
export function boundedInt32(writer: OnnxWriter, x: string): string {
  const wide = as(writer, DOUBLE), value = writer.precision === "float64" ? x : wide(x);
  const end = wide(writer.scalar(2 ** 31));
  const above = writer.node("Max", [value, writer.node("Neg", [end])]);
  const within = writer.node("Min", [above, writer.node("Sub", [end, wide(writer.scalar(1))])]);
  const isNumber = writer.node("Equal", [value, value]);
  return writer.cast(writer.node("Where", [isNumber, within, wide(writer.scalar(0))]), "int32");
}
