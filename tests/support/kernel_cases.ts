/** For each TF.js kernel that is traced: the op as a user writes it, on drawn shapes and elements. */
import { ACTIVATION_CASES } from "./kernel_cases/activation.ts";
import { ARITHMETIC_CASES } from "./kernel_cases/arithmetic.ts";
import { CONSTANT_CASES } from "./kernel_cases/constants.ts";
import type { KernelCases } from "./kernel_cases/draw_call.ts";
import { IMAGE_CASES } from "./kernel_cases/image.ts";
import { LAYOUT_CASES } from "./kernel_cases/layout.ts";
import { LOGIC_CASES } from "./kernel_cases/logic.ts";
import { LOOKUP_CASES } from "./kernel_cases/lookup.ts";
import { REDUCTION_CASES } from "./kernel_cases/reduction.ts";
import { SPECIAL_CASES } from "./kernel_cases/special.ts";
import { VOLUME_CASES } from "./kernel_cases/volume.ts";

export { FUNCTION_CASES } from "./kernel_cases/functions.ts";
export type { KernelCall, KernelCase } from "./kernel_cases/draw_call.ts";

/** Cases by the name of TF.js's kernel. */
export const KERNEL_CASES: KernelCases = {
  ...ARITHMETIC_CASES,
  ...ACTIVATION_CASES,
  ...SPECIAL_CASES,
  ...LAYOUT_CASES,
  ...CONSTANT_CASES,
  ...LOOKUP_CASES,
  ...REDUCTION_CASES,
  ...IMAGE_CASES,
  ...VOLUME_CASES,
  ...LOGIC_CASES,
};
