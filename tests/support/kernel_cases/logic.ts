/** Calls that give or take truth values. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { type Draw, drawTensor } from "../tensors.ts";
import {
  broadcasting,
  comparison,
  type KernelCase,
  type KernelCases,
  logical,
  movingAny,
  seed,
  shapeOf,
  truth,
  unary,
} from "./draw_call.ts";

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

const strange: Draw = (stream) => [0, 1, NaN, Infinity, -Infinity][stream.integer(5)];

/** Cases of comparisons, logic and selection. */
export const LOGIC_CASES: KernelCases = {
  IsFinite: [unary((x) => tf.isFinite(x), strange, false)],
  IsInf: [unary((x) => tf.isInf(x), strange, false)],
  IsNan: [unary((x) => tf.isNaN(x), strange, false)],
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
