/** Loading TF.js's WebGPU backend. */
import { AbsentEngineError } from "../errors.ts";

/** Adapters that compute on the processor, by the names that they give themselves. */
const SOFTWARE = /llvmpipe|lavapipe|swiftshader|basic render/i;

/** Whether what {@linkcode startWebGpu} says of the engine is said of an adapter without a GPU. */
export function isSoftwareAdapter(details: string): boolean {
  return SOFTWARE.test(details);
}

/**
 * Registers the backend `webgpu`; returns what is said of the engine.
 *
 * @throws AbsentEngineError where this Deno has no WebGPU, or the machine no adapter
 */
export async function startWebGpu(): Promise<string> {
  if (!("gpu" in navigator)) throw new AbsentEngineError("this Deno has no WebGPU");
  nameRuntimeFolder();
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new AbsentEngineError("no WebGPU adapter; Linux needs a Vulkan driver");
  acceptKnownFeaturesOnly();
  await import("@tensorflow/tfjs-backend-webgpu");
  return `adapter ${adapter.info.description || adapter.info.vendor || "without a name"}`;
}

/** The search for adapters looks for a desktop too, and complains where the folder of its sockets is not named. */
function nameRuntimeFolder(): void {
  const name = "XDG_RUNTIME_DIR";
  if (Deno.build.os === "linux" && Deno.env.get(name) === undefined) Deno.env.set(name, "/tmp");
}

let filtered = false;

/** TF.js asks for features that Deno has no names for, on which Deno refuses the device. */
function acceptKnownFeaturesOnly(): void {
  if (filtered) return;
  filtered = true;
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = function (descriptor) {
    const wanted = [...descriptor?.requiredFeatures ?? []];
    return requestDevice.call(this, {
      ...descriptor,
      requiredFeatures: wanted.filter((feature) => feature && this.features.has(feature)),
    });
  };
}
