/**
 * The traced training engine: ordinary TF.js code becomes a graph, which is differentiated as a graph (any order) and
 * run compiled, by ONNX Runtime, or node by node on a TF.js backend.
 *
 * @module
 */
export * from "./compile.ts";
export { type DerivativeOptions } from "./derivative_options.ts";
export * from "./derivatives.ts";
export { type EngineChoice, type EngineName, ENGINES } from "./engine_name.ts";
export * from "./engine_status.ts";
export {
  AbsentEngineError,
  EngineError,
  GradientError,
  InputError,
  TraceError,
  TraceReadError,
  UnsupportedOpError,
} from "./errors.ts";
export { type Executable, type LoopExecutable, type Results } from "./executable.ts";
export * from "./functions/mod.ts";
export { type DType, Graph, type GraphNode, type Precision, type Values } from "./graph.ts";
export * from "./hessian.ts";
export * from "./hvp.ts";
export { interpret } from "./interpreter.ts";
export { jacobian } from "./jacobian.ts";
export * from "./jvp.ts";
export { type Like, type OneOrMany } from "./one_or_many.ts";
export { onnxModel } from "./onnx/lower.ts";
export * from "./per_sample_gradients.ts";
export { type HostArray, type HostArrays, type Program, type TensorSpec } from "./program.ts";
export { type Shape } from "./shape.ts";
export { stepInputs } from "./step_inputs.ts";
export { type InputSpec, trace, type TraceOptions } from "./trace.ts";
export * from "./value_and_grad.ts";
export * from "./vjp.ts";
export * from "./vmap.ts";
