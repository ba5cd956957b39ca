/** The TF.js kernels that can be traced. */
import { ARITHMETIC } from "./arithmetic.ts";
import type { Kernels } from "./kernel.ts";
import { LAYOUT } from "./layout.ts";
import { LOGIC } from "./logic.ts";
import { REDUCTION } from "./reduction.ts";

/** All traced kernels, by TF.js's name. */
export const KERNELS: Kernels = { ...ARITHMETIC, ...LAYOUT, ...REDUCTION, ...LOGIC };
