/** Rules of ops that move elements. */
import { pad, reshape, slice, transpose } from "../ops/layout.ts";
import { sumTo } from "../ops/reduce.ts";
import { spread } from "../ops/spread.ts";
import type { Shape } from "../shape.ts";
import type { GradientRules } from "./rule.ts";

/** Rules of ops that repeat, reorder, cut out and join elements. */
export const LAYOUT_RULES: GradientRules = {
  broadcastTo: (y, dy) => [() => sumTo(dy, y.inputs[0].shape)],
  reshape: (y, dy) => [() => reshape(dy, y.inputs[0].shape)],
  transpose: (y, dy) => [() => {
    const permutation = y.attributes.permutation as readonly number[];
    return transpose(dy, permutation.map((_, axis) => permutation.indexOf(axis)));
  }],
  slice: (y, dy) => [() => {
    const before = y.attributes.begin as Shape;
    return pad(
      dy,
      before,
      y.inputs[0].shape.map((length, axis) => length - before[axis] - y.shape[axis]),
    );
  }],
  stridedSlice: (
    y,
    dy,
  ) => [() => spread(dy, y.attributes.begin as Shape, y.attributes.steps as Shape, y.inputs[0].shape)],
  pad: (y, dy) => [() => slice(dy, y.attributes.before as Shape, y.inputs[0].shape)],
  concat: (y, dy) => {
    const axis = y.attributes.axis as number;
    let at = 0;
    return y.inputs.map((input) => {
      const begin = y.shape.map((_, i) => (i === axis ? at : 0));
      at += input.shape[axis];
      return () => slice(dy, begin, input.shape);
    });
  },
};
