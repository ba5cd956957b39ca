/** The TF.js backend that computes nothing and records the ops it is asked to compute. */
import * as tf from "@tensorflow/tfjs-core";
import {
  callStack,
  IS_BUNDLED,
  TraceError,
  TraceReadError,
  UnsupportedOpError,
  userLine,
  withUserLine,
} from "./errors.ts";
import type { DType, Graph, GraphNode, Values } from "./graph.ts";
import { KERNELS } from "./kernels/mod.ts";
import { withCustomGradients } from "./trace_custom_gradients.ts";

/** Name under which the backend is registered with TF.js. */
export const TRACE_BACKEND = "trace";

type TfjsDType = "float32" | "int32" | "bool";

/** The graph that is being traced; TF.js is synchronous, so there is at most one. */
let current: Graph | null = null;

/**
 * The graph that is being traced.
 *
 * @throws {TraceError} outside a trace.
 */
export function currentGraph(caller: string): Graph {
  if (!current) throw new TraceError(`${caller}: works only inside a traced function (at ${userLine()})`);
  return current;
}

/** Whether TF.js ops are being recorded in a graph. */
export function isTracing(): boolean {
  return current !== null;
}

/** Runs `body` while TF.js ops are recorded in `graph`, then restores TF.js's own backend. */
export function recordInto<T>(graph: Graph, body: () => T): T {
  if (current) {
    throw new TraceError(`trace: called inside a traced function, works only outside (at ${userLine()})`);
  }
  installBackend();
  const previous = tf.getBackend() || "cpu";
  current = graph;
  // `setBackend` is asynchronous only in its type: for a synchronous factory the switch is done on return.
  void tf.setBackend(TRACE_BACKEND);
  tf.engine().startScope("trace");
  try {
    return withCustomGradients({ nodeOf, tensorOf, setNode: backend!.setNode }, body);
  } finally {
    tf.engine().endScope();
    current = null;
    void tf.setBackend(previous);
  }
}

/** The node behind a tensor of the current trace. */
export function nodeOf(tensor: { dataId: object }): GraphNode {
  return backend!.node(tensor.dataId);
}

/** A tensor of the current trace that stands for a node. */
export function tensorOf(node: GraphNode): tf.Tensor {
  const { dataId, shape, dtype } = backend!.info(node);
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype }) as tf.Tensor;
}

function tfjsDType(dtype: DType): TfjsDType {
  return dtype === "float" ? "float32" : dtype;
}

/** Calls of TF.js ops that draw random numbers on the host. */
const RANDOM_CALL = / at (random\w*|rand|truncatedNormal|dropout)_? /;

/** Integers up to here are exact in float32. */
const LARGEST_EXACT_INTEGER = 2 ** 24;
/** Mask of the significant bits of a float32 that are 0 in a number that was hardly rounded. */
const UNUSED_BITS = 0xfff;

/**
 * Whether TF.js has hardly rounded a number when converting it to float32: a small integer, or a number with few binary
 * digits.
 */
function isExactInFloat32(value: number): boolean {
  if (!Number.isFinite(value)) return true;
  if (Number.isInteger(value)) return Math.abs(value) <= LARGEST_EXACT_INTEGER;
  return (new Uint32Array(Float32Array.of(value).buffer)[0] & UNUSED_BITS) === 0;
}

/** Whether TF.js itself is in a random op; a user's function may have any name, which only a bundle cannot tell apart. */
function drawsRandomNumbers(): boolean {
  return callStack().some((call) => RANDOM_CALL.test(call) && (IS_BUNDLED || call.includes("@tensorflow")));
}

class TraceBackend extends tf.KernelBackend {
  readonly #data: tf.DataStorage<GraphNode> = new tf.DataStorage(
    this,
    tf.engine() as unknown as tf.DataMover,
  );

  /** The node behind a TF.js data id; a constant of an earlier trace is copied into this one. */
  node(dataId: object): GraphNode {
    const node = this.#data.get(dataId), graph = currentGraph("TF.js's trace backend");
    if (node.graph === graph) return node;
    if (node.values) {
      if (node.dtype === "float" && node.graph.precision === "float32") requireUnrounded(graph, node.values);
      return graph.given(node.values, node.shape, node.dtype);
    }
    throw new TraceError(`trace: a tensor of another traced function was used (at ${userLine()})`);
  }

  /** Makes a tensor stand for another node. */
  readonly setNode = ({ dataId }: tf.Tensor, node: GraphNode): void => void this.#data.set(dataId, node);

  info(node: GraphNode): tf.TensorInfo & { shape: number[]; dtype: TfjsDType } {
    const dataId = {};
    this.#data.set(dataId, node);
    return { dataId, shape: [...node.shape], dtype: tfjsDType(node.dtype) };
  }

  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object {
    const dataId = {};
    this.move(dataId, values, shape, dtype);
    return dataId;
  }

  override move(dataId: object, values: tf.BackendValues, shape: number[], dtype: tf.DataType): void {
    const graph = currentGraph("TF.js's trace backend");
    if (drawsRandomNumbers()) {
      throw new TraceError(
        `trace: a random op would be baked into the graph as a constant (at ${userLine()}); ` +
          "make the random numbers an input and draw them with lib/random",
      );
    }
    this.#data.set(dataId, constantNode(graph, values, shape, dtype));
  }

  override readSync(dataId: object): Float32Array | Int32Array | Uint8Array {
    const node = this.#data.get(dataId);
    if (!node.values) {
      throw new TraceReadError(
        `trace: the value of ${node.op.name} [${node.shape}] was read while tracing (at ${userLine()}); ` +
          "it is not known before the graph runs, return it as an output instead",
      );
    }
    return node.values instanceof Float64Array ? Float32Array.from(node.values) : node.values;
  }

  override read(dataId: object): Promise<Float32Array | Int32Array | Uint8Array> {
    return Promise.resolve(this.readSync(dataId));
  }

  /**
   * A disposed tensor keeps its node, which a gradient function may still use; a tensor that moves to another backend
   * does not.
   */
  override disposeData(dataId: object, moved = false): boolean {
    if (moved) this.#data.delete(dataId);
    return true;
  }

  override refCount(dataId: object): number {
    return this.#data.has(dataId) ? 1 : 0;
  }

  override incRef(): void {}

  override numDataIds(): number {
    return this.#data.numDataIds();
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }
}

function constantNode(
  graph: Graph,
  values: tf.BackendValues,
  shape: number[],
  dtype: tf.DataType,
): GraphNode {
  if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool") {
    throw new TraceError(
      `trace: a ${dtype} tensor cannot be traced (at ${userLine()}), allowed float32, int32, bool`,
    );
  }
  const numbers = values as ArrayLike<number>;
  if (dtype === "int32") return graph.given(Int32Array.from(numbers), shape, "int32");
  if (dtype === "bool") return graph.given(Uint8Array.from(numbers), shape, "bool");
  const floats: Values = Float64Array.from(numbers);
  requireUnrounded(graph, floats);
  return graph.given(floats, shape, "float");
}

/** Rejects numbers that would enter a float64 graph with only float32 precision. */
function requireUnrounded(graph: Graph, values: Values): void {
  if (graph.precision !== "float64") return;
  const rounded = values.find((value) => !isExactInFloat32(value));
  if (rounded === undefined) return;
  throw new TraceError(
    `trace: TF.js has rounded a number of this float64 graph to float32, got ${rounded} (at ${userLine()}); ` +
      "write constant(number) or constant(Float64Array, shape) instead",
  );
}

let backend: TraceBackend | null = null;

/** Registers backend and kernels, once; a kernel without a rule throws with its name and the user's line. */
function installBackend(): void {
  if (backend) return;
  const traced = backend = new TraceBackend();
  tf.registerBackend(TRACE_BACKEND, () => traced, 0);
  for (const [kernelName, kernel] of Object.entries(KERNELS)) {
    tf.registerKernel({
      kernelName,
      backendName: TRACE_BACKEND,
      kernelFunc: ({ inputs, attrs }) => {
        const nodes = Object.fromEntries(
          // An omitted input is undefined.
          Object.entries(inputs).filter(([, tensor]) => tensor).map((
            [name, tensor],
          ) => [name, traced.node((tensor as tf.TensorInfo).dataId)]),
        );
        const result = withUserLine(() =>
          kernel(nodes, (attrs ?? {}) as Record<string, unknown>, currentGraph(kernelName))
        );
        return Array.isArray(result)
          ? result.map((node) => traced.info(node))
          : traced.info(result as GraphNode);
      },
    });
  }
  for (const { kernelName } of tf.getKernelsForBackend("cpu")) {
    if (kernelName in KERNELS) continue;
    tf.registerKernel({
      kernelName,
      backendName: TRACE_BACKEND,
      kernelFunc: () => {
        throw new UnsupportedOpError(
          `trace: there is no rule for TF.js's kernel ${kernelName} (at ${userLine()}), ` +
            `allowed ${Object.keys(KERNELS).sort().join(", ")}`,
        );
      },
    });
  }
}
