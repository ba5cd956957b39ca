/** Named data sets on which a model is evaluated during training. */
import type * as tf from "@tensorflow/tfjs-core";
import { sha256 } from "../io/sha256.ts";
import {
  compile,
  type EngineName,
  type Executable,
  type HostArray,
  type InputSpec,
  type Precision,
  type Program,
  type Shape,
  trace,
} from "../graph/mod.ts";
import { parameterCount, type ParameterSpec, unflatten } from "../nn/mod.ts";
import { requireKnownSettings } from "../checks.ts";
import { programsKey } from "./run_key.ts";
import { requireScalars } from "./step_program.ts";

/** An array of a data set, row-major; the first axis is the rows. */
export interface EvaluationArray {
  readonly shape: Shape;
  /** The numbers; an Int32Array becomes an int32 tensor. */
  readonly values: Float32Array | Float64Array | Int32Array;
}

/** Data sets, and the scalars to compute on each. */
export interface Evaluation {
  /** Sets by name; each has arrays by name with the same number of rows, at least 1. */
  readonly sets: Readonly<Record<string, Readonly<Record<string, EvaluationArray>>>>;
  /** Traced: scalars, each a mean over the rows of the set's tensors; they become the curves `set/name`. */
  measure(parameters: tf.Tensor[], data: Record<string, tf.Tensor>): Record<string, tf.Tensor>;
  /** Maximum number of rows evaluated at once, to limit the memory for a large set; 1,000 by default. */
  readonly chunkRows?: number;
}

/** An evaluation, traced. */
export interface EvaluationPlan {
  /** Changes with everything that determines the values. */
  readonly key: string;
  readonly programs: readonly Program[];
  readonly sets: readonly { name: string; rows: number; chunks: readonly Chunk[] }[];
}

interface Chunk {
  readonly rows: number;
  /** Number in `programs`. */
  readonly program: number;
  /** Views of the set's arrays, by input name. */
  readonly inputs: Readonly<Record<string, HostArray>>;
}

/**
 * Traces the evaluation for each chunk size: the full size, and another if a set ends with a smaller chunk.
 *
 * @throws {RangeError} for a set without rows, arrays with different numbers of rows, a shape that does not fit its
 *   values, a number of rows per chunk that is not a positive integer, or a measure that is not a scalar
 */
export function evaluationPlan(
  specs: readonly ParameterSpec[],
  evaluation: Evaluation,
  precision: Precision,
): EvaluationPlan {
  requireKnownSettings("evaluate", evaluation, { sets: true, measure: true, chunkRows: true });
  const { chunkRows = 1000 } = evaluation;
  if (!Number.isInteger(chunkRows) || chunkRows < 1) {
    throw new RangeError(`train: rows of a chunk must be a positive integer, got ${chunkRows}`);
  }
  const programs: Program[] = [], numbers = new Map<string, number>();
  const programFor = (inputs: Record<string, { shape: Shape; dtype: "float" | "int32" }>) => {
    const signature = JSON.stringify(inputs), known = numbers.get(signature);
    if (known !== undefined) return known;
    programs.push(measureProgram(specs, evaluation, inputs, precision));
    numbers.set(signature, programs.length - 1);
    return programs.length - 1;
  };
  const data = sha256();
  const sets = Object.entries(evaluation.sets).map(([name, arrays]) => {
    const rows = checkedRows(name, arrays), chunks: Chunk[] = [];
    // Converted once to the training's precision, not at every reading.
    const given = Object.entries(arrays).map(([array, { shape, values }]) => {
      const whole = values instanceof Int32Array || values instanceof arrayOf(precision)
        ? values
        : arrayOf(precision).from(values);
      data.update(JSON.stringify([name, array, shape]));
      data.update(new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength));
      return { input: dataInput(array), row: shape.slice(1), whole, width: whole.length / rows };
    });
    for (let from = 0; from < rows; from += chunkRows) {
      const size = Math.min(chunkRows, rows - from);
      chunks.push({
        rows: size,
        program: programFor(Object.fromEntries(
          given.map(({ input, row, whole }) => [
            input,
            { shape: [size, ...row], dtype: whole instanceof Int32Array ? "int32" : "float" },
          ]),
        )),
        inputs: Object.fromEntries(
          given.map((
            { input, whole, width },
          ) => [input, whole.subarray(from * width, (from + size) * width)]),
        ),
      });
    }
    return { name, rows, chunks };
  });
  const key = programsKey([chunkRows, data.hex()], new Float64Array(0), programs);
  return { key, programs, sets };
}

/** An evaluation, compiled. */
export class Evaluator {
  private constructor(readonly plan: EvaluationPlan, readonly compiled: readonly Executable[]) {}

  static async open(plan: EvaluationPlan, engine: EngineName): Promise<Evaluator> {
    const compiled: Executable[] = [];
    for (const program of plan.programs) compiled.push(await compile(program, { engine }));
    return new Evaluator(plan, compiled);
  }

  /** The mean over all rows of a set, as the mean of its chunks weighted by their rows, by `set/name`. */
  async run(parameters: HostArray): Promise<Record<string, number>> {
    const means: Record<string, number> = {};
    for (const { name, rows, chunks } of this.plan.sets) {
      for (const chunk of chunks) {
        const values = await this.compiled[chunk.program].run({ ...chunk.inputs, parameters });
        for (const [measure, [value]] of Object.entries(values)) {
          const curve = `${name}/${measure}`;
          means[curve] = (means[curve] ?? 0) + value * (chunk.rows / rows);
        }
      }
    }
    return means;
  }

  async dispose(): Promise<void> {
    for (const program of this.compiled) await program.dispose();
  }
}

function arrayOf(precision: Precision): typeof Float32Array | typeof Float64Array {
  return precision === "float64" ? Float64Array : Float32Array;
}

function dataInput(name: string): string {
  return `data_${name}`;
}

function checkedRows(set: string, arrays: Readonly<Record<string, EvaluationArray>>): number {
  const named = Object.entries(arrays), rows = named[0]?.[1].shape[0];
  if (!(rows! >= 1)) throw new RangeError(`train: evaluation set "${set}" has no rows`);
  for (const [name, { shape, values }] of named) {
    if (shape[0] !== rows) {
      throw new RangeError(
        `train: "${name}" of evaluation set "${set}" has ${shape[0]} rows, "${named[0][0]}" has ${rows}`,
      );
    }
    if (shape.reduce((product, length) => product * length, 1) !== values.length) {
      throw new RangeError(
        `train: "${name}" of evaluation set "${set}" has shape [${shape}] and ${values.length} values`,
      );
    }
  }
  return rows;
}

function measureProgram(
  specs: readonly ParameterSpec[],
  { measure }: Evaluation,
  inputs: Record<string, InputSpec>,
  precision: Precision,
): Program {
  return requireScalars(
    "evaluate",
    trace(
      ({ parameters, ...data }: Record<string, tf.Tensor>) =>
        measure(
          unflatten(parameters, specs),
          Object.fromEntries(
            Object.entries(data).map(([name, tensor]) => [name.slice(dataInput("").length), tensor]),
          ),
        ),
      { parameters: [parameterCount(specs)], ...inputs },
      { precision },
    ),
  );
}
