/** TF.js's backends, as far as the engine can load them. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, type EngineName, trace } from "../../lib/graph/mod.ts";

/**
 * Make a backend TF.js's current one.
 *
 * @throws EngineError where it is absent
 */
export async function useTfjsBackend(name: EngineName): Promise<void> {
  // Whoever compiles for a backend has it loaded.
  const program = trace(({ x }) => ({ y: tf.neg(x) }), { x: [1] });
  await (await compile(program, { engine: name })).dispose();
  if (!await tf.setBackend(name)) throw new Error(`TF.js's backend ${name} does not start`);
}
