/** Loads the native backend of tfjs-node-gpu or tfjs-node. */
import { existsSync } from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import { AbsentEngineError } from "../errors.ts";
import { builtBinding } from "./native_binding.ts";

/** Error of the packages without their native library, which Deno does not install since it runs no install scripts. */
const NO_LIBRARY = /can not be found at path/;

/**
 * Registers the backend `tensorflow` from tfjs-node-gpu, otherwise from tfjs-node; returns a description of the engine.
 *
 * A package uses its own native library if it has one, otherwise that of {@linkcode builtBinding}.
 *
 * @throws {AbsentEngineError} if there is no native library
 * @throws {Error} of the loader, if there is one that does not load
 */
export async function startTensorflow(): Promise<string> {
  const { default: util } = await import("node:util");
  // tfjs-node 4.22 still calls this function, which newer runtimes removed.
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  // Otherwise TensorFlow prints in each process which instructions it was compiled for.
  if (Deno.env.get("TF_CPP_MIN_LOG_LEVEL") === undefined) Deno.env.set("TF_CPP_MIN_LOG_LEVEL", "2");
  const built = builtBinding();
  const packages = built === undefined ? PACKAGES.filter(isInstalled) : PACKAGES, failures: string[] = [];
  for (const name of packages) {
    try {
      await withBinding(built, () => import(name));
      return description();
    } catch (error) {
      failures.push(error instanceof Error ? error.message.split("\n")[0] : String(error));
    }
  }
  if (failures.every((failure) => NO_LIBRARY.test(failure))) {
    throw new AbsentEngineError(
      "engine tensorflow: absent, no native library of tfjs-node-gpu or tfjs-node; `deno task gpu` builds it",
    );
  }
  throw new Error(failures.find((failure) => !NO_LIBRARY.test(failure)));
}

/**
 * The packages, by the import map. They take another 250 MB, so they are named where Deno does not find them for
 * download, and loaded only if there is a native library.
 */
const PACKAGES: readonly string[] = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"];

/** Whether a package is in a `node_modules` folder, where install scripts may have added its native library. */
function isInstalled(name: string): boolean {
  return existsSync(`${Deno.cwd()}/node_modules/${name}`);
}

/** Loads a package and tells it where its native library is, unless it has its own. */
async function withBinding(built: string | undefined, load: () => Promise<unknown>): Promise<void> {
  const { default: preBinding } = await import("@mapbox/node-pre-gyp/lib/pre-binding.js");
  const find = preBinding.find;
  preBinding.find = (manifest: string) => {
    const own = find(manifest);
    return built === undefined || existsSync(own) ? own : built;
  };
  try {
    await load();
  } finally {
    preBinding.find = find;
  }
}

function description(): string {
  const { binding, isUsingGpuDevice } = tf.engine().findBackend("tensorflow") as unknown as {
    binding: { TF_Version: string };
    isUsingGpuDevice: boolean;
  };
  return `TensorFlow ${binding.TF_Version} on the ${isUsingGpuDevice ? "GPU" : "processor"}`;
}
