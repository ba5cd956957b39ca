/** Calls that make, move and join elements. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import type { DType } from "../../../lib/graph/mod.ts";
import { between, drawTensor } from "../tensors.ts";
import {
  joining,
  type KernelCase,
  type KernelCases,
  length,
  movingAny,
  seed,
  shapeAndAxis,
  shapeOf,
  truth,
} from "./draw_call.ts";

const casts: KernelCase[] = [
  { dtype: "float", to: ["float32"] },
  { dtype: "float", to: ["int32", "bool"] },
  { dtype: "int32", to: ["float32", "int32", "bool"] },
  { dtype: "bool", to: ["float32", "int32", "bool"] },
].map(({ dtype, to }) => ({
  what: `from ${dtype} to ${to}`,
  smooth: dtype === "float" && to[0] === "float32",
  call: fc.record({ shape: shapeOf(0), to: fc.constantFrom(...to), seed }).map(({ shape, to, seed }) => ({
    inputs: { x: drawTensor(shape, seed, dtype === "bool" ? truth : between(-3, 3), dtype as DType) },
    apply: ({ x }) => tf.cast(x, to as "float32" | "int32" | "bool"),
  })),
}));

/** Cases of kernels of shape, order, joining, splitting and filling. */
export const LAYOUT_CASES: KernelCases = {
  Cast: casts,
  Concat: joining((parts, axis) => tf.concat(parts, axis), false),
  ExpandDims: movingAny((dtype, draw) =>
    shapeOf(0).chain((shape) =>
      fc.record({ axis: fc.integer({ min: -shape.length - 1, max: shape.length }), seed }).map(
        ({ axis, seed }) => ({
          inputs: { x: drawTensor(shape, seed, draw, dtype) },
          apply: ({ x }) => tf.expandDims(x, axis),
        }),
      )
    )
  ),
  Fill: [{
    what: "numbers that float32 rounds, and integers",
    smooth: false,
    call: fc.record({ shape: shapeOf(0), value: fc.constantFrom(0, 1, 0.5, -7), whole: fc.boolean() }).map(
      ({ shape, value, whole }) => ({
        inputs: {},
        apply: () => tf.fill(shape, whole ? Math.trunc(value) : value, whole ? "int32" : "float32"),
      }),
    ),
  }],
  Identity: movingAny((dtype, draw) =>
    fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw, dtype) },
      apply: ({ x }) => tf.clone(x),
    }))
  ),
  MirrorPad: movingAny((dtype, draw) =>
    shapeOf(1).chain((shape) =>
      fc.record({
        mode: fc.constantFrom("reflect" as const, "symmetric" as const),
        margins: fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
          minLength: shape.length,
          maxLength: shape.length,
        }),
        seed,
      }).map(({ mode, margins, seed }) => {
        // No longer than the tensor, which "reflect" takes without its border.
        const most = (axis: number) => mode === "reflect" ? shape[axis] - 1 : shape[axis];
        const paddings = margins.map((sides, axis) =>
          sides.map((side) => Math.min(side, most(axis))) as [number, number]
        );
        return {
          inputs: { x: drawTensor(shape, seed, draw, dtype) },
          apply: ({ x }) => tf.mirrorPad(x, paddings, mode),
        };
      })
    )
  ),
  OneHot: [{
    what: "classes with values and dtypes",
    smooth: false,
    call: fc.record({
      shape: shapeOf(1, 2),
      depth: fc.integer({ min: 2, max: 5 }),
      on: fc.constantFrom(1, 3),
      off: fc.constantFrom(0, -1),
      dtype: fc.constantFrom("float32", "int32"),
      seed,
    }).map(({ shape, depth, on, off, dtype, seed }) => ({
      inputs: { labels: drawTensor(shape, seed, (stream) => stream.integer(depth), "int32") },
      apply: ({ labels }) => tf.oneHot(labels, depth, on, off, dtype as "float32" | "int32"),
    })),
  }, {
    what: "truth values",
    smooth: false,
    call: fc.record({ shape: shapeOf(1, 2), seed }).map(({ shape, seed }) => ({
      inputs: { labels: drawTensor(shape, seed, (stream) => stream.integer(3), "int32") },
      apply: ({ labels }) => tf.oneHot(labels, 3, 1, 0, "bool"),
    })),
  }],
  OnesLike: movingAny((dtype, draw) =>
    fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw, dtype) },
      apply: ({ x }) => tf.onesLike(x),
    }))
  ).map((one) => ({ ...one, smooth: false })),
  Pack: joining((parts, axis) => tf.stack(parts, axis), true),
  PadV2: movingAny((dtype, draw) =>
    shapeOf(1).chain((shape) =>
      fc.record({
        margins: fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
          minLength: shape.length,
          maxLength: shape.length,
        }),
        value: fc.constantFrom(0, 1),
        seed,
      }).map(({ margins, value, seed }) => ({
        inputs: { x: drawTensor(shape, seed, draw, dtype) },
        apply: ({ x }) => tf.pad(x, margins, value),
      }))
    )
  ),
  Reshape: movingAny((dtype, draw) =>
    shapeOf(0).chain((shape) =>
      fc.record({ to: fc.constantFrom([-1], [...shape].reverse(), [1, ...shape], [-1, 1]), seed }).map(
        ({ to, seed }) => ({
          inputs: { x: drawTensor(shape, seed, draw, dtype) },
          apply: ({ x }) => tf.reshape(x, to),
        }),
      )
    )
  ),
  Slice: movingAny((dtype, draw) =>
    shapeOf(1).chain((shape) =>
      fc.record({
        begin: fc.tuple(...shape.map((n) => fc.integer({ min: 0, max: n - 1 }))),
        form: fc.constantFrom("one", "to the end", "short", "number"),
        seed,
      }).map(({ begin, form, seed }) => ({
        inputs: { x: drawTensor(shape, seed, draw, dtype) },
        apply({ x }) {
          if (form === "number") return tf.slice(x, begin[0], 1);
          if (form === "short") return tf.slice(x, begin.slice(0, 1));
          return tf.slice(x, begin, begin.map(() => (form === "one" ? 1 : -1)));
        },
      }))
    )
  ),
  SplitV: movingAny((dtype, draw) =>
    shapeAndAxis.chain(({ shape, axis }) =>
      fc.record({ sizes: fc.array(length, { minLength: 1, maxLength: 3 }), open: fc.boolean(), seed }).map(
        ({ sizes, open, seed }) => {
          const along = axis < 0 ? axis + shape.length : axis;
          const total = sizes.reduce((sum, size) => sum + size, 0);
          // TF.js takes −1 ("the rest") anywhere but in the first place.
          const last = sizes.length - 1;
          const given = sizes.map((size, k) => (open && last > 0 && k === last ? -1 : size));
          return {
            inputs: { x: drawTensor(shape.map((n, i) => (i === along ? total : n)), seed, draw, dtype) },
            apply: ({ x }) => tf.split(x, given, axis),
          };
        },
      )
    )
  ),
  Tile: movingAny((dtype, draw) =>
    shapeOf(1).chain((shape) =>
      fc.record({
        reps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: shape.length, maxLength: shape.length }),
        seed,
      }).map(({ reps, seed }) => ({
        inputs: { x: drawTensor(shape, seed, draw, dtype) },
        apply: ({ x }) => tf.tile(x, reps),
      }))
    )
  ),
  Transpose: movingAny((dtype, draw) =>
    shapeOf(2).chain((shape) =>
      fc.record({
        order: fc.shuffledSubarray([...shape.keys()], { minLength: shape.length, maxLength: shape.length }),
        seed,
      }).map(({ order, seed }) => ({
        inputs: { x: drawTensor(shape, seed, draw, dtype) },
        apply: ({ x }) => tf.transpose(x, order),
      }))
    )
  ),
  Unpack: movingAny((dtype, draw) =>
    fc.record({ place: shapeAndAxis, seed }).map(({ place: { shape, axis }, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw, dtype) },
      apply: ({ x }) => tf.unstack(x, axis),
    }))
  ),
  ZerosLike: movingAny((dtype, draw) =>
    fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw, dtype) },
      apply: ({ x }) => tf.zerosLike(x),
    }))
  ).map((one) => ({ ...one, smooth: false })),
};
