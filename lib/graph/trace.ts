/** Traces a TF.js function into a graph. */
import * as tf from "@tensorflow/tfjs-core";
import { TraceError, withLineOfTfjsError } from "./errors.ts";
import { type DType, Graph, type Precision } from "./graph.ts";
import type { Program, TensorSpec } from "./program.ts";
import type { Shape } from "./shape.ts";
import { simplify } from "./simplify.ts";
import { nodeOf, recordInto, tensorOf } from "./trace_backend.ts";

/** Shape of an input (float), or its shape and dtype. */
export type InputSpec = Shape | TensorSpec;

const DTYPES: readonly DType[] = ["float", "int32", "bool"];

/** Settings of {@linkcode trace}. */
export interface TraceOptions {
  /** Floating-point type the graph computes in; "float32" by default. */
  precision?: Precision;
}

/**
 * Trace a function of named tensors, written in ordinary TF.js, into a graph.
 *
 * The function runs once, on tensors without values. Tensors that it creates, and outer tensors that it uses, become
 * constants. Functions made with `tf.customGrad` keep their gradients.
 *
 * @param fn takes the inputs by name and returns the outputs by name
 * @param inputs shape (and dtype, if not float) of each input
 * @throws {UnsupportedOpError} for a TF.js op without a rule
 * @throws {TraceReadError} if a value is read
 * @throws {TraceError} for random ops, nested traces, asynchronous functions, results that are not tensors
 * @throws {RangeError} for an unknown precision or dtype, or an invalid shape
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { compile, grad, trace } from "../../lib/graph/mod.ts";
 *
 * const program = trace(({ x }) => {
 *   const y = tf.sum(tf.mul(x, tf.square(x)));
 *   return { y, slope: grad(y, x) };
 * }, { x: [2] });
 * const run = await compile(program, { engine: "onnx" });
 * const { slope } = await run.run({ x: Float32Array.of(1, 2) });
 * if (slope[1] !== 12) throw new Error("3x² at 2 is 12");
 * ```
 */
export function trace<Name extends string>(
  fn: (inputs: Record<Name, tf.Tensor>) => Record<string, tf.Tensor>,
  inputs: Record<Name, InputSpec>,
  options: TraceOptions = {},
): Program {
  const precision = options.precision ?? "float32";
  if (precision !== "float32" && precision !== "float64") {
    throw new RangeError(`trace: precision "${precision}" is unknown, allowed "float32" and "float64"`);
  }
  const graph = new Graph(precision, true);
  const specs = Object.entries(inputs) as [Name, InputSpec][];
  const nodes = Object.fromEntries(specs.map(([name, spec]) => {
    const { shape, dtype } = "shape" in spec ? spec : { shape: spec, dtype: "float" as const };
    return [name, graph.input(name, checkedShape(name, shape), checkedDType(name, dtype))];
  }));
  const outputs = recordInto(graph, () => {
    const tensors = Object.fromEntries(
      Object.entries(nodes).map(([name, node]) => [name, tensorOf(node)]),
    ) as Record<Name, tf.Tensor>;
    const result = withLineOfTfjsError(() => fn(tensors));
    // The promise of an async function is ignored here; its rejection must not end the program.
    if (isPromise(result)) result.catch(() => {});
    if (typeof result !== "object" || result === null || result instanceof tf.Tensor || isPromise(result)) {
      throw new TraceError(
        `trace: the function must return an object of tensors by name, synchronously, got ${wordFor(result)}`,
      );
    }
    return Object.fromEntries(
      Object.entries(result).map(([name, tensor]) => {
        if (!(tensor instanceof tf.Tensor)) {
          throw new TraceError(`trace: output "${name}" must be a tensor, got ${tensor}`);
        }
        return [name, nodeOf(tensor)];
      }),
    );
  });
  return simplify({ graph, precision, inputs: nodes, outputs });
}

/** What was returned instead of an object of tensors. */
function wordFor(result: unknown): string {
  if (isPromise(result)) return "a promise";
  return result instanceof tf.Tensor ? "a tensor" : String(result);
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

function checkedShape(name: string, shape: Shape): Shape {
  const bad = shape.find((length) => !Number.isInteger(length) || length < 0);
  if (bad === undefined) return shape;
  throw new RangeError(
    `trace: shape [${shape}] of input "${name}" holds ${bad}, allowed are non-negative integers`,
  );
}

function checkedDType(name: string, dtype: DType): DType {
  if (DTYPES.includes(dtype)) return dtype;
  throw new RangeError(
    `trace: dtype "${dtype}" of input "${name}" is unknown, allowed ${DTYPES.join(", ")}`,
  );
}
