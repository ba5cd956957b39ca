/** ONNX Runtime on NVIDIA's GPUs. */
import { AbsentEngineError, EngineError } from "../errors.ts";
import { CUDA_LIBRARIES, cudaFolder } from "./cuda_libraries.ts";

/** The driver's library, which only a machine with an NVIDIA GPU has. */
const DRIVER = "libcuda.so.1";
/** CUDA's errors 35 and 100: the driver is older than the libraries; there is no GPU. */
const NO_DEVICE = /CUDA failure (?:35|100): ([^;]+?) ;/;
/** The provider's library is not beside the runtime's. */
const NO_PROVIDER = /Failed to load (?:shared )?library/;

let started: string | undefined;

/**
 * Loads NVIDIA's libraries, once per process; the CUDA provider then finds them by their names.
 *
 * @returns a description of the engine
 * @throws {AbsentEngineError} if there is no driver, or the libraries were not downloaded
 * @throws {EngineError} if a library does not load
 */
export function startCuda(): string {
  return started ??= load();
}

function load(): string {
  const { os, arch } = Deno.build;
  if (os !== "linux" || arch !== "x86_64") {
    throw new AbsentEngineError(
      `engine cuda: absent, it needs Linux on an x86-64 processor, this is ${os} on ${arch}`,
    );
  }
  const folder = cudaFolder();
  if (folder === undefined) {
    throw new AbsentEngineError(
      "engine cuda: absent, no libraries of the CUDA provider; `deno task gpu --onnx-cuda` downloads them",
    );
  }
  try {
    Deno.dlopen(DRIVER, {});
  } catch (error) {
    throw new AbsentEngineError(`engine cuda: absent, no NVIDIA driver (${DRIVER})`, { cause: error });
  }
  // Matrix products would otherwise round their factors to 10 bits (TF32) on newer GPUs.
  Deno.env.set("NVIDIA_TF32_OVERRIDE", "0");
  for (const path of CUDA_LIBRARIES) {
    try {
      Deno.dlopen(`${folder}/${path}`, {});
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EngineError(`engine cuda: broken, ${path} does not load: ${reason}`, { cause: error });
    }
  }
  return "ONNX Runtime on an NVIDIA GPU, through CUDA 13";
}

/** The error of a session that does not open for a reason other than its graph; `null` if it is the graph. */
export function cudaError(reason: string): EngineError | null {
  const [, noDevice] = NO_DEVICE.exec(reason) ?? [];
  if (noDevice !== undefined) return new AbsentEngineError(`engine cuda: absent, ${noDevice}`);
  return NO_PROVIDER.test(reason)
    ? new EngineError(
      "engine cuda: broken, the CUDA provider does not load; `deno task gpu --onnx-cuda` installs it again, " +
        "for example after Deno's cache was cleared",
    )
    : null;
}
