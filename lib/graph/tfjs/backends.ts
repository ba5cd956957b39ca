/** TF.js backends that can run a program; each is started once. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { EngineError } from "../errors.ts";
import { startTensorflow } from "./start_tensorflow.ts";
import { startWasm } from "./start_wasm.ts";
import { startWebGpu, watchFaults } from "./start_webgpu.ts";

/** TF.js backends that a program can be replayed on. */
export const TFJS_BACKENDS = ["tensorflow", "webgpu", "wasm", "cpu"] as const;

/** One of {@linkcode TFJS_BACKENDS}. */
export type TfjsBackend = typeof TFJS_BACKENDS[number];

/** Registers a backend with TF.js and returns its description. */
const LOADERS: Record<TfjsBackend, () => Promise<string>> = {
  tensorflow: startTensorflow,
  webgpu: startWebGpu,
  wasm: startWasm,
  cpu: () => Promise.resolve("TF.js in plain JavaScript"),
};

const started = new Map<TfjsBackend, Promise<string>>();

/**
 * Starts a backend, once per process. TF.js's current backend stays the same, or becomes cpu if there was none.
 *
 * @returns its description: version, adapter
 * @throws {AbsentEngineError} if this machine does not have it
 * @throws {EngineError} if it is present but does not start
 */
export function startBackend(name: TfjsBackend): Promise<string> {
  const starting = started.get(name) ?? start(name);
  started.set(name, starting);
  return starting;
}

async function start(name: TfjsBackend): Promise<string> {
  const previous = tf.getBackend();
  // Without this flag the cpu backend advertises tfjs-node at its first use, and other backends print warnings.
  tf.env().set("PROD", true);
  try {
    const details = await LOADERS[name]();
    await initialize(name);
    if (name === "webgpu") watchFaults();
    return details;
  } catch (error) {
    // Our own errors name the engine; those of TF.js and the packages do not.
    if (error instanceof EngineError) throw error;
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new EngineError(`engine ${name}: broken, ${reason}`, { cause: error });
  } finally {
    // If no backend was current, TF.js would use the new one for whatever the user computes next.
    await tf.setBackend(previous || "cpu");
  }
}

/** If a backend does not start, TF.js only prints a warning, so its factory is watched for the reason. */
async function initialize(name: TfjsBackend): Promise<void> {
  const entry = tf.engine().registryFactory[name], { factory } = entry;
  let failure: unknown = new EngineError(`engine ${name}: broken, TF.js does not start it`);
  const failed = (error: unknown) => {
    failure = error;
    throw error;
  };
  entry.factory = () => {
    try {
      const made = factory();
      return made instanceof Promise ? made.catch(failed) : made;
    } catch (error) {
      return failed(error);
    }
  };
  try {
    if (!await tf.setBackend(name)) throw failure;
  } finally {
    entry.factory = factory;
  }
}

/** Runs `body` on a backend that {@linkcode startBackend} has started; the switch is synchronous. */
export function onBackend<T>(backend: TfjsBackend, body: () => T): T {
  const previous = tf.getBackend();
  if (previous !== backend) void tf.setBackend(backend);
  try {
    return body();
  } finally {
    if (previous && previous !== backend) void tf.setBackend(previous);
  }
}
