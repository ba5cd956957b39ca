/** TF.js's special functions, rounding and remainders. */
import type { GraphNode } from "../graph.ts";
import { ceil, floor, floorDiv, mod, round } from "../ops/rounding.ts";
import { cast } from "../ops/select.ts";
import {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cosh,
  erf,
  expm1,
  log1p,
  sinh,
  tan,
} from "../ops/special.ts";
import type { Kernels } from "./kernel.ts";

/** Rounding, which leaves integers unchanged. */
const rounding = (op: (x: GraphNode) => GraphNode) => ({ x }: Record<string, GraphNode>) =>
  x.dtype === "int32" ? x : op(x);

/** Kernels of special functions and integers. */
export const SPECIAL: Kernels = {
  Acos: ({ x }) => acos(x),
  Acosh: ({ x }) => acosh(x),
  Asin: ({ x }) => asin(x),
  Asinh: ({ x }) => asinh(x),
  Atan: ({ x }) => atan(x),
  Atan2: ({ a, b }) => atan2(a, b),
  Atanh: ({ x }) => atanh(x),
  Ceil: rounding(ceil),
  Cosh: ({ x }) => cosh(x),
  Erf: ({ x }) => erf(x),
  Expm1: ({ x }) => expm1(x),
  Floor: rounding(floor),
  FloorDiv: ({ a, b }) => cast(floorDiv(a, b), "int32"),
  Log1p: ({ x }) => log1p(x),
  Mod: ({ a, b }) => mod(a, b),
  Round: rounding(round),
  Sinh: ({ x }) => sinh(x),
  Tan: ({ x }) => tan(x),
};
