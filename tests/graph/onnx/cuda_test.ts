import * as tf from "@tensorflow/tfjs-core";
import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import config from "../../../deno.json" with { type: "json" };
import { AbsentEngineError, compile, compileLoop, engineStatus, trace } from "../../../lib/graph/mod.ts";
import { CUDA_FOLDER_VARIABLE, CUDA_LIBRARIES, cudaFolder } from "../../../lib/graph/onnx/cuda_libraries.ts";
import { cudaError } from "../../../lib/graph/onnx/start_cuda.ts";

/** What ONNX Runtime 1.30 says under a driver without a GPU. */
const NO_GPU =
  "/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc:146 [with ERRTYPE = cudaError] " +
  "CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=vm ; expr=cudaSetDevice(info_.device_id);";
const OLD_DRIVER =
  "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=0 ; hostname=vm";
const NOT_LOADED = "OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library";

Deno.test("a machine without a GPU is told apart from a broken installation and from a graph that is refused", () => {
  const none = cudaError(NO_GPU);
  assertInstanceOf(none, AbsentEngineError);
  assertEquals(none.message, "engine cuda: absent, no CUDA-capable device is detected");
  assertStringIncludes(cudaError(OLD_DRIVER)!.message, "absent, CUDA driver version is insufficient");
  const broken = cudaError(NOT_LOADED);
  assert(broken !== null && !(broken instanceof AbsentEngineError));
  assertStringIncludes(broken.message, "deno task gpu --onnx-cuda");
  assertEquals(cudaError("Could not find an implementation for Foo(1)"), null);
  assertEquals(cudaError("CUDA failure 2: out of memory ; GPU=0"), null);
});

Deno.test("a named folder of CUDA's libraries must exist", async () => {
  const before = Deno.env.get(CUDA_FOLDER_VARIABLE), folder = await Deno.makeTempDir();
  try {
    Deno.env.set(CUDA_FOLDER_VARIABLE, folder);
    assertEquals(cudaFolder(), folder);
    await Deno.remove(folder);
    assertThrows(() => cudaFolder(), Error, `ONNX_CUDA_FOLDER: there is no ${folder}`);
  } finally {
    if (before === undefined) Deno.env.delete(CUDA_FOLDER_VARIABLE);
    else Deno.env.set(CUDA_FOLDER_VARIABLE, before);
  }
});

Deno.test("NVIDIA's libraries come after those that they need", () => {
  const place = (part: string) => CUDA_LIBRARIES.findIndex((path) => path.includes(part));
  for (
    const [first, second] of [["libcudart", "libcublasLt"], ["libcublasLt", "libcublas.so"], [
      "libcublas.so",
      "cudnn",
    ]]
  ) {
    assert(place(first) >= 0 && place(first) < place(second), `${first} before ${second}`);
  }
});

const { state, details } = await engineStatus("cuda");

Deno.test({
  name:
    "where the engine cuda is absent, programs and loops say what is missing, and no other engine steps in",
  ignore: state === "present",
  fn: async () => {
    assertEquals(state, "absent", details);
    const program = trace(({ x }) => ({ x: tf.neg(x) }), { x: [1] });
    await assertRejects(
      () => compile(program, { engine: "cuda" }),
      AbsentEngineError,
      `engine cuda: absent, ${details}`,
    );
    await assertRejects(() => compileLoop(program, ["x"], { engine: "cuda" }), AbsentEngineError, details);
  },
});

Deno.test("the runtime is named with its exact version, which that of its CUDA provider must equal", () => {
  assert(/^npm:onnxruntime-node@\d+\.\d+\.\d+$/.test(config.imports["onnxruntime-node"]));
});
