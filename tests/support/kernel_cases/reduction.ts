/** Calls over whole axes. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { between, type Draw, drawTensor, smallInteger } from "../tensors.ts";
import {
  anywhere,
  broadcasting,
  type KernelCall,
  type KernelCase,
  type KernelCases,
  length,
  reducing,
  reduction,
  seed,
  shapeAndAxis,
  shapeOf,
  type Tensors,
  truth,
} from "./draw_call.ts";

/** Matrices with or without leading axes (which broadcast), with transpose flags. */
const matrixProduct = fc.record({
  batches: broadcasting(2),
  n: length,
  m: length,
  p: length,
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  seed,
}).map(({ batches: [left, right], n, m, p, transposeA, transposeB, seed }): KernelCall => ({
  inputs: {
    a: drawTensor([...left, ...(transposeA ? [m, n] : [n, m])], seed, anywhere),
    b: drawTensor([...right, ...(transposeB ? [p, m] : [m, p])], seed + 1, anywhere),
  },
  apply: ({ a, b }) => tf.matMul(a, b, transposeA, transposeB),
}));
const softmaxOf = (op: (x: tf.Tensor) => tf.Tensor, draw: Draw, smooth: boolean): KernelCase => ({
  what: smooth ? "last axis" : "large elements",
  smooth,
  call: fc.record({ shape: shapeOf(1), seed }).map(({ shape, seed }) => ({
    inputs: { x: drawTensor(shape, seed, draw) },
    apply: ({ x }) => op(x),
  })),
});

/** Reductions of truth values. */
const ofTruth = (
  op: (x: tf.Tensor, axes: number[] | undefined, keepDims: boolean) => tf.Tensor,
): KernelCase => ({
  what: "truth values",
  smooth: false,
  call: reduction.map(({ shape, axes, keepDims, seed }) => ({
    inputs: { x: drawTensor(shape, seed, truth, "bool") },
    apply: ({ x }) => op(x, axes, keepDims),
  })),
});

const extreme = (op: (x: tf.Tensor, axis: number) => tf.Tensor): KernelCase[] =>
  (["float", "int32", "bool"] as const).map((dtype) => ({
    what: `ties of ${dtype}`,
    smooth: false,
    call: fc.record({ place: shapeAndAxis, seed }).map(({ place: { shape, axis }, seed }) => ({
      inputs: { x: drawTensor(shape, seed, dtype === "bool" ? truth : smallInteger, dtype) },
      apply: ({ x }: Tensors) => op(x, axis),
    })),
  }));

const runningSum = (["float", "int32"] as const).map((dtype): KernelCase => ({
  what: `of ${dtype}`,
  smooth: dtype === "float",
  call: fc.record({ place: shapeAndAxis, exclusive: fc.boolean(), reverse: fc.boolean(), seed }).map(
    ({ place: { shape, axis }, exclusive, reverse, seed }) => ({
      inputs: { x: drawTensor(shape, seed, dtype === "float" ? anywhere : smallInteger, dtype) },
      // With an axis counted from the end TF.js's own cpu backend returns a wrong shape.
      apply: ({ x }) => tf.cumsum(x, axis < 0 ? axis + shape.length : axis, exclusive, reverse),
    }),
  ),
}));

/** Equations of two tensors (all that TF.js takes), with the letters of each. */
const EQUATIONS = [
  "ij,jk->ik",
  "bij,bjk->bik",
  "bij,bkj->bik",
  "ij,ij->",
  "i,j->ij",
  "ab,cb->ca",
  "ijk,k->ij",
  "i,ji->j",
];

const einsum: KernelCase[] = [{
  what: "two tensors",
  smooth: true,
  call: fc.record({
    equation: fc.constantFrom(...EQUATIONS),
    lengths: fc.array(length, { minLength: 26, maxLength: 26 }),
    seed,
  }).map(({ equation, lengths, seed }) => {
    const [left, right] = equation.split("->")[0].split(",")
      .map((term) => [...term].map((letter) => lengths[letter.charCodeAt(0) - 97]));
    return {
      inputs: { a: drawTensor(left, seed, anywhere), b: drawTensor(right, seed + 1, anywhere) },
      apply: ({ a, b }) => tf.einsum(equation, a, b),
    };
  }),
}, {
  what: "one tensor",
  smooth: true,
  call: fc.record({ equation: fc.constantFrom("ij->ji", "ij->i", "ijk->kj"), seed }).map((
    { equation, seed },
  ) => ({
    inputs: { a: drawTensor(equation.startsWith("ijk") ? [2, 3, 2] : [2, 3], seed, anywhere) },
    apply: ({ a }) => tf.einsum(equation, a),
  })),
}];

/** Cases of kernels over whole axes. */
export const REDUCTION_CASES: KernelCases = {
  All: [ofTruth((x, axes, keep) => tf.all(x, axes, keep))],
  Any: [ofTruth((x, axes, keep) => tf.any(x, axes, keep))],
  ArgMax: extreme((x, axis) => tf.argMax(x, axis)),
  ArgMin: extreme((x, axis) => tf.argMin(x, axis)),
  Cumsum: runningSum,
  Einsum: einsum,
  Prod: [
    reducing((x, axes, keep) => tf.prod(x, axes, keep)),
    { ...reducing((x, axes, keep) => tf.prod(x, axes, keep), "int32"), smooth: false },
  ],
  BatchMatMul: [{ what: "leading axes and transposes", smooth: true, call: matrixProduct }],
  Max: [
    reducing((x, axes, keep) => tf.max(x, axes, keep)),
    reducing((x, axes, keep) => tf.max(x, axes, keep), "int32"),
  ],
  Mean: [
    reducing((x, axes, keep) => tf.mean(x, axes, keep)),
    reducing((x, axes, keep) => tf.mean(x, axes, keep), "int32"),
  ],
  Min: [
    reducing((x, axes, keep) => tf.min(x, axes, keep)),
    reducing((x, axes, keep) => tf.min(x, axes, keep), "int32"),
  ],
  Softmax: [
    softmaxOf((x) => tf.softmax(x), anywhere, true),
    softmaxOf((x) => tf.softmax(x), between(-500, 500), false),
  ],
  Sum: [
    reducing((x, axes, keep) => tf.sum(x, axes, keep)),
    reducing((x, axes, keep) => tf.sum(x, axes, keep), "int32"),
    {
      what: "truth values",
      smooth: false,
      call: fc.record({ shape: shapeOf(1), seed }).map(({ shape, seed }) => ({
        inputs: { x: drawTensor(shape, seed, truth, "bool") },
        apply: ({ x }) => tf.sum(x),
      })),
    },
  ],
};
