/** Loads TF.js's WebGPU backend. */
import * as tf from "@tensorflow/tfjs-core";
import { AbsentEngineError } from "../errors.ts";

/** Adapters that compute on the processor, by their own names. */
const SOFTWARE = /llvmpipe|lavapipe|swiftshader|basic render/i;

/** Whether a description from {@linkcode startWebGpu} is that of an adapter without a GPU. */
export function isSoftwareAdapter(details: string): boolean {
  return SOFTWARE.test(details);
}

/**
 * Registers the backend `webgpu`; returns a description of the engine.
 *
 * @throws {AbsentEngineError} if this Deno has no WebGPU, another worker of the process has it, or the machine has no
 *   adapter
 */
export async function startWebGpu(): Promise<string> {
  if (!("gpu" in navigator)) throw new AbsentEngineError("engine webgpu: absent, this Deno has no WebGPU");
  nameRuntimeFolder();
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) {
    throw new AbsentEngineError("engine webgpu: absent, no WebGPU adapter; Linux needs a Vulkan driver");
  }
  claimProcess();
  askForNoFeatures();
  await import("@tensorflow/tfjs-backend-webgpu");
  return `adapter ${adapter.info.description || adapter.info.vendor || "without a name"}`;
}

/** Environment variable with the id of the process in which a worker or the main program uses WebGPU. */
const HOLDER = "PAPERS_WEBGPU_HOLDER";

/** Deno 2.8.1 crashes if a second worker (or test file) of a process uses WebGPU. */
function claimProcess(): void {
  const own = String(Deno.pid);
  if (Deno.env.get(HOLDER) === own) {
    throw new AbsentEngineError(
      "engine webgpu: absent, another worker of this process has WebGPU, Deno allows one",
    );
  }
  Deno.env.set(HOLDER, own);
}

/** The search for adapters also looks for a desktop, and complains if the folder of its sockets is not set. */
function nameRuntimeFolder(): void {
  const name = "XDG_RUNTIME_DIR";
  if (Deno.build.os === "linux" && Deno.env.get(name) === undefined) Deno.env.set(name, "/tmp");
}

let bare = false;

/** TF.js requests features that Deno does not know, so Deno rejects the device; TF.js needs none of them. */
function askForNoFeatures(): void {
  if (bare) return;
  bare = true;
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = function (descriptor = {}) {
    const { requiredFeatures: _, ...rest } = descriptor;
    return requestDevice.call(this, rest);
  };
}

let fault: string | undefined;

/**
 * Watches the device of TF.js's backend: if the device rejects a program, the result is whatever was in its memory, and
 * only an event reports it.
 */
export function watchFaults(): void {
  const { device } = tf.engine().findBackend("webgpu") as unknown as { device: GPUDevice };
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault();
    const { message } = (event as GPUUncapturedErrorEvent).error;
    fault ??= `${message.trim().split("\n")[0]} (${/\w+Program/.exec(message)?.[0] ?? "no program named"})`;
  });
}

/** What the device has rejected since the last call. */
export function takeFault(): string | undefined {
  const found = fault;
  fault = undefined;
  return found;
}
