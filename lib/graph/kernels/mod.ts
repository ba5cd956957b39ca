/** The TF.js kernels that can be traced. */
import { ACTIVATION } from "./activation.ts";
import { ARITHMETIC } from "./arithmetic.ts";
import { EINSUM } from "./einsum.ts";
import { IMAGE } from "./image.ts";
import type { Kernels } from "./kernel.ts";
import { LAYOUT } from "./layout.ts";
import { LOGIC } from "./logic.ts";
import { LOOKUP } from "./lookup.ts";
import { MIRROR_PAD } from "./mirror_pad.ts";
import { POOLING } from "./pooling.ts";
import { REDUCTION } from "./reduction.ts";
import { RESIZE } from "./resize.ts";
import { SPECIAL } from "./special.ts";
import { VOLUME } from "./volume.ts";

/** All traced kernels, by TF.js's name. */
export const KERNELS: Kernels = {
  ...ARITHMETIC,
  ...ACTIVATION,
  ...SPECIAL,
  ...LAYOUT,
  ...MIRROR_PAD,
  ...LOOKUP,
  ...REDUCTION,
  ...EINSUM,
  ...IMAGE,
  ...VOLUME,
  ...POOLING,
  ...RESIZE,
  ...LOGIC,
};
