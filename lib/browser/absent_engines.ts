/** What stands for `lib/graph/tfjs/start_tensorflow.ts`, `start_wasm.ts` and `start_webgpu.ts` in a bundle for a browser. */
import { AbsentEngineError } from "../graph/errors.ts";

const absent = (engine: string, reason: string) => (): Promise<never> =>
  Promise.reject(new AbsentEngineError(`engine ${engine}: absent, ${reason}`));

/** Rejects with an {@linkcode AbsentEngineError}. */
export const startTensorflow = absent("tensorflow", "it is a native library");
/** Rejects with an {@linkcode AbsentEngineError}. */
export const startWasm = absent("wasm", "bundles for a browser leave it out, onnx runs in WebAssembly, too");
/** Rejects with an {@linkcode AbsentEngineError}. */
export const startWebGpu = absent("webgpu", "bundles for a browser leave it out");

/** No adapter is asked for. */
export const isSoftwareAdapter = (): boolean => false;
/** No device is watched. */
export const watchFaults = (): void => {};
/** No device refuses anything. */
export const takeFault = (): undefined => undefined;
