/** Where the libraries of ONNX Runtime's CUDA provider are that `task gpu --onnx-cuda` downloads. */
import { nativePath, ownNativePath } from "../native_path.ts";

/** Environment variable that names their folder. */
export const CUDA_FOLDER_VARIABLE = "ONNX_CUDA_FOLDER";

/** NVIDIA's libraries that the provider needs, by path in the folder, each after those that it needs itself. */
export const CUDA_LIBRARIES: readonly string[] = [
  "cu13/lib/libcudart.so.13",
  "cu13/lib/libnvrtc.so.13",
  "cu13/lib/libnvJitLink.so.13",
  "cu13/lib/libcublasLt.so.13",
  "cu13/lib/libcublas.so.13",
  "cu13/lib/libcurand.so.10",
  "cu13/lib/libcufft.so.12",
  "cudnn/lib/libcudnn.so.9",
].map((path) => `nvidia/${path}`);

const NAME = "onnx-cuda";

/** Folder where `task gpu --onnx-cuda` puts them; undefined if this code is not on disk. */
export const ownCudaFolder = (): string | undefined => ownNativePath(NAME);

/**
 * The folder in the environment variable, otherwise the one of `task gpu`; undefined if there is none.
 *
 * @throws {Error} if the environment variable names a missing folder
 */
export const cudaFolder = (): string | undefined => nativePath(NAME, CUDA_FOLDER_VARIABLE);
