/** The engines by name. */
import { EngineError } from "./errors.ts";
import { TFJS_BACKENDS } from "./tfjs/backends.ts";

/** Names of the engines: ONNX Runtime on processor and GPU, TF.js's backends, and the plain float64 interpreter. */
export const ENGINES = ["onnx", "cuda", ...TFJS_BACKENDS, "interpreter"] as const;

/** One of {@linkcode ENGINES}. */
export type EngineName = typeof ENGINES[number];

/** An engine by its name, or the fastest one for the given program. */
export type EngineChoice = EngineName | "auto";

/**
 * The engine that was asked for; "onnx" where none was.
 *
 * @throws {EngineError} for a name that is not allowed
 */
export function checkedEngine(engine: EngineChoice = "onnx"): EngineChoice {
  if (engine !== "auto" && !ENGINES.includes(engine)) {
    throw new EngineError(`engine: "${engine}" is unknown, allowed ${ENGINES.join(", ")}, auto`);
  }
  return engine;
}
