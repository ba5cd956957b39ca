/** Ops that WebAssembly computes on the lanes of a vector, with IEEE 754 rounding. */
import type { Precision } from "../graph.ts";

/** Instruction numbers by op and precision; in the code they follow the SIMD prefix. */
export const ELEMENTWISE: Readonly<Record<string, Readonly<Record<Precision, number>>>> = {
  abs: { float32: 0xe0, float64: 0xec },
  neg: { float32: 0xe1, float64: 0xed },
  sqrt: { float32: 0xe3, float64: 0xef },
  add: { float32: 0xe4, float64: 0xf0 },
  sub: { float32: 0xe5, float64: 0xf1 },
  mul: { float32: 0xe6, float64: 0xf2 },
  div: { float32: 0xe7, float64: 0xf3 },
};
