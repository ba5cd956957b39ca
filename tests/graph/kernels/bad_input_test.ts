import * as tf from "@tensorflow/tfjs-core";
import { assertStringIncludes, assertThrows } from "@std/assert";
import {
  constant,
  logSoftmax,
  logSumExp,
  softmaxCrossEntropy,
  stopGradient,
  trace,
  UnsupportedOpError,
} from "../../../lib/graph/mod.ts";
import type { InputSpec } from "../../../lib/graph/mod.ts";

type Tensors = Record<string, tf.Tensor>;

/** A call that must be refused, and what the message must say besides the line of this file. */
interface Refused {
  readonly what: string;
  readonly inputs: Record<string, InputSpec>;
  readonly call: (x: Tensors) => tf.Tensor;
  // deno-lint-ignore no-explicit-any -- as assertThrows has it
  readonly error: new (...args: any[]) => Error;
  readonly says: readonly string[];
}

const CASES: readonly Refused[] = [
  {
    what: "a constant whose numbers do not fill its shape",
    inputs: {},
    call: () => constant([1, 2, 3], [2, 2]),
    error: RangeError,
    says: ["constant", "3 values", "[2,2]"],
  },
  {
    what: "integers as a constant of gradients",
    inputs: { n: { shape: [2], dtype: "int32" } },
    call: ({ n }) => stopGradient(n),
    error: TypeError,
    says: ["stopGradient", "float", "int32"],
  },
  {
    what: "a sum of shapes that do not broadcast",
    inputs: { a: [2, 3], b: [2, 4] },
    call: ({ a, b }) => tf.add(a, b),
    error: RangeError,
    says: ["add", "[2,3]", "[2,4]", "3 and 4"],
  },
  {
    what: "a sum with zeros of another shape",
    inputs: { a: [2, 3] },
    call: ({ a }) => tf.add(a, tf.zeros([2])),
    error: RangeError,
    says: ["add", "[2,3]", "[2]", "3 and 2"],
  },
  {
    what: "a comparison of shapes that do not broadcast",
    inputs: { a: [2, 3], b: [4] },
    call: ({ a, b }) => tf.greater(a, b),
    error: Error,
    says: ["greater", "2,3", "4"],
  },
  {
    what: "a choice between shapes that do not broadcast",
    inputs: { a: [2, 3], b: [2, 4], c: { shape: [2, 1], dtype: "bool" } },
    call: ({ a, b, c }) => tf.where(c, a, b),
    error: Error,
    says: ["where", "2,3", "2,4"],
  },
  {
    what: "einsum of lengths that differ",
    inputs: { a: [2, 3], b: [4, 5] },
    call: ({ a, b }) => tf.einsum("ij,jk->ik", a, b),
    error: RangeError,
    says: ["einsum", '"j"', "3 and 4"],
  },
  {
    what: "einsum with too many letters",
    inputs: { a: [2, 3], b: [3] },
    call: ({ a, b }) => tf.einsum("ijk,j->i", a, b),
    error: RangeError,
    says: ["einsum", '"ijk"', "[2,3]"],
  },
  {
    what: "einsum whose result has an unknown letter",
    inputs: { a: [2, 3] },
    call: ({ a }) => tf.einsum("ij->iz", a),
    error: RangeError,
    says: ["einsum", '"ij->iz"'],
  },
  {
    what: "gather whose leading axes differ",
    inputs: { x: [2, 3], rows: { shape: [4, 1], dtype: "int32" } },
    call: ({ x, rows }) => tf.gather(x, rows as tf.Tensor1D, 1, 1),
    error: RangeError,
    says: ["gather", "[4,1]", "[2,3]"],
  },
  {
    what: "a filter larger than its image",
    inputs: { x: [1, 2, 2, 1], w: [3, 3, 1, 1] },
    call: ({ x, w }) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "valid"),
    error: RangeError,
    says: ["conv2d", "[3,3,1,1]", "[1,2,2,1]"],
  },
  {
    what: "a convolution of integers",
    inputs: { x: { shape: [1, 2, 2, 1], dtype: "int32" }, w: { shape: [1, 1, 1, 1], dtype: "int32" } },
    call: ({ x, w }) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "valid"),
    error: Error,
    says: ["conv2d", "float32", "int32"],
  },
  {
    what: "rounding up the number of places of a window",
    inputs: { x: [1, 4, 4, 1] },
    call: ({ x }) => tf.maxPool(x as tf.Tensor4D, 3, 2, 0, "ceil"),
    error: RangeError,
    says: ["pool", "ceil", "[1,4,4,1]", "floor"],
  },
  {
    what: "rounding up the number of places of a filter",
    inputs: { x: [1, 4, 4, 1], w: [3, 3, 1, 1] },
    call: ({ x, w }) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 0, "NHWC", 1, "ceil"),
    error: RangeError,
    says: ["conv2d", "ceil", "[1,4,4,1]", "[3,3,1,1]"],
  },
  {
    what: "softmax of an axis that is not there",
    inputs: { x: [2, 3] },
    call: ({ x }) => logSoftmax(x, 2),
    error: RangeError,
    says: ["axis 2", "rank 2", "-2…1"],
  },
  {
    what: "softmax of a scalar",
    inputs: { x: [] },
    call: ({ x }) => logSoftmax(x),
    error: RangeError,
    says: ["logSoftmax", "scalar"],
  },
  {
    what: "a logarithmic sum over an axis that is not there",
    inputs: { x: [2, 3] },
    call: ({ x }) => logSumExp(x, [0, 3]),
    error: RangeError,
    says: ["axis 3", "rank 2"],
  },
  {
    what: "labels for another number of rows",
    inputs: { x: [2, 3], labels: { shape: [3], dtype: "int32" } },
    call: ({ x, labels }) => softmaxCrossEntropy(x, labels),
    error: RangeError,
    says: ["softmaxCrossEntropy", "[3]", "[2,3]"],
  },
  {
    what: "labels that are not whole",
    inputs: { x: [2, 3], labels: [2] },
    call: ({ x, labels }) => softmaxCrossEntropy(x, labels),
    error: TypeError,
    says: ["softmaxCrossEntropy", "int32", "float"],
  },
  {
    what: "expm1 of truth values, which TF.js hands on",
    inputs: { x: { shape: [2], dtype: "bool" } },
    call: ({ x }) => tf.cumsum(tf.expm1(x)),
    error: TypeError,
    says: ["expm1", "float", "bool"],
  },
  {
    what: "a kernel without a rule",
    inputs: { x: [2, 2] },
    call: ({ x }) => tf.image.rotateWithOffset(tf.reshape(x, [1, 2, 2, 1]) as tf.Tensor4D, 1),
    error: UnsupportedOpError,
    says: ["RotateWithOffset", "Conv2D"],
  },
];

for (const { what, inputs, call, error, says } of CASES) {
  Deno.test(`${what} is refused with what was found and the user's line`, () => {
    const thrown = assertThrows(() => trace((x) => ({ y: call(x) }), inputs), error);
    for (const part of [...says, "bad_input_test.ts:"]) assertStringIncludes(thrown.message, part);
  });
}
