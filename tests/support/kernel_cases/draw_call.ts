/** How calls of TF.js ops are drawn: shapes, axes, elements and settings. */
import type * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import type { DType } from "../../../lib/graph/mod.ts";
import { between, type Draw, type DrawnTensor, drawTensor, smallInteger } from "../tensors.ts";

export type Tensors = Record<string, tf.Tensor>;

/** One drawn call of an op. */
export interface KernelCall {
  readonly inputs: Record<string, DrawnTensor>;
  apply(tensors: Tensors): tf.Tensor | tf.Tensor[];
  /** The same by TF.js alone, where `apply` works only while tracing. */
  eager?(tensors: Tensors): tf.Tensor | tf.Tensor[];
}

/** A way to call an op, with drawn shapes, elements and settings. */
export interface KernelCase {
  readonly what: string;
  readonly call: fc.Arbitrary<KernelCall>;
  /** Whether derivatives exist at almost all drawn inputs. */
  readonly smooth: boolean;
}

/** Cases by the name of TF.js's kernel. */
export type KernelCases = Record<string, KernelCase[]>;

export const length = fc.integer({ min: 1, max: 4 });
export const seed = fc.integer({ min: 0, max: 1_000_000 });
export const shapeOf = (minLength: number, maxLength = 3) => fc.array(length, { minLength, maxLength });

/** A shape of rank 1 or more, and one of its axes, counted from either end. */
export const shapeAndAxis = shapeOf(1).chain((shape) =>
  fc.record({ shape: fc.constant(shape), axis: fc.integer({ min: -shape.length, max: shape.length - 1 }) })
);

/** A shape, axes of it (or none given, for all), and whether they are kept. */
export const reduction = shapeOf(1).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: shape.length - 1 }), { minLength: 1 }), {
      nil: undefined,
    }),
    keepDims: fc.boolean(),
    seed,
  })
);

/** Shapes that broadcast together. */
export const broadcasting = (count: number) =>
  shapeOf(0).chain((shape) =>
    fc.array(
      fc.record({
        dropped: fc.integer({ min: 0, max: shape.length }),
        ones: fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
      }),
      { minLength: count, maxLength: count },
    ).map((operands) =>
      operands.map(({ dropped, ones }) => shape.map((n, i) => (ones[i] ? 1 : n)).slice(dropped))
    )
  );

export const anywhere = between(-2, 2),
  positive = between(0.3, 3),
  truth: Draw = (stream) => stream.integer(2);

export function unary(
  op: (x: tf.Tensor) => tf.Tensor,
  draw: Draw = anywhere,
  smooth = true,
  eager = op,
): KernelCase {
  return {
    what: "any shape",
    smooth,
    call: fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw) },
      apply: ({ x }) => op(x),
      eager: ({ x }) => eager(x),
    })),
  };
}

export function integers(op: (x: tf.Tensor) => tf.Tensor): KernelCase {
  return {
    what: "int32",
    smooth: false,
    call: fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, smallInteger, "int32") },
      apply: ({ x }) => op(x),
    })),
  };
}

export interface BinaryOptions {
  drawA?: Draw;
  drawB?: Draw;
  dtype?: DType;
  smooth?: boolean;
}

export function binary(
  op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  options: BinaryOptions = {},
): KernelCase {
  const { drawA = anywhere, drawB = drawA, dtype = "float", smooth = dtype === "float" } = options;
  return {
    what: `broadcasting ${dtype}`,
    smooth,
    call: fc.record({ shapes: broadcasting(2), seed }).map(({ shapes: [a, b], seed }) => ({
      inputs: { a: drawTensor(a, seed, drawA, dtype), b: drawTensor(b, seed + 1, drawB, dtype) },
      apply: ({ a, b }) => op(a, b),
    })),
  };
}

export function comparison(op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): KernelCase[] {
  const shared = { drawA: smallInteger, smooth: false };
  return [binary(op, shared), binary(op, { ...shared, dtype: "int32" })];
}

export function logical(op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): KernelCase[] {
  return [binary(op, { drawA: truth, dtype: "bool", smooth: false })];
}

export type Reduce = (x: tf.Tensor, axes: number[] | undefined, keepDims: boolean) => tf.Tensor;

export function reducing(op: Reduce, dtype: DType = "float"): KernelCase {
  return {
    what: `axes of ${dtype}`,
    smooth: dtype === "float",
    call: reduction.map(({ shape, axes, keepDims, seed }) => ({
      inputs: { x: drawTensor(shape, seed, dtype === "float" ? anywhere : smallInteger, dtype) },
      apply: ({ x }) => op(x, axes, keepDims),
    })),
  };
}

/** An op on one tensor of any dtype whose elements it moves. */
export function moving(dtype: DType, call: (draw: Draw) => fc.Arbitrary<KernelCall>): KernelCase {
  const draw = dtype === "bool" ? truth : dtype === "int32" ? smallInteger : anywhere;
  return { what: `of ${dtype}`, smooth: dtype === "float", call: call(draw) };
}

export function movingAny(call: (dtype: DType, draw: Draw) => fc.Arbitrary<KernelCall>): KernelCase[] {
  return (["float", "int32", "bool"] as const).map((dtype) => moving(dtype, (draw) => call(dtype, draw)));
}

/** Two to four tensors that differ along one axis only. */
export function joining(
  op: (parts: tf.Tensor[], axis: number) => tf.Tensor,
  equalShapes: boolean,
): KernelCase[] {
  return movingAny((dtype, draw) =>
    shapeOf(1).chain((shape) =>
      fc.record({
        axis: fc.integer({ min: 0, max: shape.length - 1 }),
        lengths: fc.array(length, { minLength: 1, maxLength: 3 }),
        seed,
      }).map(({ axis, lengths, seed }) => ({
        inputs: Object.fromEntries(lengths.map((n, k) => {
          const own = equalShapes ? shape : shape.map((old, i) => (i === axis ? n : old));
          return [`part${k}`, drawTensor(own, seed + k, draw, dtype)];
        })),
        apply: (tensors) => op(Object.values(tensors), axis),
      }))
    )
  );
}
