/** Compiled programs, for any engine. */
import { InputError } from "./errors.ts";
import { checkedInput, type HostArray, hostArray, type HostArrays, type Program } from "./program.ts";
import { sizeOf } from "./shape.ts";

/** Host arrays that belong to the caller. */
export type Results = Record<string, HostArray>;

/** A program on an engine. */
export interface Executable {
  readonly engine: string;
  readonly program: Program;
  /**
   * Compute the outputs.
   *
   * @throws {InputError} for inputs that do not fit
   */
  run(inputs: HostArrays): Promise<Results>;
  /** Frees the engine's memory. */
  dispose(): Promise<void>;
}

/** A step program on an engine, which runs any number of steps in one call. */
export interface LoopExecutable {
  readonly engine: string;
  readonly program: Program;
  /**
   * Runs `steps` steps (at least 1).
   *
   * @param state values of the carried inputs before the first step
   * @param perStep values of the other inputs, one row per step
   * @returns the carried values after the last step, and each other output, one row per step
   * @throws {InputError} for inputs or a number of steps that do not fit
   */
  run(state: HostArrays, perStep: HostArrays, steps: number): Promise<{ state: Results; metrics: Results }>;
  /** Frees the engine's memory. */
  dispose(): Promise<void>;
}

/** Names of a step program's inputs and outputs, by their role in the loop. */
export interface LoopNames {
  state: string[];
  perStep: string[];
  metrics: string[];
}

/**
 * The roles of inputs and outputs in a loop over `program` that carries `state`.
 *
 * @throws {InputError} if a carried name is not both an input and an output of the same shape and dtype
 */
export function loopNames(program: Program, state: readonly string[]): LoopNames {
  for (const name of state) {
    const before = program.inputs[name], after = program.outputs[name];
    const fits = before && after && before.dtype === after.dtype && `${before.shape}` === `${after.shape}`;
    if (!fits) {
      throw new InputError(
        `Cannot carry "${name}" from step to step: ` +
          `input ${before ? `${before.dtype} [${before.shape}]` : "absent"}, ` +
          `output ${after ? `${after.dtype} [${after.shape}]` : "absent"}`,
      );
    }
  }
  return {
    state: [...state],
    perStep: Object.keys(program.inputs).filter((name) => !state.includes(name)),
    metrics: Object.keys(program.outputs).filter((name) => !state.includes(name)),
  };
}

/**
 * Values of a loop's inputs, in the program's precision.
 *
 * @throws {InputError} for a missing, unknown or wrongly sized input, or a number of steps that is not positive
 */
export function checkedLoopInputs(
  program: Program,
  names: LoopNames,
  given: { state: HostArrays; perStep: HostArrays; steps: number },
): { state: Record<string, HostArray>; perStep: Record<string, HostArray> } {
  const { state, perStep, steps } = given;
  if (!Number.isInteger(steps) || steps < 1) {
    throw new InputError(`loop: steps must be a positive integer, got ${steps}`);
  }
  const checked = (part: string, wanted: readonly string[], values: HostArrays, rows?: number) => {
    const fits = wanted.every((name) => values[name] !== undefined) &&
      Object.keys(values).every((name) => wanted.includes(name));
    if (!fits) {
      throw new InputError(`loop: the ${part} inputs must be [${wanted}], got [${Object.keys(values)}]`);
    }
    return Object.fromEntries(
      wanted.map((name) => [name, checkedInput(program, name, values[name], rows)]),
    );
  };
  return {
    state: checked("carried", names.state, state),
    perStep: checked("per-step", names.perStep, perStep, steps),
  };
}

/** The values of the per-step inputs for one step. */
export function rowsOfStep(
  program: Program,
  perStep: Readonly<Record<string, HostArray>>,
  step: number,
): Record<string, HostArray> {
  return Object.fromEntries(
    Object.entries(perStep).map(([name, values]) => {
      const width = sizeOf(program.inputs[name].shape);
      return [name, values.subarray(step * width, (step + 1) * width)];
    }),
  );
}

/** A loop for an engine without a loop of its own: one call per step. */
export function loopByCalls(executable: Executable, state: readonly string[]): LoopExecutable {
  const { program } = executable, names = loopNames(program, state);
  return {
    engine: executable.engine,
    program,
    async run(state, rowsOfSteps, steps) {
      const given = checkedLoopInputs(program, names, { state, perStep: rowsOfSteps, steps });
      let carried: HostArrays = given.state;
      const metrics = Object.fromEntries(names.metrics.map((name) => {
        const { shape, dtype } = program.outputs[name];
        return [name, hostArray(dtype, program.precision, sizeOf(shape) * steps)];
      }));
      for (let step = 0; step < steps; step++) {
        const results = await executable.run({ ...carried, ...rowsOfStep(program, given.perStep, step) });
        carried = Object.fromEntries(names.state.map((name) => [name, results[name]]));
        for (const name of names.metrics) metrics[name].set(results[name], step * results[name].length);
      }
      return { state: { ...carried }, metrics };
    },
    dispose: () => executable.dispose(),
  };
}
