import { KERNEL_BYTES } from "../../lib/wave/kernel_bytes.ts";
import { assertKernelBytes } from "../support/kernel_bytes.ts";

Deno.test("the kernel's bytes are those of its source", () =>
  assertKernelBytes("lib/wave/kernel.as.ts", "lib/wave/kernel_bytes.ts", KERNEL_BYTES));
