/** Rules of ops that choose and look up elements, and the ops through which no derivative passes. */
import { gatherRows, scatterAddRows } from "../ops/gather.ts";
import { sumTo } from "../ops/reduce.ts";
import { where } from "../ops/select.ts";
import { type GradientRules, zero } from "./rule.ts";

/** Rules of selection and look-up. */
export const SELECT_RULES: GradientRules = {
  where: (y, dy) => {
    const [condition, a, b] = y.inputs;
    return [
      null,
      () => sumTo(where(condition, dy, zero(dy)), a.shape),
      () => sumTo(where(condition, zero(dy), dy), b.shape),
    ];
  },
  gatherRows: (y, dy) => [() => scatterAddRows(dy, y.inputs[1], y.inputs[0].shape[0]), null],
  scatterAddRows: (y, dy) => [() => gatherRows(dy, y.inputs[1]), null],
};

/** Ops through which no derivative passes, each by intent. */
export const WITHOUT_GRADIENT: ReadonlySet<string> = new Set([
  "stopGradient",
  "sign",
  "greater",
  "greaterEqual",
  "notBelow",
  "equal",
  "logicalAnd",
  "logicalOr",
  "logicalNot",
  "cast",
  "argMax",
  "topKIndices",
  "floor",
  "ceil",
  "round",
  "floorDiv",
]);
