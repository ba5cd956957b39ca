/** Inputs that the host passes to a call of the engine: one row per step. */
import type { HostArrays, Program } from "../graph/mod.ts";
import { type Drawn, drawnAt } from "./drawn.ts";
import { drawnInput } from "./step_program.ts";
import type { TrainingOptions } from "./training_options.ts";

/** Maximum number of random numbers drawn for one call. */
const DRAWN_PER_CALL = 4_000_000;

/** The steps of a call. */
export interface CallSteps {
  /** Steps done before it. */
  readonly first: number;
  readonly count: number;
  /** Steps of earlier stages in the optimizer's slots. */
  readonly age: number;
}

/** Coefficients of the optimizer, rows of the minibatches and random tensors of a call, by input name. */
export function callInputs(
  { optimizer, batches, drawn }: Pick<TrainingOptions, "optimizer" | "batches" | "drawn">,
  program: Program,
  { first, count, age }: CallSteps,
): HostArrays {
  const coefficients = new Float64Array(count * optimizer.coefficients.length);
  const rows = new Int32Array(count * (batches?.size ?? 0));
  for (let i = 0; i < count; i++) {
    const step = first + i + 1;
    coefficients.set(optimizer.coefficientsAt(step, age + step), i * optimizer.coefficients.length);
    if (batches) rows.set(batches.at(first + i), i * batches.size);
  }
  return { coefficients, ...(batches && { rows }), ...(drawn && draw(drawn, program, first, count)) };
}

function draw(drawn: Drawn, program: Program, first: number, count: number): HostArrays {
  return Object.fromEntries(
    Object.keys(drawn.tensors).map((name) => {
      const input = drawnInput(name), { size } = program.inputs[input];
      const values = new Float64Array(count * size);
      for (let i = 0; i < count; i++) values.set(drawnAt(drawn, name, first + i), i * size);
      return [input, values];
    }),
  );
}

/** Steps whose random numbers fit into one call's memory. */
export function drawableSteps(drawn: Drawn | undefined, program: Program): number {
  const names = Object.keys(drawn?.tensors ?? {});
  const size = names.reduce((sum, name) => sum + program.inputs[drawnInput(name)].size, 0);
  return Math.max(1, Math.floor(DRAWN_PER_CALL / Math.max(1, size)));
}
