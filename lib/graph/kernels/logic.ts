/** TF.js's comparisons, logic and selection. */
import { abs } from "../ops/elementwise_unary.ts";
import {
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  where,
} from "../ops/select.ts";
import type { Kernels } from "./kernel.ts";

/** Kernels with boolean inputs or outputs. */
export const LOGIC: Kernels = {
  Equal: ({ a, b }) => equal(a, b),
  Greater: ({ a, b }) => greater(a, b),
  GreaterEqual: ({ a, b }) => greaterEqual(a, b),
  IsFinite: ({ x }) => less(abs(x), x.graph.scalar(Infinity)),
  IsInf: ({ x }) => equal(abs(x), x.graph.scalar(Infinity)),
  IsNan: ({ x }) => logicalNot(equal(x, x)),
  Less: ({ a, b }) => less(a, b),
  LessEqual: ({ a, b }) => lessEqual(a, b),
  LogicalAnd: ({ a, b }) => logicalAnd(a, b),
  LogicalNot: ({ x }) => logicalNot(x),
  LogicalOr: ({ a, b }) => logicalOr(a, b),
  NotEqual: ({ a, b }) => logicalNot(equal(a, b)),
  Select: ({ condition, t, e }) => where(condition, t, e),
};
