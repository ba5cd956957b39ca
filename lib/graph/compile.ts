/** Choosing the engine that runs a program. */
import { EngineError } from "./errors.ts";
import { type Executable, loopByCalls, type LoopExecutable, loopNames } from "./executable.ts";
import { interpret } from "./interpreter.ts";
import { onnxExecutable, onnxLoop, type OnnxOptions } from "./onnx/session.ts";
import type { Program } from "./program.ts";
import { hostArray } from "./program.ts";
import { TFJS_BACKENDS, type TfjsBackend, tfjsExecutable } from "./tfjs/replay.ts";

/** Names of the engines: ONNX Runtime, TF.js's backends, and the plain float64 interpreter. */
export const ENGINES = ["onnx", ...TFJS_BACKENDS, "interpreter"] as const;

/** One of {@linkcode ENGINES}. */
export type EngineName = typeof ENGINES[number];

/** Settings of {@linkcode compile} and {@linkcode compileLoop}. */
export interface CompileOptions extends OnnxOptions {
  /** Engine to use: this one or an error, never another; "onnx" by default. */
  engine?: EngineName;
}

/**
 * A program, ready to run on the chosen engine.
 *
 * @throws EngineError where the engine is unknown, absent, or lacks an op for the program's precision
 */
export function compile(program: Program, options: CompileOptions = {}): Promise<Executable> {
  const engine = checkedEngine(options.engine);
  if (engine === "onnx") return onnxExecutable(program, options);
  if (engine === "interpreter") return Promise.resolve(interpreterExecutable(program));
  return tfjsExecutable(program, engine as TfjsBackend);
}

/**
 * A step program, ready to run many steps a call; inputs named in `state` carry the outputs of the same name.
 *
 * @throws EngineError as {@linkcode compile} does
 * @throws InputError where a carried name is not an input and an output of the same shape and dtype
 */
export async function compileLoop(
  program: Program,
  state: readonly string[],
  options: CompileOptions = {},
): Promise<LoopExecutable> {
  loopNames(program, state);
  return checkedEngine(options.engine) === "onnx"
    ? await onnxLoop(program, state, options)
    : loopByCalls(await compile(program, options), state);
}

function checkedEngine(engine: EngineName = "onnx"): EngineName {
  if (!ENGINES.includes(engine)) {
    throw new EngineError(`engine "${engine}" is unknown, allowed ${ENGINES.join(", ")}`);
  }
  return engine;
}

function interpreterExecutable(program: Program): Executable {
  return {
    engine: "interpreter",
    program,
    run: (inputs) =>
      Promise.resolve(Object.fromEntries(
        Object.entries(interpret(program, inputs)).map(([name, values]) =>
          // A copy, since an output may be an input or a constant of the graph itself.
          [name, hostArray(program.outputs[name].dtype, program.precision, values).slice()] as const
        ),
      )),
    dispose: () => Promise.resolve(),
  };
}
