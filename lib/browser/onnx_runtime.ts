/** ONNX Runtime in WebAssembly, which stands for the native one in a bundle for a browser. */
import * as ort from "onnxruntime-web/wasm";

// One thread: more need headers from the server, which a page on a disk does not have.
ort.env.wasm.numThreads = 1;

export default ort;
