/** ONNX Runtime: the native one here, `lib/browser/onnx_runtime.ts` in a bundle for a browser. */
import ort from "onnxruntime-node";

/** Whether a session writes into the tensors that it is given for its outputs. */
export const WRITES_IN_PLACE: boolean = true;

export default ort;
