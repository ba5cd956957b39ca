/** For each TF.js kernel that is traced: the op as a user writes it, on drawn shapes and elements. */
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import type { DType } from "../../lib/graph/mod.ts";
import { between, type Draw, type DrawnTensor, drawTensor, smallInteger } from "./tensors.ts";

type Tensors = Record<string, tf.Tensor>;

/** One drawn call of an op. */
export interface KernelCall {
  readonly inputs: Record<string, DrawnTensor>;
  apply(tensors: Tensors): tf.Tensor | tf.Tensor[];
}

/** A way to call an op, with drawn shapes, elements and settings. */
export interface KernelCase {
  readonly what: string;
  readonly call: fc.Arbitrary<KernelCall>;
  /** Whether derivatives exist at almost all drawn inputs. */
  readonly smooth: boolean;
}

const length = fc.integer({ min: 1, max: 4 });
const seed = fc.integer({ min: 0, max: 1_000_000 });
const shapeOf = (minLength: number, maxLength = 3) => fc.array(length, { minLength, maxLength });

/** A shape of rank 1 or more, and one of its axes, counted from either end. */
const shapeAndAxis = shapeOf(1).chain((shape) =>
  fc.record({ shape: fc.constant(shape), axis: fc.integer({ min: -shape.length, max: shape.length - 1 }) })
);

/** A shape, axes of it (or none given, for all), and whether they are kept. */
const reduction = shapeOf(1).chain((shape) =>
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
const broadcasting = (count: number) =>
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

const anywhere = between(-2, 2), positive = between(0.3, 3), truth: Draw = (stream) => stream.integer(2);

function unary(op: (x: tf.Tensor) => tf.Tensor, draw: Draw = anywhere, smooth = true): KernelCase {
  return {
    what: "any shape",
    smooth,
    call: fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw) },
      apply: ({ x }) => op(x),
    })),
  };
}

function integers(op: (x: tf.Tensor) => tf.Tensor): KernelCase {
  return {
    what: "int32",
    smooth: false,
    call: fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, smallInteger, "int32") },
      apply: ({ x }) => op(x),
    })),
  };
}

interface BinaryOptions {
  drawA?: Draw;
  drawB?: Draw;
  dtype?: DType;
  smooth?: boolean;
}

function binary(op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor, options: BinaryOptions = {}): KernelCase {
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

function comparison(op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): KernelCase[] {
  const shared = { drawA: smallInteger, smooth: false };
  return [binary(op, shared), binary(op, { ...shared, dtype: "int32" })];
}

function logical(op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): KernelCase[] {
  return [binary(op, { drawA: truth, dtype: "bool", smooth: false })];
}

type Reduce = (x: tf.Tensor, axes: number[] | undefined, keepDims: boolean) => tf.Tensor;

function reducing(op: Reduce, dtype: DType = "float"): KernelCase {
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
function moving(dtype: DType, call: (draw: Draw) => fc.Arbitrary<KernelCall>): KernelCase {
  const draw = dtype === "bool" ? truth : dtype === "int32" ? smallInteger : anywhere;
  return { what: `of ${dtype}`, smooth: dtype === "float", call: call(draw) };
}

function movingAny(call: (dtype: DType, draw: Draw) => fc.Arbitrary<KernelCall>): KernelCase[] {
  return (["float", "int32", "bool"] as const).map((dtype) => moving(dtype, (draw) => call(dtype, draw)));
}

/** Two to four tensors that differ along one axis only. */
function joining(op: (parts: tf.Tensor[], axis: number) => tf.Tensor, equalShapes: boolean): KernelCase[] {
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

const select: KernelCase[] = movingAny((dtype, draw) =>
  fc.record({ shapes: broadcasting(3), seed }).map(({ shapes: [condition, a, b], seed }) => ({
    inputs: {
      condition: drawTensor(condition, seed, truth, "bool"),
      a: drawTensor(a, seed + 1, draw, dtype),
      b: drawTensor(b, seed + 2, draw, dtype),
    },
    apply: ({ condition, a, b }) => tf.where(condition, a, b),
  }))
);

const gather: KernelCase[] = movingAny((dtype, draw) =>
  fc.record({ place: shapeAndAxis, looked: shapeOf(1, 2), seed }).map(
    ({ place: { shape, axis }, looked, seed }) => {
      const rows = shape[axis < 0 ? axis + shape.length : axis];
      return {
        inputs: {
          x: drawTensor(shape, seed, draw, dtype),
          indices: drawTensor(looked, seed + 1, (stream) => stream.integer(rows), "int32"),
        },
        apply: ({ x, indices }) =>
          tf.gather(x, indices as tf.Tensor1D, axis < 0 ? axis + shape.length : axis),
      };
    },
  )
);

const casts: KernelCase[] = (["float", "int32", "bool"] as const).map((dtype) => ({
  what: `from ${dtype}`,
  smooth: false,
  call: fc.record({ shape: shapeOf(0), to: fc.constantFrom("float32", "int32", "bool"), seed }).map(
    ({ shape, to, seed }) => ({
      inputs: { x: drawTensor(shape, seed, dtype === "bool" ? truth : between(-3, 3), dtype) },
      apply: ({ x }) => tf.cast(x, to as "float32" | "int32" | "bool"),
    }),
  ),
}));

/** Cases by the name of TF.js's kernel. */
export const KERNEL_CASES: Record<string, KernelCase[]> = {
  Abs: [unary((x) => tf.abs(x)), integers((x) => tf.abs(x))],
  Add: [
    binary((a, b) => tf.add(a, b)),
    binary((a, b) => tf.add(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Cos: [unary((x) => tf.cos(x))],
  Exp: [unary((x) => tf.exp(x))],
  Log: [unary((x) => tf.log(x), positive)],
  Maximum: [
    binary((a, b) => tf.maximum(a, b)),
    binary((a, b) => tf.maximum(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Minimum: [
    binary((a, b) => tf.minimum(a, b)),
    binary((a, b) => tf.minimum(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Multiply: [
    binary((a, b) => tf.mul(a, b)),
    binary((a, b) => tf.mul(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Neg: [unary((x) => tf.neg(x)), integers((x) => tf.neg(x))],
  Pow: [
    binary((a, b) => tf.pow(a, b), { drawA: positive, drawB: anywhere }),
    unary((x) => tf.pow(x, 3)),
    unary((x) => tf.pow(x, 2)),
    unary((x) => tf.pow(x, 1)),
    unary((x) => tf.pow(x, 0), anywhere, false),
    unary((x) => tf.pow(x, -2), positive),
  ],
  RealDiv: [binary((a, b) => tf.div(a, b), { drawB: positive })],
  Reciprocal: [unary((x) => tf.reciprocal(x), positive)],
  Relu: [unary((x) => tf.relu(x))],
  Rsqrt: [unary((x) => tf.rsqrt(x), positive)],
  Sigmoid: [unary((x) => tf.sigmoid(x)), unary((x) => tf.sigmoid(x), between(-200, 200), false)],
  Sign: [unary((x) => tf.sign(x), smallInteger, false), integers((x) => tf.sign(x))],
  Sin: [unary((x) => tf.sin(x))],
  Softplus: [unary((x) => tf.softplus(x)), unary((x) => tf.softplus(x), between(-80, 80), false)],
  Sqrt: [unary((x) => tf.sqrt(x), positive)],
  Square: [unary((x) => tf.square(x))],
  SquaredDifference: [binary((a, b) => tf.squaredDifference(a, b))],
  Step: [unary((x) => tf.step(x), smallInteger, false), unary((x) => tf.step(x, 0.5), smallInteger, false)],
  Sub: [
    binary((a, b) => tf.sub(a, b)),
    binary((a, b) => tf.sub(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Tanh: [unary((x) => tf.tanh(x)), unary((x) => tf.tanh(x), between(-50, 50), false)],

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
  GatherV2: gather,
  Identity: movingAny((dtype, draw) =>
    fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw, dtype) },
      apply: ({ x }) => tf.clone(x),
    }))
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
        seed,
      }).map(({ margins, seed }) => ({
        inputs: { x: drawTensor(shape, seed, draw, dtype) },
        apply: ({ x }) => tf.pad(x, margins),
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
        toEnd: fc.boolean(),
        seed,
      }).map(({ begin, toEnd, seed }) => ({
        inputs: { x: drawTensor(shape, seed, draw, dtype) },
        apply: ({ x }) => tf.slice(x, begin, begin.map(() => (toEnd ? -1 : 1))),
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

  ArgMax: (["float", "int32"] as const).map((dtype) => ({
    what: `ties of ${dtype}`,
    smooth: false,
    call: fc.record({ place: shapeAndAxis, seed }).map(({ place: { shape, axis }, seed }) => ({
      inputs: { x: drawTensor(shape, seed, smallInteger, dtype) },
      apply: ({ x }: Tensors) => tf.argMax(x, axis),
    })),
  })),
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

  Equal: comparison((a, b) => tf.equal(a, b)),
  Greater: comparison((a, b) => tf.greater(a, b)),
  GreaterEqual: comparison((a, b) => tf.greaterEqual(a, b)),
  Less: comparison((a, b) => tf.less(a, b)),
  LessEqual: comparison((a, b) => tf.lessEqual(a, b)),
  LogicalAnd: logical((a, b) => tf.logicalAnd(a, b)),
  LogicalNot: [{
    what: "any shape",
    smooth: false,
    call: fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: { x: drawTensor(shape, seed, truth, "bool") },
      apply: ({ x }) => tf.logicalNot(x),
    })),
  }],
  LogicalOr: logical((a, b) => tf.logicalOr(a, b)),
  NotEqual: comparison((a, b) => tf.notEqual(a, b)),
  Select: select,
};
