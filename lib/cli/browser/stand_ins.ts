/** Modules of the library that stand for others in a bundle for a browser, by path from the repository. */
export const STAND_INS: Readonly<Record<string, string>> = {
  "lib/data/mod.ts": "lib/browser/data.ts",
  "lib/experiments/mod.ts": "lib/browser/experiments.ts",
  "lib/figure/static/draw_png.ts": "lib/browser/draw_png.ts",
  "lib/figure/static/fonts.ts": "lib/browser/fonts.ts",
  "lib/graph/onnx/runtime.ts": "lib/browser/onnx_runtime.ts",
  "lib/graph/onnx/start_cuda.ts": "lib/browser/absent_engines.ts",
  "lib/graph/tfjs/start_tensorflow.ts": "lib/browser/absent_engines.ts",
  "lib/graph/tfjs/start_wasm.ts": "lib/browser/absent_engines.ts",
  "lib/graph/tfjs/start_webgpu.ts": "lib/browser/absent_engines.ts",
  "lib/io/atomic_write.ts": "lib/browser/atomic_write.ts",
  "lib/train/checkpoint.ts": "lib/browser/checkpoint.ts",
};
