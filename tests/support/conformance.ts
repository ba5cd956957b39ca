/** Whether an engine trains a model as the float64 interpreter does: loss, gradient, and a few steps of Adam. */
import type * as tf from "@tensorflow/tfjs-core";
import { assert } from "@std/assert";
import {
  compile,
  compileLoop,
  type EngineName,
  grad,
  type HostArrays,
  type InputSpec,
  type Precision,
  trace,
} from "../../lib/graph/mod.ts";
import { parameterCount, unflatten } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { carriedNames, stepProgram } from "../../lib/train/step_program.ts";
import type { ConformanceProblem } from "./conformance_models.ts";

const STEPS = 5;
/** With a larger ε than usual a component that is 0 but for rounding does not become a step of full length. */
const OPTIMIZER = adam({ learningRate: 0.01, epsilon: 1e-3 });

/** What an engine makes of a problem. */
export interface Training {
  readonly loss: number;
  readonly gradient: ArrayLike<number>;
  /** Parameters after {@linkcode STEPS} steps. */
  readonly trained: ArrayLike<number>;
}

function batchSizeOf({ batches }: ConformanceProblem): { batchSize?: number } {
  return batches ? { batchSize: batches[0].length } : {};
}

async function lossAndGradient(problem: ConformanceProblem, engine: EngineName, precision: Precision) {
  const { model: { parameters: specs }, batches, initial } = problem;
  const inputs: Record<string, InputSpec> = {
    parameters: [parameterCount(specs)],
    ...(batches && { rows: { shape: [batches[0].length], dtype: "int32" } }),
  };
  const program = trace(
    (given: Record<string, tf.Tensor>) => {
      const loss = problem.loss(unflatten(given.parameters, specs), given.rows as tf.Tensor1D);
      return { loss, gradient: grad(loss, given.parameters) };
    },
    inputs,
    { precision },
  );
  const compiled = await compile(program, { engine });
  try {
    return await compiled.run({ parameters: initial, ...(batches && { rows: batches[0] }) });
  } finally {
    await compiled.dispose();
  }
}

async function trainedParameters(problem: ConformanceProblem, engine: EngineName, precision: Precision) {
  const { model, loss, initial, batches } = problem;
  const step = stepProgram({
    parameters: model.parameters,
    loss,
    optimizer: OPTIMIZER,
    precision,
    ...batchSizeOf(problem),
  });
  const coefficients = Array.from({ length: STEPS }, (_, k) => OPTIMIZER.coefficientsAt(k + 1)).flat();
  const state: HostArrays = Object.fromEntries(
    carriedNames(OPTIMIZER).map((name) => [
      name,
      name === "parameters" ? initial : new Float64Array(initial.length),
    ]),
  );
  const rows = batches && Int32Array.from(batches.slice(0, STEPS).flatMap((batch) => [...batch]));
  const loop = await compileLoop(step, carriedNames(OPTIMIZER), { engine });
  try {
    const perStep = { coefficients: Float64Array.from(coefficients), ...(rows && { rows }) };
    return (await loop.run(state, perStep, STEPS)).state.parameters;
  } finally {
    await loop.dispose();
  }
}

/** Loss and gradient at the start, and the parameters after a few steps. */
export async function trainOn(
  problem: ConformanceProblem,
  engine: EngineName,
  precision: Precision = "float32",
): Promise<Training> {
  const { loss, gradient } = await lossAndGradient(problem, engine, precision);
  return { loss: loss[0], gradient, trained: await trainedParameters(problem, engine, precision) };
}

const references = new Map<string, Promise<Training>>();

/** The same by the interpreter in float64, computed once. */
export function referenceTraining(problem: ConformanceProblem): Promise<Training> {
  const reference = references.get(problem.name) ?? trainOn(problem, "interpreter", "float64");
  references.set(problem.name, reference);
  return reference;
}

/** Largest difference, relative to the largest element. */
export function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let difference = 0, scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const own = Math.abs(actual[i] - expected[i]);
    difference = own <= difference ? difference : own;
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return difference / scale;
}

/** Fails unless a training agrees with the reference to `tolerance`. */
export function assertConforms(actual: Training, expected: Training, tolerance: number): void {
  const differences = {
    loss: relativeDifference([actual.loss], [expected.loss]),
    gradient: relativeDifference(actual.gradient, expected.gradient),
    [`parameters after ${STEPS} steps`]: relativeDifference(actual.trained, expected.trained),
  };
  for (const [what, difference] of Object.entries(differences)) {
    assert(
      difference <= tolerance,
      `${what}: off by ${difference} of the largest element, allowed ${tolerance}`,
    );
  }
}
