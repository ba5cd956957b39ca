/** Builds the native library of tfjs-node from the registries: its source, TensorFlow and Node's headers. */
import { dirname, join } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { ownBindingPath } from "../../graph/tfjs/native_binding.ts";
import { exists } from "../../io/exists.ts";
import { UsageError } from "../usage_error.ts";

/** TensorFlow of the Python registry; its C interface is what tfjs-node 4.22 was written for. */
const TENSORFLOW_VERSION = "2.21.0";
/** Its wheels are for single Python versions; the libraries in them are the same. */
const WHEEL_PYTHON = "3.12";
/** Version of Node-API that tfjs-node names in its package.json. */
const NAPI_VERSION = 8;

/** Which TensorFlow is built for: "cpu" runs everywhere, "cuda" on NVIDIA's GPUs and on the processor. */
export type NativeFlavour = "cpu" | "cuda";

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
  await requireProgram(
    ["python3", "-m", "pip", "--version"],
    "Python 3 with pip (Debian: apt-get install python3-pip)",
  );

  const tensorflow = join(python, "tensorflow"), cc = join(tensorflow, "libtensorflow_cc.so.2");
  if (!await exists(cc)) {
    say(`Downloading TensorFlow ${TENSORFLOW_VERSION} for ${flavour} into ${python}`);
    await install(flavour, python);
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

/** Downloads into a temporary folder first, so an interrupted download does not count as complete. */
async function install(flavour: NativeFlavour, target: string): Promise<void> {
  const unfinished = `${target}.unfinished`;
  const wanted = flavour === "cpu"
    ? ["--no-deps", `tensorflow-cpu==${TENSORFLOW_VERSION}`]
    : [`tensorflow[and-cuda]==${TENSORFLOW_VERSION}`];
  await remove(unfinished);
  await mustWork([
    ...["python3", "-m", "pip", "install", "--disable-pip-version-check", "--no-compile", "--quiet"],
    ...["--only-binary", ":all:", "--python-version", WHEEL_PYTHON, "--target", unfinished],
    ...wanted,
  ], "install TensorFlow");
  await remove(target);
  await Deno.rename(unfinished, target);
}

/**
 * Folder in Deno's cache of an npm package that the library does not load; downloaded if missing.
 *
 * @param specifier `npm:NAME@VERSION`
 */
async function cachedPackage(specifier: string): Promise<string> {
  const [, name, version] = /^npm:(.+)@([^@]+)$/.exec(specifier)!;
  await mustWork(
    [Deno.execPath(), "cache", "--quiet", "--no-config", "--no-lock", specifier],
    `download ${specifier}`,
  );
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout)) as { npmCache: string };
  // One folder per registry.
  for await (const { name: registry } of Deno.readDir(npmCache)) {
    const folder = join(npmCache, registry, name, version);
    if (await exists(folder)) return folder;
  }
  throw new UsageError(`task gpu: ${specifier} is not in Deno's cache at ${npmCache}`);
}

async function requireProgram(command: readonly string[], what: string): Promise<void> {
  if (!(await ended(command, "null")).success) throw new UsageError(`task gpu: needs ${what}`);
}

async function mustWork(command: readonly string[], what: string): Promise<void> {
  const { success, code } = await ended(command, "inherit");
  if (!success) throw new UsageError(`Cannot ${what}: ${command[0]} ended with exit code ${code}`);
}

async function ended(
  [program, ...args]: readonly string[],
  output: "inherit" | "null",
): Promise<{ success: boolean; code: number }> {
  try {
    return await new Deno.Command(program, { args, stdin: "null", stdout: output, stderr: output }).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { success: false, code: 127 };
  }
}

async function remove(path: string): Promise<void> {
  if (await exists(path)) await Deno.remove(path, { recursive: true });
}
