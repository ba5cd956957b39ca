/** Rules of ops that move elements. */
import { broadcastTo } from "../ops/broadcast.ts";
import { concat, pad, reshape, slice, transpose } from "../ops/layout.ts";
import { sumTo } from "../ops/reduce.ts";
import { spread } from "../ops/spread.ts";
import { stridedSlice } from "../ops/strided_slice.ts";
import type { Shape } from "../shape.ts";
import { aligned, allSamples } from "./operand.ts";
import type { RulesByOp } from "./rule.ts";

/** Rules of ops that repeat, reorder, slice and join elements. */
export const LAYOUT_RULES: RulesByOp = {
  broadcastTo: {
    gradient: (y, dy) => [() => sumTo(dy, y.inputs[0].shape)],
    batching: (node, [x], count) => broadcastTo(aligned(x, node.shape.length), [count, ...node.shape]),
    linear: "first",
  },
  reshape: {
    gradient: (y, dy) => [() => reshape(dy, y.inputs[0].shape)],
    batching: (node, [{ all }], count) => reshape(all!, [count, ...node.shape]),
    linear: "first",
  },
  transpose: {
    gradient: (y, dy) => [() => {
      const permutation = y.attributes.permutation as readonly number[];
      return transpose(dy, permutation.map((_, axis) => permutation.indexOf(axis)));
    }],
    batching: (node, [{ all }]) =>
      transpose(all!, [0, ...(node.attributes.permutation as Shape).map((axis) => axis + 1)]),
    linear: "first",
  },
  slice: {
    gradient: (y, dy) => [() => {
      const before = y.attributes.begin as Shape;
      return pad(
        dy,
        before,
        y.inputs[0].shape.map((length, axis) => length - before[axis] - y.shape[axis]),
      );
    }],
    batching: (node, [{ all }], count) =>
      slice(all!, [0, ...node.attributes.begin as Shape], [count, ...node.shape]),
    linear: "first",
  },
  stridedSlice: {
    gradient: (
      y,
      dy,
    ) => [() => spread(dy, y.attributes.begin as Shape, y.attributes.steps as Shape, y.inputs[0].shape)],
    batching: (node, [{ all }], count) => {
      const { begin, steps } = node.attributes as Record<string, Shape>;
      return stridedSlice(all!, [0, ...begin], [count, ...node.shape], [1, ...steps]);
    },
    linear: "first",
  },
  pad: {
    gradient: (y, dy) => [() => slice(dy, y.attributes.before as Shape, y.inputs[0].shape)],
    batching: (node, [{ all }]) =>
      pad(all!, [0, ...node.attributes.before as Shape], [0, ...node.attributes.after as Shape]),
    linear: "first",
  },
  concat: {
    gradient: (y, dy) => {
      const axis = y.attributes.axis as number;
      let at = 0;
      return y.inputs.map((input) => {
        const begin = y.shape.map((_, i) => (i === axis ? at : 0));
        at += input.shape[axis];
        return () => slice(dy, begin, input.shape);
      });
    },
    batching: (node, parts, count) =>
      concat(parts.map((part) => allSamples(part, count)), node.attributes.axis as number + 1),
    linear: "all",
  },
};
