import { createRequire } from "node:module";
import katexPackage from "katex/package.json" with { type: "json" };
import "onnxruntime-web/wasm";
import { npmFile } from "../../figure/static/npm_file.ts";

/** Name of the file that a page with a bundle loads from the bundle's folder: ONNX Runtime's WebAssembly, 14 MB. */
export const WASM_FILE = "ort-wasm-simd-threaded.wasm";

/**
 * Its path in Deno's npm cache. Only a module that lies there can resolve a file of a package, and KaTeX's (any
 * would do) can be imported as JSON, which ONNX Runtime's cannot.
 *
 * @throws {Error} where the package is not there
 */
export function wasmFile(): string {
  return createRequire(npmFile(katexPackage, "package.json")).resolve(`onnxruntime-web/${WASM_FILE}`);
}
