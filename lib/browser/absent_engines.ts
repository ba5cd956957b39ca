/** What stands for the modules that start engines of other runtimes, `start_*.ts`, in a bundle for a browser. */
import { AbsentEngineError } from "../graph/errors.ts";

const absent = (engine: string, reason: string) => (): Promise<never> =>
  Promise.reject(new AbsentEngineError(`engine ${engine}: absent, ${reason}`));

/** Rejects with an {@linkcode AbsentEngineError}. */
export const startTensorflow = absent("tensorflow", "it is a native library");
/** Rejects with an {@linkcode AbsentEngineError}. */
export const startWasm = absent("wasm", "bundles for a browser leave it out, onnx runs in WebAssembly, too");
/** Rejects with an {@linkcode AbsentEngineError}. */
export const startWebGpu = absent("webgpu", "bundles for a browser leave it out");

/** Throws an {@linkcode AbsentEngineError}. */
export function startCuda(): never {
  throw new AbsentEngineError("engine cuda: absent, it is a native library");
}
/** No session of this engine is opened. */
export const cudaError = (): null => null;

/** No adapter is asked for. */
export const isSoftwareAdapter = (): boolean => false;
/** No device is watched. */
export const watchFaults = (): void => {};
/** No device refuses anything. */
export const takeFault = (): undefined => undefined;
