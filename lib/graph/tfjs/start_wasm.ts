/** Loads TF.js's WebAssembly backend. */

/** Registers the backend `wasm`; returns a description of the engine. */
export async function startWasm(): Promise<string> {
  const { version_wasm } = await import("@tensorflow/tfjs-backend-wasm");
  return `TF.js's WebAssembly kernels ${version_wasm}, one thread`;
}
