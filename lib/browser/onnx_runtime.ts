/** ONNX Runtime in WebAssembly, which stands for the native one in a bundle for a browser. */
import * as ort from "onnxruntime-web/wasm";

// One thread: more need headers from the server, which a page on a disk does not have.
ort.env.wasm.numThreads = 1;

/** WebAssembly has its own memory: what is given for outputs stays as it was. */
export const WRITES_IN_PLACE = false;

export default ort;
