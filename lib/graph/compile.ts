/** Compiles programs for the chosen engine. */
import { fastest } from "./auto.ts";
import { checkedEngine, type EngineChoice, type EngineName } from "./engine_name.ts";
import { type Executable, loopByCalls, type LoopExecutable, loopNames } from "./executable.ts";
import { indexCheck } from "./index_check.ts";
import { interpret } from "./interpreter.ts";
import { madeUpInput } from "./made_up_inputs.ts";
import { onnxExecutable, onnxLoop, type OnnxOptions } from "./onnx/session.ts";
import { onnxFasterLoop } from "./onnx/faster_loop.ts";
import { checkedInputs, hostArray, type Program } from "./program.ts";
import { tfjsExecutable } from "./tfjs/replay.ts";

/** Settings of {@linkcode compile} and {@linkcode compileLoop}. */
export interface CompileOptions extends OnnxOptions {
  /**
   * Engine to use; if it is not available, compilation fails. "auto" times a few runs and chooses the fastest engine
   * for this program; "onnx" by default.
   */
  engine?: EngineChoice;
  /** Receives the line that says which engine "auto" chose, and why not the others; `console.log` by default. */
  report?: (line: string) => void;
}

/**
 * Compiles a program for the chosen engine.
 *
 * @throws {AbsentEngineError} if this machine does not have the engine
 * @throws {EngineError} if it is unknown, broken, or lacks the program's precision
 */
export async function compile(program: Program, options: CompileOptions = {}): Promise<Executable> {
  const engine = checkedEngine(options.engine);
  if (engine !== "auto") return await compileFor(engine, program, options);
  const inputs = Object.fromEntries(
    Object.keys(program.inputs).map((name) => [name, madeUpInput(program, name)]),
  );
  return await fastest({
    precision: program.precision,
    open: (engine) => compileFor(engine, program, options),
    run: async (executable, times) => {
      for (let i = 0; i < times; i++) await executable.run(inputs);
    },
    maxSteps: MAX_TIMED_STEPS,
    report: options.report ?? console.log,
  });
}

/**
 * Compiles a step program that runs many steps per call; inputs named in `state` carry the outputs of the same name.
 *
 * @throws {AbsentEngineError | EngineError} as {@linkcode compile} does
 * @throws {InputError} if a carried name is not an input and an output of the same shape and dtype
 */
export async function compileLoop(
  program: Program,
  state: readonly string[],
  options: CompileOptions = {},
): Promise<LoopExecutable> {
  const names = loopNames(program, state), engine = checkedEngine(options.engine);
  if (engine !== "auto") return await compileLoopFor(engine, program, state, options);
  const made = (list: readonly string[], rows?: number) =>
    Object.fromEntries(list.map((name) => [name, madeUpInput(program, name, rows)]));
  const rowSize = names.perStep.reduce((sum, name) => sum + program.inputs[name].size, 0);
  return await fastest({
    precision: program.precision,
    open: (engine) => compileLoopFor(engine, program, state, options),
    run: (loop, steps) => loop.run(made(names.state), made(names.perStep, steps), steps),
    maxSteps: Math.max(1, Math.min(MAX_TIMED_STEPS, Math.floor(MAX_TIMED_VALUES / Math.max(1, rowSize)))),
    report: options.report ?? console.log,
  });
}

/** Limits of one timed call, in steps and in numbers passed in for them. */
const MAX_TIMED_STEPS = 64, MAX_TIMED_VALUES = 4_000_000;

function compileFor(engine: EngineName, program: Program, options: OnnxOptions): Promise<Executable> {
  if (engine === "onnx" || engine === "cuda") return onnxExecutable(program, options, engine);
  if (engine === "interpreter") return Promise.resolve(interpreterExecutable(program));
  return tfjsExecutable(program, engine);
}

async function compileLoopFor(
  engine: EngineName,
  program: Program,
  state: readonly string[],
  options: OnnxOptions,
): Promise<LoopExecutable> {
  if (engine === "onnx") return await onnxFasterLoop(program, state, options);
  // In one graph, the state stays on the GPU from step to step.
  if (engine === "cuda") return await onnxLoop(program, state, options, engine);
  return loopByCalls(await compileFor(engine, program, options), state);
}

function interpreterExecutable(program: Program): Executable {
  const checkIndices = indexCheck(program);
  return {
    engine: "interpreter",
    program,
    run(inputs) {
      checkIndices(checkedInputs(program, inputs));
      return Promise.resolve(Object.fromEntries(
        Object.entries(interpret(program, inputs)).map(([name, values]) =>
          // A copy, since an output may be an input or a constant of the graph itself.
          [name, hostArray(program.outputs[name].dtype, program.precision, values).slice()] as const
        ),
      ));
    },
    dispose: () => Promise.resolve(),
  };
}
