/** The status of an engine on this machine. */
import * as tf from "@tensorflow/tfjs-core";
import { compile } from "./compile.ts";
import type { EngineName } from "./engine_name.ts";
import { AbsentEngineError } from "./errors.ts";
import { interpret } from "./interpreter.ts";
import { startCuda } from "./onnx/start_cuda.ts";
import { startBackend } from "./tfjs/backends.ts";
import { trace } from "./trace.ts";

/** Whether an engine computes here. */
export interface EngineStatus {
  readonly engine: EngineName;
  /** A "broken" engine is present, but does not start or computes wrong results. */
  readonly state: "present" | "absent" | "broken";
  /** Version and device, or the reason why it is absent or broken. */
  readonly details: string;
}

/** Starts an engine and returns its description. */
async function start(engine: EngineName): Promise<string> {
  if (engine === "onnx") return "ONNX Runtime on the processor";
  if (engine === "interpreter") return "float64 on typed arrays, the reference";
  return engine === "cuda" ? startCuda() : await startBackend(engine);
}

/** Starts an engine, runs a small program on it, and checks the result. */
export async function engineStatus(engine: EngineName): Promise<EngineStatus> {
  try {
    const details = await start(engine);
    const wrong = await wrongResult(engine);
    return wrong === null
      ? { engine, state: "present", details }
      : { engine, state: "broken", details: wrong };
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split("\n");
    const details = line.replace(new RegExp(`^engine ${engine}: ((absent|broken), )?`), "");
    return { engine, state: error instanceof AbsentEngineError ? "absent" : "broken", details };
  }
}

/** What is wrong with an engine's result; `null` if it is right. */
async function wrongResult(engine: EngineName): Promise<string | null> {
  const program = trace(({ x, w }) => ({ y: tf.tanh(tf.matMul(x, w)) }), { x: [2, 3], w: [3, 2] });
  const inputs = {
    x: Float32Array.of(1, -1, 0.5, 2, 0, -2),
    w: Float32Array.of(0.5, 1, -1, 0.25, 0.75, -0.5),
  };
  const [expected] = Object.values(interpret(program, inputs));
  const executable = await compile(program, { engine });
  try {
    const { y } = await executable.run(inputs);
    const off = y.findIndex((value, i) => !(Math.abs(value - expected[i]) < 1e-3));
    return off < 0 ? null : `it computes ${y[off]} instead of ${expected[off]}`;
  } finally {
    await executable.dispose();
  }
}
