/** Chooses between two ways to compile a step program for ONNX Runtime; both give the same bits. */
import type { LoopExecutable } from "../executable.ts";
import type { Program } from "../program.ts";
import { WRITES_IN_PLACE } from "./runtime.ts";
import { onnxLoop, type OnnxOptions } from "./session.ts";
import { onnxSplitLoop } from "./split_loop.ts";

/** Length of the carried vectors from which on a separate update saves more than the calls cost. */
const SPLIT_FROM = 131_072;

/** Compiles a step program that carries `state`: in two parts if that is faster, otherwise in one graph. */
export async function onnxFasterLoop(
  program: Program,
  state: readonly string[],
  options: OnnxOptions = {},
): Promise<LoopExecutable> {
  const isLong = state.some((name) => program.outputs[name].size >= SPLIT_FROM);
  // The parts hand vectors on in place.
  return (isLong && WRITES_IN_PLACE ? await onnxSplitLoop(program, state, options) : null) ??
    await onnxLoop(program, state, options);
}
