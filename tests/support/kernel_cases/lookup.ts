/** Calls that read and add elements at indices. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import type { DType } from "../../../lib/graph/mod.ts";
import { type Draw, drawTensor, smallInteger } from "../tensors.ts";
import {
  anywhere,
  type KernelCall,
  type KernelCase,
  type KernelCases,
  length,
  movingAny,
  seed,
  shapeAndAxis,
  shapeOf,
} from "./draw_call.ts";

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

const batchedGather: KernelCase = {
  what: "with leading axes in common",
  smooth: true,
  call: fc.record({
    batch: shapeOf(1, 2),
    rows: length,
    before: shapeOf(0, 1),
    after: shapeOf(0, 1),
    looked: shapeOf(0, 1),
    seed,
  }).map(({ batch, rows, before, after, looked, seed }) => ({
    inputs: {
      x: drawTensor([...batch, ...before, rows, ...after], seed, anywhere),
      indices: drawTensor([...batch, ...looked], seed + 1, (stream) => stream.integer(rows), "int32"),
    },
    apply: ({ x, indices }) =>
      tf.gather(x, indices as tf.Tensor1D, batch.length + before.length, batch.length),
  })),
};

/** Tuples of indices that name the first `depth` axes of a shape. */
const tuples = shapeOf(1).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    depth: fc.integer({ min: 1, max: shape.length }),
    count: length,
    seed,
  })
);

function drawTuples(
  { shape, depth, count, seed }: { shape: number[]; depth: number; count: number; seed: number },
) {
  let at = 0;
  return drawTensor([count, depth], seed, (stream) => stream.integer(shape[at++ % depth]), "int32");
}

/** Floats or whole numbers added at indices that may repeat. */
function adding(call: (dtype: DType, draw: Draw) => fc.Arbitrary<KernelCall>): KernelCase[] {
  return [
    { what: "floats", smooth: true, call: call("float", anywhere) },
    { what: "whole numbers", smooth: false, call: call("int32", smallInteger) },
  ];
}

/** Cases of kernels of look-up and of adding at indices. */
export const LOOKUP_CASES: KernelCases = {
  GatherNd: [{
    what: "index tuples",
    smooth: true,
    call: tuples.map((drawn) => ({
      inputs: { x: drawTensor(drawn.shape, drawn.seed + 1, anywhere), indices: drawTuples(drawn) },
      apply: ({ x, indices }) => tf.gatherND(x, indices),
    })),
  }],
  GatherV2: [...gather, batchedGather],
  ScatterNd: adding((dtype, draw) =>
    tuples.map((drawn) => ({
      inputs: {
        indices: drawTuples(drawn),
        updates: drawTensor([drawn.count, ...drawn.shape.slice(drawn.depth)], drawn.seed + 1, draw, dtype),
      },
      apply: ({ indices, updates }) => tf.scatterND(indices, updates, drawn.shape),
    }))
  ),
  TopK: [
    {
      what: "values",
      smooth: true,
      call: shapeOf(1).chain((shape) =>
        fc.record({ k: fc.integer({ min: 1, max: shape[shape.length - 1] }), seed }).map(({ k, seed }) => ({
          inputs: { x: drawTensor(shape, seed, anywhere) },
          apply: ({ x }) => tf.topk(x, k).values,
        }))
      ),
    },
    ...(["float", "int32"] as const).map((dtype): KernelCase => ({
      what: `positions of ${dtype}`,
      smooth: false,
      call: shapeOf(1).chain((shape) =>
        fc.record({ k: fc.integer({ min: 1, max: shape[shape.length - 1] }), seed }).map(({ k, seed }) => ({
          inputs: { x: drawTensor(shape, seed, dtype === "float" ? anywhere : smallInteger, dtype) },
          apply: ({ x }) => {
            const { values, indices } = tf.topk(x, k);
            return [values, indices];
          },
        }))
      ),
    })),
  ],
  UnsortedSegmentSum: adding((dtype, draw) =>
    fc.record({ shape: shapeOf(1), segments: length, seed }).map(({ shape, segments, seed }) => ({
      inputs: {
        x: drawTensor(shape, seed, draw, dtype),
        ids: drawTensor([shape[0]], seed + 1, (stream) => stream.integer(segments), "int32"),
      },
      apply: ({ x, ids }) => tf.unsortedSegmentSum(x, ids as tf.Tensor1D, segments),
      // TF.js's own cpu kernel makes floats of whole numbers.
      eager: ({ x, ids }) => tf.cast(tf.unsortedSegmentSum(x, ids as tf.Tensor1D, segments), x.dtype),
    }))
  ),
};
