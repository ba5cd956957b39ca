/** What engines do otherwise than the interpreter with special values, as `special_values_test.ts` finds it. */
import type { EngineName, Precision } from "../../lib/graph/mod.ts";
import type { SpecialKind } from "./special_values.ts";

/** Kernels that an engine computes otherwise for some kinds of special values. */
export interface SpecialValueHole {
  readonly engine: EngineName;
  /** Both where it is left out. */
  readonly precision?: Precision;
  readonly kernels: readonly string[] | "all";
  readonly kinds: readonly SpecialKind[];
  /** What it gives instead, for the README. */
  readonly what: string;
}

/** All of them: the test fails for one that is missing here and for one that is no more. */
export const SPECIAL_VALUE_HOLES: readonly SpecialValueHole[] = [
  {
    engine: "onnx",
    precision: "float64",
    kernels: ["Conv2DBackpropInput", "Conv3DBackpropInputV2"],
    kinds: ["NaN", "infinities"],
    what: "NaN and infinite weights are multiplied with the zeros between and around the results",
  },
  {
    engine: "webgpu",
    kernels: ["Atan2", "Pow"],
    kinds: ["infinities"],
    what: "angles of two infinite coordinates and infinite powers of ±1 depend on the device",
  },
  {
    engine: "webgpu",
    kernels: "all",
    kinds: ["ends of int32"],
    what: "integers pass through float32, which holds them exactly up to 2^24",
  },
];

/** The holes of one kernel, as engine, precision and kinds. */
export function holesOf(kernel: string): string[] {
  return SPECIAL_VALUE_HOLES
    .filter(({ kernels }) => kernels !== "all" && kernels.includes(kernel))
    .map(({ engine, precision, kinds }) =>
      `not ${[engine, precision ?? []].flat().join(" ")}: ${kinds.join(", ")}`
    );
}
