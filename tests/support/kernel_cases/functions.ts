/** Calls of the engine's own functions of traced tensors, each with what TF.js has for it. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { gelu, logSoftmax, logSumExp, silu, softmaxCrossEntropy } from "../../../lib/graph/mod.ts";
import { between, drawTensor } from "../tensors.ts";
import { anywhere, type KernelCases, reduction, seed, shapeAndAxis, shapeOf, unary } from "./draw_call.ts";

/** Cases by the function's name. */
export const FUNCTION_CASES: KernelCases = {
  gelu: [
    unary(gelu, anywhere, true, (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.div(x, Math.SQRT2)), 1))),
  ],
  logSoftmax: [anywhere, between(-500, 500)].map((draw, k) => ({
    what: ["any axis", "large elements"][k],
    smooth: k === 0,
    call: fc.record({ place: shapeAndAxis, seed }).map(({ place: { shape, axis }, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw) },
      apply: ({ x }) => logSoftmax(x, axis),
      eager: ({ x }) => {
        const largest = tf.max(x, axis, true);
        return tf.sub(tf.sub(x, largest), tf.log(tf.sum(tf.exp(tf.sub(x, largest)), axis, true)));
      },
    })),
  })),
  logSumExp: [anywhere, between(-500, 500)].map((draw, k) => ({
    what: ["some axes", "large elements"][k],
    smooth: k === 0,
    call: reduction.map(({ shape, axes, keepDims, seed }) => ({
      inputs: { x: drawTensor(shape, seed, draw) },
      apply: ({ x }) => logSumExp(x, axes, keepDims),
      eager: ({ x }) => tf.logSumExp(x, axes, keepDims),
    })),
  })),
  silu: [unary(silu, anywhere, true, (x) => tf.mul(x, tf.sigmoid(x)))],
  softmaxCrossEntropy: [{
    what: "integer labels",
    smooth: true,
    call: fc.record({ rows: shapeOf(0, 2), classes: fc.integer({ min: 2, max: 4 }), seed }).map(
      ({ rows, classes, seed }) => ({
        inputs: {
          logits: drawTensor([...rows, classes], seed, anywhere),
          labels: drawTensor(rows, seed + 1, (stream) => stream.integer(classes), "int32"),
        },
        apply: ({ logits, labels }) => softmaxCrossEntropy(logits, labels),
        eager: ({ logits, labels }) =>
          tf.sub(
            tf.logSumExp(logits, -1),
            tf.sum(tf.mul(logits, tf.oneHot(labels, classes)), -1),
          ),
      }),
    ),
  }],
};
