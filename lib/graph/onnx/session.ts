/** Programs on ONNX Runtime. */
import ort from "./runtime.ts";
import { EngineError } from "../errors.ts";
import {
  checkedLoopInputs,
  type Executable,
  type LoopExecutable,
  loopNames,
  type Results,
  rowsOfStep,
} from "../executable.ts";
import type { GraphNode, Precision } from "../graph.ts";
import { indexCheck } from "../index_check.ts";
import { checkedInputs, type HostArray, type HostArrays, type Program } from "../program.ts";
import { runError } from "./run_error.ts";
import { cudaError, startCuda } from "./start_cuda.ts";
import { elementOf, onnxLoopModel, onnxModel, STEP_COUNT } from "./lower.ts";

/** Settings of ONNX Runtime. */
export interface OnnxOptions {
  /** Threads per op; 1 by default, since runs are distributed over processes. */
  threads?: number;
}

/** The engines that run ONNX graphs: "onnx" on the processor, "cuda" on an NVIDIA GPU. */
export type OnnxEngine = "onnx" | "cuda";

/** Errors are thrown, so they need not be logged as well. */
const FATAL_ONLY = 4;

/**
 * This fusion stores a scalar factor of a matrix product as a float32 attribute even in a float64 graph, which makes
 * results wrong from the eighth digit on.
 */
const ROUNDING_FUSIONS = "MatMulScaleFusion";

/** A session for a model, with the settings of the engine. */
export async function openSession(
  model: Uint8Array,
  precision: Precision,
  options: OnnxOptions,
  engine: OnnxEngine = "onnx",
): Promise<ort.InferenceSession> {
  const onGpu = engine === "cuda";
  if (onGpu) startCuda();
  try {
    return await ort.InferenceSession.create(model, {
      ...(onGpu && { executionProviders: ["cuda"] }),
      intraOpNumThreads: options.threads ?? 1,
      interOpNumThreads: 1,
      executionMode: "sequential",
      graphOptimizationLevel: "all",
      logSeverityLevel: FATAL_ONLY,
      extra: {
        // A thread that spins while it waits uses as much processor time as one that computes.
        session: { intra_op: { allow_spinning: "0" } },
        ...(precision === "float64" && { optimization: { disable_specified_optimizers: ROUNDING_FUSIONS } }),
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw (onGpu ? cudaError(reason) : null) ??
      new EngineError(`engine ${engine}: does not take this graph: ${reason}`, { cause: error });
  }
}

/**
 * Runs a session, writing into the tensors of `fetches` if given.
 *
 * @param checkIndices finds the input of an index outside its tensor; the GPU does not report such an index itself
 */
export async function runSession(
  session: ort.InferenceSession,
  feeds: Record<string, ort.Tensor>,
  checkIndices: () => void,
  fetches?: Record<string, ort.Tensor>,
): Promise<ort.InferenceSession.OnnxValueMapType> {
  try {
    return fetches ? await session.run(feeds, fetches) : await session.run(feeds);
  } catch (error) {
    throw runError(error, checkIndices);
  }
}

/** The runtime's tensor over `values`, which it reads or writes in place. */
export function onnxTensor(
  program: Program,
  node: GraphNode,
  values: HostArray,
  leading: number[] = [],
): ort.Tensor {
  const shape = [...leading, ...node.shape];
  const type = elementOf(node.dtype, program.precision);
  return new ort.Tensor(type, values as ort.Tensor.DataTypeMap[typeof type], shape);
}

function results(session: ort.InferenceSession.OnnxValueMapType, names: readonly string[]): Results {
  return Object.fromEntries(
    names.map((name) => [name, (session[`out_${name}`] as ort.Tensor).data as HostArray]),
  );
}

/** Compile a program for ONNX Runtime. */
export async function onnxExecutable(
  program: Program,
  options: OnnxOptions = {},
  engine: OnnxEngine = "onnx",
): Promise<Executable> {
  const session = await openSession(onnxModel(program), program.precision, options, engine);
  const outputs = Object.keys(program.outputs);
  return {
    engine,
    program,
    async run(inputs) {
      const given = checkedInputs(program, inputs);
      const feeds = Object.entries(given).map(([name, values]) =>
        [`in_${name}`, onnxTensor(program, program.inputs[name], values)] as const
      );
      const checkIndices = () => indexCheck(program)(given);
      if (engine === "cuda") checkIndices();
      return results(await runSession(session, Object.fromEntries(feeds), checkIndices), outputs);
    },
    dispose: () => session.release(),
  };
}

/** Compile a step program into an ONNX Loop that carries `state`. */
export async function onnxLoop(
  program: Program,
  state: readonly string[],
  options: OnnxOptions = {},
  engine: OnnxEngine = "onnx",
): Promise<LoopExecutable> {
  const names = loopNames(program, state);
  const session = await openSession(onnxLoopModel(program, names.state), program.precision, options, engine);
  const feed = (given: HostArrays, name: string, leading: number[]) =>
    [`in_${name}`, onnxTensor(program, program.inputs[name], given[name], leading)] as const;
  return {
    engine,
    program,
    async run(state, perStep, steps) {
      const given = checkedLoopInputs(program, names, { state, perStep, steps });
      const feeds: Record<string, ort.Tensor> = Object.fromEntries([
        ...names.state.map((name) => feed(given.state, name, [])),
        ...names.perStep.map((name) => feed(given.perStep, name, [steps])),
      ]);
      feeds[STEP_COUNT] = new ort.Tensor("int64", BigInt64Array.of(BigInt(steps)), []);
      const checkIndices = () => {
        const check = indexCheck(program, names.perStep);
        for (let step = 0; step < steps; step++) check(rowsOfStep(program, given.perStep, step));
      };
      if (engine === "cuda") checkIndices();
      const values = await runSession(session, feeds, checkIndices);
      return { state: results(values, names.state), metrics: results(values, names.metrics) };
    },
    dispose: () => session.release(),
  };
}
