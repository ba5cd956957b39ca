/** Downloads ONNX Runtime's CUDA provider and the libraries that it needs, for the engine `cuda`. */
import { join } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { CUDA_LIBRARIES, ownCudaFolder } from "../../graph/onnx/cuda_libraries.ts";
import { exists } from "../../io/exists.ts";
import { UsageError } from "../usage_error.ts";
import { cachedPackage, installPackages, requirePip } from "./downloads.ts";

/** Its wheels are for single Python versions; the provider in them is the same. */
const WHEEL_PYTHON = "3.12";
/** What the wheel of the provider asks for in its extras `cuda` and `cudnn`, and what those need. */
const NVIDIA_PACKAGES = [
  "nvidia-cuda-runtime~=13.0",
  "nvidia-cuda-nvrtc~=13.0",
  "nvidia-nvjitlink~=13.0",
  "nvidia-cublas~=13.0",
  "nvidia-curand~=10.0",
  "nvidia-cufft~=12.0",
  "nvidia-cudnn-cu13~=9.0",
];
/** The provider and the part that it shares with others, in the wheel and beside the runtime. */
const PROVIDER_FILES = ["libonnxruntime_providers_shared.so", "libonnxruntime_providers_cuda.so"];

/**
 * Downloads the provider of the same version as the npm package, with NVIDIA's libraries, and links it beside the
 * runtime in Deno's cache, the only place where the runtime looks for it.
 *
 * @param again download even if everything is there
 * @param say receives a line before each step
 * @returns the folder
 * @throws {UsageError} on another system than Linux on x86-64, if pip is missing or fails, and if a downloaded file is
 * not where it should be
 */
export async function installOnnxCuda(again: boolean, say: (line: string) => void): Promise<string> {
  const { os, arch } = Deno.build;
  if (os !== "linux" || arch !== "x86_64") {
    throw new UsageError(
      `task gpu: --onnx-cuda needs Linux on an x86-64 processor, this is ${os} on ${arch}`,
    );
  }
  const folder = ownCudaFolder(), specifier = config.imports["onnxruntime-node"];
  if (folder === undefined) {
    throw new UsageError("task gpu: --onnx-cuda works only in a checkout of the repository");
  }
  const wheel = `onnxruntime-gpu==${specifier.split("@").at(-1)}`, stamp = join(folder, "version.txt");
  const installed = await Deno.readTextFile(stamp).catch(() => "");
  if (again || installed !== wheel) {
    say(`Downloading ${wheel} and NVIDIA's libraries into ${folder} (0.9 GB, 2.5 GB on disk)`);
    await requirePip();
    await Deno.mkdir(join(folder, ".."), { recursive: true });
    await installPackages(folder, ["--no-deps", wheel, ...NVIDIA_PACKAGES], WHEEL_PYTHON);
  }
  const providers = PROVIDER_FILES.map((name) => `onnxruntime/capi/${name}`);
  for (const path of [...providers, ...CUDA_LIBRARIES]) {
    if (!await exists(join(folder, path))) {
      throw new UsageError(`task gpu: ${path} is not among the downloaded files in ${folder}`);
    }
  }
  const runtime = join(await cachedPackage(specifier), "bin", "napi-v6", "linux", "x64");
  if (!await exists(join(runtime, "libonnxruntime.so.1"))) {
    throw new UsageError(`task gpu: ${specifier} has no libonnxruntime.so.1 in ${runtime}`);
  }
  for (const name of PROVIDER_FILES) {
    await link(join(folder, "onnxruntime", "capi", name), join(runtime, name));
  }
  await Deno.writeTextFile(stamp, wheel);
  return folder;
}

/** Makes a symbolic link, in place of an older one. */
async function link(target: string, path: string): Promise<void> {
  const temporary = `${path}.${Deno.pid}.tmp`;
  await Deno.symlink(target, temporary);
  await Deno.rename(temporary, path);
}
