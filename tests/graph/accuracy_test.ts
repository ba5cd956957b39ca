import * as tf from "@tensorflow/tfjs-core";
import { assert } from "@std/assert";
import {
  compile,
  constant,
  gelu,
  grad,
  interpret,
  logSumExp,
  type Precision,
  trace,
} from "../../lib/graph/mod.ts";
import { erf } from "../../lib/graph/ops/error_function.ts";

const PRECISIONS: readonly Precision[] = ["float32", "float64"];
/** Some units in the last place. */
const ROUNDING = { float32: 1e-6, float64: 1e-14 };

/** Numbers of every size, of both signs, that float32 holds. */
function everySize(low: number, high: number): Float64Array {
  const sizes = Array.from({ length: 200 }, (_, k) => 10 ** (-12 + 14 * k / 199));
  return Float64Array.from(
    sizes.flatMap((size) => [-size, size]).map(Math.fround).filter((x) => x > low && x < high),
  );
}

/** The greatest relative error, on ONNX Runtime, of an op on numbers of every size. */
async function greatestError(
  op: (x: tf.Tensor) => tf.Tensor,
  value: (x: number) => number,
  x: Float64Array,
  precision: Precision,
): Promise<number> {
  const program = trace(({ x }) => ({ y: op(x) }), { x: [x.length] }, { precision });
  const executable = await compile(program, { engine: "onnx" });
  const { y } = await executable.run({ x });
  await executable.dispose();
  const errors = Array.from(x, (x, k) => Math.abs(y[k] - value(x)) / Math.abs(value(x)));
  assert(errors.every((error) => error >= 0), "an error that is no number");
  return Math.max(...errors);
}

const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const slopeOf = (op: (x: tf.Tensor) => tf.Tensor) => (x: tf.Tensor) => grad(tf.sum(op(x)), x);

/** Ops, their values, and the range in which float32 holds the result as a normal number. */
const EXACT: Record<string, [(x: tf.Tensor) => tf.Tensor, (x: number) => number, number, number]> = {
  expm1: [(x) => tf.expm1(x), Math.expm1, -100, 80],
  log1p: [(x) => tf.log1p(x), Math.log1p, -0.99, 1e3],
  softplus: [(x) => tf.softplus(x), softplus, -80, 100],
  sigmoid: [(x) => tf.sigmoid(x), (x) => 1 / (1 + Math.exp(-x)), -80, 100],
  sinh: [(x) => tf.sinh(x), Math.sinh, -80, 80],
  cosh: [(x) => tf.cosh(x), Math.cosh, -80, 80],
  elu: [(x) => tf.elu(x), (x) => (x > 0 ? x : Math.expm1(x)), -100, 100],
  atan: [(x) => tf.atan(x), Math.atan, -100, 100],
  asin: [(x) => tf.asin(x), Math.asin, -1, 1],
  acos: [(x) => tf.acos(x), Math.acos, -1, 1],
  asinh: [(x) => tf.asinh(x), Math.asinh, -100, 100],
  acosh: [(x) => tf.acosh(x), Math.acosh, 1, 100],
  atanh: [(x) => tf.atanh(x), Math.atanh, -1, 1],
  tan: [(x) => tf.tan(x), Math.tan, -1.5, 1.5],
  erf: [(x) => tf.erf(x), erf, -10, 10],
  "slope of sigmoid": [
    slopeOf((x) => tf.sigmoid(x)),
    (x) => 1 / (1 + Math.exp(-x)) / (1 + Math.exp(x)),
    -40,
    40,
  ],
  "slope of softplus": [slopeOf((x) => tf.softplus(x)), (x) => 1 / (1 + Math.exp(-x)), -80, 100],
};

for (const [name, [op, value, low, high]] of Object.entries(EXACT)) {
  Deno.test(`${name} keeps its relative accuracy on onnx for numbers of every size`, async () => {
    for (const precision of PRECISIONS) {
      const error = await greatestError(op, value, everySize(low, high), precision);
      assert(error <= ROUNDING[precision], `${precision}: relative error ${error}`);
    }
  });
}

Deno.test("erf agrees with its tabulated values", () => {
  // Abramowitz and Stegun, table 7.1, and 1 − erf(4) to 7 digits by its continued fraction.
  const tabulated = [[0.5, 0.5204998778], [1, 0.8427007929], [1.5, 0.9661051465], [2, 0.9953222650]];
  for (const [x, y] of tabulated) assert(Math.abs(erf(x) - y) < 5.1e-11, `erf(${x}) is ${erf(x)}`);
  assert(Math.abs((1 - erf(4)) / 1.541726e-8 - 1) < 1e-6);
});

Deno.test("logSumExp neither overflows nor underflows, and is −∞ for all −∞", async () => {
  const rows = [[1000, 1000], [-1000, -1000], [0, -30], [-Infinity, -Infinity], [-Infinity, 2], [
    Infinity,
    1,
  ]];
  const expected = rows.map(([a, b]) => {
    const largest = Math.max(a, b);
    return Math.abs(largest) === Infinity
      ? largest
      : largest + Math.log1p(Math.exp(Math.min(a, b) - largest));
  });
  const program = trace(({ x }) => ({ y: logSumExp(x, -1) }), { x: [rows.length, 2] }, {
    precision: "float64",
  });
  const executable = await compile(program, { engine: "onnx" });
  const { y } = await executable.run({ x: Float64Array.from(rows.flat()) });
  await executable.dispose();
  expected.forEach((value, k) =>
    assert(y[k] === value || Math.abs(y[k] - value) <= 1e-15 * Math.max(1, Math.abs(value)), `${y}`)
  );
});

Deno.test("gelu is x·Φ(x) also far to the left, where it is 0", () => {
  const program = trace(({ x }) => ({ y: gelu(tf.mul(x, constant(1))) }), { x: [3] }, {
    precision: "float64",
  });
  const { y } = interpret(program, { x: Float64Array.of(-40, 0, 40) });
  assert(Math.abs(y[0]) === 0 && y[1] === 0 && y[2] === 40);
});

Deno.test("atan2 keeps its relative accuracy in every octant, and signs of zeros and infinities count", async () => {
  const sizes = [0, 1e-30, 0.5, 1, 3, 1e20, Infinity].map(Math.fround);
  const numbers = sizes.flatMap((size) => [size, -size]).concat(NaN);
  const y = Float64Array.from(numbers.flatMap((y) => numbers.map(() => y)));
  const x = Float64Array.from(numbers.flatMap(() => numbers));
  for (const precision of PRECISIONS) {
    const program = trace(({ y, x }) => ({ angle: tf.atan2(y, x) }), { y: [y.length], x: [x.length] }, {
      precision,
    });
    const executable = await compile(program, { engine: "onnx" });
    const { angle } = await executable.run({ y, x });
    await executable.dispose();
    angle.forEach((found, k) => {
      const right = Math.atan2(y[k], x[k]), rounded = precision === "float32" ? Math.fround(right) : right;
      const close = Object.is(found, rounded) ||
        (right !== 0 && Math.abs(found - right) <= ROUNDING[precision] * Math.abs(right));
      assert(close, `${precision}: atan2(${y[k]}, ${x[k]}) is ${found}, right is ${right}`);
    });
  }
});

Deno.test("acosh keeps its relative accuracy just above 1", async () => {
  for (const [precision, digits] of [["float32", 23], ["float64", 52]] as const) {
    const above = Float64Array.from({ length: digits }, (_, k) => 2 ** -(k + 1));
    // acosh(1 + t) = 2·asinh √(t/2)
    const value = (t: number) => 2 * Math.asinh(Math.sqrt(t / 2));
    const error = await greatestError((t) => tf.acosh(tf.add(t, 1)), value, above, precision);
    assert(error <= ROUNDING[precision], `${precision}: relative error ${error}`);
  }
});
