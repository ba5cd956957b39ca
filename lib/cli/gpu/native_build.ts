/** Builds the native library of tfjs-node from the registries: its source, TensorFlow and Node's headers. */
import { dirname, join } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { ownBindingPath } from "../../graph/tfjs/native_binding.ts";
import { exists } from "../../io/exists.ts";
import { UsageError } from "../usage_error.ts";
import { cachedPackage, installPackages, mustWork, requirePip, requireProgram } from "./downloads.ts";

/** TensorFlow of the Python registry; its C interface is what tfjs-node 4.22 was written for. */
const TENSORFLOW_VERSION = "2.21.0";
/** Its wheels are for single Python versions; the libraries in them are the same. */
const WHEEL_PYTHON = "3.12";
/** Version of Node-API that tfjs-node names in its package.json. */
const NAPI_VERSION = 8;

/** Which TensorFlow is built for: "cpu" runs everywhere, "cuda" on NVIDIA's GPUs and on the processor. */
export type NativeFlavour = "cpu" | "cuda";

/** What pip installs for each. */
const PACKAGES: Readonly<Record<NativeFlavour, readonly string[]>> = {
  cpu: ["--no-deps", `tensorflow-cpu==${TENSORFLOW_VERSION}`],
  cuda: [`tensorflow[and-cuda]==${TENSORFLOW_VERSION}`],
};

/** Paths of a build. */
export interface NativeBuild {
  /** Folder of everything that is downloaded and built. */
  readonly folder: string;
  /** The native library. */
  readonly binding: string;
}

/**
 * Downloads TensorFlow and compiles the native library of tfjs-node against it.
 *
 * @param flavour processor or CUDA
 * @param say receives a line before each step
 * @returns its paths
 * @throws {UsageError} on a system other than Linux, and if Python, pip or g++ is missing or fails
 */
export async function buildNative(flavour: NativeFlavour, say: (line: string) => void): Promise<NativeBuild> {
  if (Deno.build.os !== "linux") {
    throw new UsageError(
      `task gpu: builds only on Linux, this is ${Deno.build.os}; install @tensorflow/tfjs-node in a node_modules folder with ` +
        "its install script, and name its lib/napi-v8/tfjs_binding.node in TFJS_NODE_BINDING",
    );
  }
  const binding = ownBindingPath();
  if (binding === undefined) throw new UsageError("task gpu: builds only in a checkout of the repository");
  const folder = dirname(binding), python = join(folder, flavour);
  await Deno.mkdir(folder, { recursive: true });
  await requireProgram(["g++", "--version"], "g++ (Debian: apt-get install g++)");
  await requirePip();

  const tensorflow = join(python, "tensorflow"), cc = join(tensorflow, "libtensorflow_cc.so.2");
  if (!await exists(cc)) {
    say(`Downloading TensorFlow ${TENSORFLOW_VERSION} for ${flavour} into ${python}`);
    await installPackages(python, PACKAGES[flavour], WHEEL_PYTHON);
  }
  say(`Compiling ${binding}`);
  const source = join(
    await cachedPackage(config.scopes["./lib/graph/tfjs/"]["@tensorflow/tfjs-node-gpu"]),
    "binding",
  );
  const files = ["tfjs_backend.cc", "tfjs_binding.cc"].map((name) => join(source, name));
  const temporary = `${binding}.${Deno.pid}.tmp`;
  await mustWork([
    "g++",
    ...["-std=c++17", "-O2", "-fPIC", "-shared", "-w", `-DNAPI_VERSION=${NAPI_VERSION}`],
    ...[
      join(await cachedPackage(config.imports["node-api-headers"]), "include"),
      dirname(source),
      join(tensorflow, "include"),
    ]
      .map((path) => `-I${path}`),
    ...files,
    ...["-o", temporary, cc, join(tensorflow, "libtensorflow_framework.so.2"), `-Wl,-rpath,${tensorflow}`],
  ], "compile tfjs-node's binding");
  // With a rename, no process sees an incomplete library.
  await Deno.rename(temporary, binding);
  return { folder, binding };
}
