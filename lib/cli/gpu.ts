/**
 * `task gpu`: builds the native library of tfjs-node, by which the engine `tensorflow` runs.
 *
 * @module
 */
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { commandOutput } from "./command_output.ts";
import { probeEngine } from "./doctor/engine_probe.ts";
import { buildNative, type NativeFlavour } from "./gpu/native_build.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "gpu",
  description:
    "Builds the native library of tfjs-node into .papers/native, by which the engine `tensorflow` runs: on NVIDIA's GPUs\n" +
    "with --cuda, on the processor with --cpu; without either, CUDA where nvidia-smi lists a GPU. Deno runs no install\n" +
    "scripts, which would download this library; so TensorFlow comes from the Python registry (0.3 GB, 1.3 GB on disk; with\n" +
    "CUDA several times as much) and the source of tfjs-node is compiled against it. Needs Linux, g++ and Python 3 with pip.\n" +
    "A library that you have is named in TFJS_NODE_BINDING instead. --cuda was never tried on a GPU by us.",
  positionals: "",
  options: {
    cpu: { type: "boolean", description: "TensorFlow for the processor" },
    cuda: { type: "boolean", description: "TensorFlow for CUDA" },
    force: { type: "boolean", description: "build again although the library works" },
  },
};

async function main(args: TaskArguments): Promise<number> {
  if (args.has("cpu") && args.has("cuda")) {
    throw new UsageError("task gpu: --cpu and --cuda exclude each other");
  }
  const asked = args.has("cpu") || args.has("cuda") || args.has("force");
  const before = await probeEngine("tensorflow");
  const onGpu = / GPU$/.test(before.details);
  if (before.state === "present" && !args.has("force") && (!asked || args.has("cuda") === onGpu)) {
    console.log(`The engine tensorflow is there: ${before.details}; --force builds it again`);
    return 0;
  }
  const { binding } = await buildNative(await flavour(args), console.log);
  const { state, details } = await probeEngine("tensorflow");
  if (state !== "present") {
    console.error(`${binding} is built, but the engine tensorflow is ${state}: ${details}`);
    return 1;
  }
  console.log(`The engine tensorflow is ready: ${details}`);
  return 0;
}

async function flavour(args: TaskArguments): Promise<NativeFlavour> {
  if (args.has("cpu")) return "cpu";
  if (args.has("cuda")) return "cuda";
  const { ok, stdout } = await commandOutput(["nvidia-smi", "--list-gpus"]);
  return ok && stdout !== "" ? "cuda" : "cpu";
}

if (import.meta.main) await runParsedTask(USAGE, main);
