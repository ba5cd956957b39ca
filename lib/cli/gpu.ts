/**
 * `task gpu`: builds the native library of tfjs-node for the engine `tensorflow`, or downloads the CUDA provider of ONNX
 * Runtime for the engine `cuda`.
 *
 * @module
 */
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { commandOutput } from "./command_output.ts";
import { probeEngine } from "./doctor/engine_probe.ts";
import { buildNative, type NativeFlavour } from "./gpu/native_build.ts";
import { installOnnxCuda } from "./gpu/onnx_cuda.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "gpu",
  description:
    "Builds the native library of tfjs-node in .papers/native for the engine `tensorflow`: for NVIDIA's GPUs\n" +
    "with --cuda, for the processor with --cpu; without either, CUDA if nvidia-smi lists a GPU. Deno runs no install\n" +
    "scripts, which would download this library; so TensorFlow comes from the Python registry (0.3 GB, 1.3 GB on disk; with\n" +
    "CUDA several times as much), and the source of tfjs-node is compiled against it. Needs Linux, g++ and Python 3 with pip.\n" +
    "If you already have a library, name it in TFJS_NODE_BINDING instead.\n" +
    "With --onnx-cuda, downloads ONNX Runtime's CUDA provider and NVIDIA's libraries for the engine `cuda` (0.9 GB, 2.5 GB\n" +
    "on disk; Linux on x86-64, an NVIDIA driver for CUDA 13). Nothing here has been run on a GPU yet.",
  positionals: "",
  options: {
    cpu: { type: "boolean", description: "TensorFlow for the processor" },
    cuda: { type: "boolean", description: "TensorFlow for CUDA" },
    "onnx-cuda": { type: "boolean", description: "the engine `cuda`: ONNX Runtime on NVIDIA's GPUs" },
    force: { type: "boolean", description: "build again even if the library works" },
  },
};

async function main(args: TaskArguments): Promise<number> {
  if (args.has("cpu") && args.has("cuda")) {
    throw new UsageError("task gpu: --cpu and --cuda exclude each other");
  }
  if (args.has("onnx-cuda")) return await installCuda(args);
  const asked = args.has("cpu") || args.has("cuda") || args.has("force");
  const before = await probeEngine("tensorflow");
  const onGpu = / GPU$/.test(before.details);
  if (before.state === "present" && !args.has("force") && (!asked || args.has("cuda") === onGpu)) {
    console.log(`The engine tensorflow is already installed: ${before.details}; --force builds it again`);
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

async function installCuda(args: TaskArguments): Promise<number> {
  if (args.has("cpu") || args.has("cuda")) {
    throw new UsageError(
      "task gpu: --onnx-cuda is for another engine than --cpu and --cuda; name one of them",
    );
  }
  const folder = await installOnnxCuda(args.has("force"), console.log);
  const { state, details } = await probeEngine("cuda");
  if (state === "present") {
    console.log(`The engine cuda is ready: ${details}`);
    return 0;
  }
  console.error(`The libraries are in ${folder}, but the engine cuda is ${state}: ${details}`);
  return 1;
}

async function flavour(args: TaskArguments): Promise<NativeFlavour> {
  if (args.has("cpu")) return "cpu";
  if (args.has("cuda")) return "cuda";
  const { ok, stdout } = await commandOutput(["nvidia-smi", "--list-gpus"]);
  return ok && stdout !== "" ? "cuda" : "cpu";
}

if (import.meta.main) await runParsedTask(USAGE, main);
