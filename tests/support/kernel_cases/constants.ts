/** Calls that make constants, and calls that pad, reverse and take every n-th element. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { drawTensor } from "../tensors.ts";
import { type KernelCases, movingAny, seed, shapeOf } from "./draw_call.ts";

/** One begin, end and stride for each axis: forwards or backwards, and not beyond the tensor. */
const stridedSlice = shapeOf(1).chain((shape) =>
  fc.record({
    parts: fc.tuple(...shape.map((n) =>
      fc.record({
        begin: fc.integer({ min: 0, max: n - 1 }),
        stride: fc.constantFrom(1, 2, 3, -1, -2),
      })
    )),
    shrink: fc.boolean(),
    seed,
  }).map((drawn) => ({ shape, ...drawn }))
);

/** Cases of constants and of strided parts. */
export const CONSTANT_CASES: KernelCases = {
  LinSpace: [{
    what: "numbers of few digits",
    smooth: false,
    call: fc.integer({ min: 2, max: 9 }).map((n) => ({
      inputs: {},
      apply: () => tf.linspace(-1, n - 2, n),
    })),
  }],
  Range: [{
    what: "floats and integers",
    smooth: false,
    call: fc.record({
      start: fc.integer({ min: -3, max: 3 }),
      count: fc.integer({ min: 0, max: 5 }),
      step: fc.constantFrom(1, 0.5, -2),
    }).map(({ start, count, step }) => ({
      inputs: {},
      apply: () => tf.range(start, start + count * step, step, Number.isInteger(step) ? "int32" : "float32"),
    })),
  }],
  Reverse: movingAny((dtype, draw) =>
    shapeOf(1).chain((shape) =>
      fc.record({
        axes: fc.uniqueArray(fc.integer({ min: -shape.length, max: -1 }), { minLength: 1 }),
        seed,
      }).map(({ axes, seed }) => ({
        inputs: { x: drawTensor(shape, seed, draw, dtype) },
        apply: ({ x }) => tf.reverse(x, axes),
      }))
    )
  ),
  StridedSlice: movingAny((dtype, draw) =>
    stridedSlice.map(({ shape, parts, shrink, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw, dtype) },
      apply: ({ x }) => {
        // With other strides TF.js itself fails where it leaves out an axis.
        const plain = parts.every(({ stride }) => stride === 1);
        return tf.stridedSlice(
          x,
          parts.map(({ begin }) => begin),
          parts.map(({ stride }, axis) => (stride > 0 ? shape[axis] : -shape[axis] - 1)),
          parts.map(({ stride }) => stride),
          0,
          0,
          0,
          0,
          shrink && plain ? 1 : 0,
        );
      },
    }))
  ),
};
