/** TF.js's special functions, rounding and remainders. */
import type { GraphNode } from "../graph.ts";
import { add, div, mul, sub } from "../ops/elementwise_binary.ts";
import { sqrt } from "../ops/elementwise_unary.ts";
import { ceil, floor, floorDiv, mod, round } from "../ops/rounding.ts";
import { cast } from "../ops/select.ts";
import { asin, atan, cosh, erf, expm1, log1p, sinh, tan } from "../ops/special.ts";
import type { Kernels } from "./kernel.ts";

/** The angle in [0, π] whose cosine is x: 2·atan √((1−x)/(1+x)), which keeps its digits near 1. */
function acos(x: GraphNode): GraphNode {
  const one = x.graph.scalar(1);
  return mul(x.graph.scalar(2), atan(sqrt(div(sub(one, x), add(one, x)))));
}

/** Rounding, which leaves integers as they are. */
const rounding = (op: (x: GraphNode) => GraphNode) => ({ x }: Record<string, GraphNode>) =>
  x.dtype === "int32" ? x : op(x);

/** Kernels of special functions and whole numbers. */
export const SPECIAL: Kernels = {
  Acos: ({ x }) => acos(x),
  Asin: ({ x }) => asin(x),
  Atan: ({ x }) => atan(x),
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
