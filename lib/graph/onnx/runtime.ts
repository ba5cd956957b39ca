/** ONNX Runtime: the native one here, `lib/browser/onnx_runtime.ts` in a bundle for a browser. */
import ort from "onnxruntime-node";

export default ort;
