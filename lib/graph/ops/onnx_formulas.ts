/**
 * Elementary functions that ONNX Runtime lacks in some precision, written in ops that it has in both.
 *
 * Each is accurate to a few units in the last place (erf to 1e-15 absolutely), also where a plain formula cancels.
 */
import type { OnnxWriter } from "../op.ts";
import { complementTail, erfOverX, TAIL_END, TAIL_START } from "./error_function.ts";

type Formula = (writer: OnnxWriter, x: string) => string;

/** Largest finite number of a precision. */
const LARGEST = { float32: 2 ** 127 * (2 - 2 ** -23), float64: Number.MAX_VALUE } as const;

/** Short names for the nodes of a formula, which takes numbers as scalars. */
function writing(writer: OnnxWriter) {
  const name = (value: string | number) => typeof value === "number" ? writer.scalar(value) : value;
  return (type: string, ...inputs: (string | number)[]) => writer.node(type, inputs.map(name));
}

/** 1/(1+e^−x), whose tail on the left keeps its relative accuracy. */
export const reciprocalOfOnePlusExp: Formula = (writer, x) => {
  const op = writing(writer);
  return op("Reciprocal", op("Add", op("Exp", op("Neg", x)), 1));
};

/** log(1+x) by x·log(u)/(u−1) with u = 1+x as it is rounded, and x itself where u is 1 (Kahan). */
export const log1pFormula: Formula = (writer, x) => {
  const op = writing(writer);
  const u = op("Add", x, 1);
  // At infinity (u−1)/x is to stay a number.
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

/** tanh x · cosh x, which unlike (e^x − e^−x)/2 does not cancel near 0. */
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

/** Coefficients of atan(z)/z by powers of z²; for z ≤ tan(π/16) the first one left out is below 1e-18. */
const ARCTANGENT = Array.from({ length: 12 }, (_, k) => (k % 2 === 0 ? 1 : -1) / (2 * k + 1));

/** atan of |z| ≤ 1: twice halved by z/(1+√(1+z²)), then its power series. */
function atanWithin1(writer: OnnxWriter, z: string): string {
  const op = writing(writer);
  const halved = (t: string) => op("Div", t, op("Add", op("Sqrt", op("Add", op("Mul", t, t), 1)), 1));
  const quarter = halved(halved(z));
  return op("Mul", op("Mul", quarter, 4), polynomial(writer, op("Mul", quarter, quarter), ARCTANGENT));
}

/** atan x = π/2 − atan(1/x) for x > 1, and odd. */
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
