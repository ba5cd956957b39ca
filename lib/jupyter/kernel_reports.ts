import type { ExecuteOptions, Kernel } from "./kernel.ts";
import type { KernelReport } from "../notebook/watch/watch_kernel.ts";

const WATCH_MODULE = new URL("../notebook/watch/watch_kernel.ts", import.meta.url).href;
const REPORT_NAME = "KernelReport";

const WATCH_CODE = `(await import(${JSON.stringify(WATCH_MODULE)})).watchKernel(); undefined`;
// Unlike a broadcast, the reply is never lost, and an error message is its only free text.
const REPORT_CODE = `throw Object.assign(
  new Error(JSON.stringify(await globalThis[Symbol.for("paper-notebooks.kernel-watch")].report())),
  { name: ${JSON.stringify(REPORT_NAME)} },
)`;

/**
 * Makes a kernel watch its outputs and errors, see {@linkcode watchKernel}.
 *
 * @param kernel the kernel, before its first cell
 * @param options time limit
 * @throws {Error} if the kernel cannot, for example because it is not Deno's
 */
export async function beginReports(kernel: Kernel, options: ExecuteOptions = {}): Promise<void> {
  const reply = await kernel.execute(WATCH_CODE, { ...options, silent: true });
  if (reply.status === "ok") return;
  throw new Error(`Cannot prepare the kernel: ${reply.errorName}: ${reply.errorMessage}`);
}

/**
 * Asks a kernel what it has sent so far.
 *
 * @param kernel the kernel, after {@linkcode beginReports}
 * @param options name of the request, time limit, abort signal
 * @returns its report, or undefined if the notebook has broken the reporting
 */
export async function requestReport(
  kernel: Kernel,
  options: ExecuteOptions,
): Promise<KernelReport | undefined> {
  const reply = await kernel.execute(REPORT_CODE, { ...options, silent: true });
  return reply.errorName === REPORT_NAME ? JSON.parse(reply.errorMessage) as KernelReport : undefined;
}
