/**
 * Elementary functions that ONNX Runtime lacks in some precision, composed of ops that it has in both.
 *
 * Each is accurate to a few units in the last place (erf to an absolute 1e-15), even where the plain formula cancels.
 */
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter } from "../op.ts";
import { complementTail, erfOverX, longComplementTail, TAIL_END, TAIL_START } from "./error_function.ts";

type Formula = (writer: OnnxWriter, x: string) => string;

/** Largest finite number of a precision. */
const LARGEST = { float32: 2 ** 127 * (2 - 2 ** -23), float64: Number.MAX_VALUE } as const;

/** Short names for the nodes of a formula; numbers become scalars. */
function writing(writer: OnnxWriter) {
  const name = (value: string | number) => typeof value === "number" ? writer.scalar(value) : value;
  return (type: string, ...inputs: (string | number)[]) => writer.node(type, inputs.map(name));
}

/** 1/(1+e^−x), which keeps its relative accuracy in the left tail. */
export const reciprocalOfOnePlusExp: Formula = (writer, x) => {
  const op = writing(writer);
  return op("Reciprocal", op("Add", op("Exp", op("Neg", x)), 1));
};

/** log(1+x) as x·log(u)/(u−1) with u the rounded 1+x, and x itself if u is 1 (Kahan). */
export const log1pFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const u = op("Add", x, 1);
  // Keeps (u−1)/x from becoming NaN at infinity.
  const rounded = op("Sub", op("Min", u, LARGEST[writer.precision]), 1);
  const scaled = op("Mul", op("Log", u), op("Div", x, rounded));
  return op("Where", op("Equal", rounded, 0), x, scaled);
};

/** e^x − 1: 2t/(1−t) with t = tanh(x/2) near 0, where e^x and 1 cancel. */
export const expm1Formula: Formula = (writer, x) => {
  const op = writing(writer);
  const t = op("Tanh", op("Mul", x, 0.5));
  const near = op("Div", op("Add", t, t), op("Sub", 1, t));
  return op("Where", op("Less", op("Abs", x), 1), near, op("Sub", op("Exp", x), 1));
};

/** log(1+e^x) = max(x, 0) + log(1+e^−|x|). */
export const softplusFormula: Formula = (writer, x) => {
  const op = writing(writer);
  return op("Add", op("Relu", x), log1pFormula(writer, op("Exp", op("Neg", op("Abs", x)))));
};

/** sin x / cos x */
export const tanFormula: Formula = (writer, x) => {
  const op = writing(writer);
  return op("Div", op("Sin", x), op("Cos", x));
};

/** (e^x + e^−x)/2 */
export const coshFormula: Formula = (writer, x) => {
  const op = writing(writer);
  return op("Mul", op("Add", op("Exp", x), op("Exp", op("Neg", x))), 0.5);
};

/** tanh x · cosh x; unlike (e^x − e^−x)/2 it does not cancel near 0. */
export const sinhFormula: Formula = (writer, x) => {
  const op = writing(writer);
  return op("Mul", op("Tanh", x), coshFormula(writer, x));
};

/** Σ coefficients[k]·x^k by Horner's rule. */
function polynomial(writer: OnnxWriter, x: string, coefficients: readonly number[]): string {
  const op = writing(writer), last = coefficients.length - 1;
  let total = op("Add", op("Mul", x, coefficients[last]), coefficients[last - 1]);
  for (let k = last - 2; k >= 0; k--) total = op("Add", op("Mul", total, x), coefficients[k]);
  return total;
}

/** Coefficients of atan(z)/z by powers of z²; for z ≤ tan(π/16) the first omitted one is below 1e-18. */
const ARCTANGENT = Array.from({ length: 12 }, (_, k) => (k % 2 === 0 ? 1 : -1) / (2 * k + 1));

/** atan for |z| ≤ 1: the angle is halved twice by z/(1+√(1+z²)), then the power series is used. */
function atanWithin1(writer: OnnxWriter, z: string): string {
  const op = writing(writer);
  const halved = (t: string) => op("Div", t, op("Add", op("Sqrt", op("Add", op("Mul", t, t), 1)), 1));
  const quarter = halved(halved(z));
  return op("Mul", op("Mul", quarter, 4), polynomial(writer, op("Mul", quarter, quarter), ARCTANGENT));
}

/** atan x, with atan x = π/2 − atan(1/x) for x > 1 and odd symmetry. */
export const atanFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const size = op("Abs", x);
  const inner = atanWithin1(writer, op("Min", size, op("Reciprocal", size)));
  const angle = op("Where", op("Greater", size, 1), op("Sub", Math.PI / 2, inner), inner);
  return op("Where", op("Less", x, 0), op("Neg", angle), angle);
};

/** asin x = 2·atan(x/(1+√((1−x)(1+x)))) */
export const asinFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const cosine = op("Sqrt", op("Mul", op("Sub", 1, x), op("Add", x, 1)));
  return op("Mul", atanWithin1(writer, op("Div", x, op("Add", cosine, 1))), 2);
};

/** acos x = 2·atan √((1−x)/(1+x)), which keeps its digits near 1. */
export const acosFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const tangent = op("Sqrt", op("Div", op("Sub", 1, x), op("Add", 1, x)));
  return op("Mul", 2, writer.precision === "float32" ? op("Atan", tangent) : atanFormula(writer, tangent));
};

/**
 * The angle of the point (x, y), from atan(smaller/larger) and its octant; signs of zeros and infinite coordinates are
 * handled as in C.
 */
export const atan2Formula = (writer: OnnxWriter, [y, x]: readonly string[]): string => {
  const op = writing(writer);
  const [up, across] = [op("Abs", y), op("Abs", x)], isSteep = op("Greater", up, across);
  const ratio = op("Div", op("Where", isSteep, across, up), op("Where", isSteep, up, across));
  // 0/0 and ∞/∞ on the diagonal.
  const diagonal = op("Where", op("Equal", across, 0), 0, 1);
  const tangent = op("Where", op("Equal", up, across), diagonal, ratio);
  const low = writer.precision === "float32" ? op("Atan", tangent) : atanWithin1(writer, tangent);
  const right = op("Where", isSteep, op("Sub", Math.PI / 2, low), low);
  // 1/−0 is −∞, which is below 0; so is an x of −∞ itself.
  const isNegative = (value: string) =>
    op("Or", op("Less", value, 0), op("Less", op("Reciprocal", value), 0));
  const upper = op("Where", isNegative(x), op("Sub", Math.PI, right), right);
  // The runtime chooses 0 between 0 and −0.
  return op("Mul", upper, op("Where", isNegative(y), -1, 1));
};

/** From here on log(2a) is asinh a and acosh a. */
const LOGARITHMIC = 1e9;

/** `near` for moderate a, and log a + log 2 beyond, where its square could overflow. */
function orLogarithm(writer: OnnxWriter, a: string, near: string): string {
  const op = writing(writer);
  return op("Where", op("Less", a, LOGARITHMIC), near, op("Add", op("Log", a), Math.LN2));
}

/** log(1 + a + a²/(1+√(1+a²))) for a = |x|, extended as an odd function. */
export const asinhFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const a = op("Abs", x), square = op("Mul", a, a);
  const rest = op("Div", square, op("Add", op("Sqrt", op("Add", square, 1)), 1));
  const size = orLogarithm(writer, a, log1pFormula(writer, op("Add", a, rest)));
  return op("Where", op("Less", x, 0), op("Neg", size), size);
};

/** log(1 + t + √t·√(t+2)) for t = x − 1, which keeps its digits near 1 and is NaN below. */
export const acoshFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const t = op("Sub", x, 1), root = op("Mul", op("Sqrt", t), op("Sqrt", op("Add", t, 2)));
  return orLogarithm(writer, x, log1pFormula(writer, op("Add", t, root)));
};

/** ½·log(1 + 2a/(1−a)) for a = |x|, extended as an odd function. */
export const atanhFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const a = op("Abs", x), ratio = op("Div", op("Add", a, a), op("Sub", 1, a));
  const size = op("Mul", log1pFormula(writer, ratio), 0.5);
  return op("Where", op("Less", x, 0), op("Neg", size), size);
};

/** erf by polynomials fitted to {@linkcode erfOverX} and {@linkcode complementTail}; ±1 beyond {@linkcode TAIL_END}. */
export const erfFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const square = op("Mul", x, x), size = op("Min", op("Abs", x), TAIL_END);
  const near = op("Mul", x, polynomial(writer, square, erfOverX()));
  const bounded = op("Max", size, TAIL_START);
  const tail = op(
    "Mul",
    op("Exp", op("Neg", op("Mul", bounded, bounded))),
    polynomial(writer, op("Reciprocal", bounded), complementTail()),
  );
  const far = op("Sub", 1, tail);
  const odd = op("Where", op("Less", x, 0), op("Neg", far), far);
  return op("Where", op("Less", size, TAIL_START), near, odd);
};

/** From this size on, few enough elements are in the tail to compute them separately. */
const LARGE = 2 ** 13;

/**
 * 1 + erf x: by this formula down to −2; below, e^(−x²)·(polynomial in −1/x), which keeps its digits. In large tensors
 * the polynomial is computed only where it is needed.
 */
export function onePlusErfFormula(writer: OnnxWriter, x: string, { shape, size }: GraphNode): string {
  const op = writing(writer);
  const near = op("Add", writer.precision === "float32" ? op("Erf", x) : erfFormula(writer, x), 1);
  const isTail = (value: string) => op("Less", value, -TAIL_START);
  if (size < LARGE) return op("Where", isTail(x), onePlusErfTail(writer, x), near);
  const flat = (value: string) => op("Reshape", value, writer.integers([-1])), line = flat(x);
  const places = flat(op("NonZero", isTail(line))), tail = onePlusErfTail(writer, op("Gather", line, places));
  return op("Reshape", op("ScatterElements", flat(near), places, tail), writer.integers(shape));
}

/** 1 + erf x for x ≤ −2; any number elsewhere. */
function onePlusErfTail(writer: OnnxWriter, x: string): string {
  const op = writing(writer), size = op("Max", op("Neg", x), TAIL_START);
  const scaled = polynomial(writer, op("Reciprocal", size), longComplementTail(writer.precision));
  // Uses x itself: the derivative contains the same exponential, so the runtime computes it once.
  return op("Mul", op("Exp", op("Neg", op("Mul", x, x))), scaled);
}
