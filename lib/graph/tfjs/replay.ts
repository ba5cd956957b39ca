/** Runs programs on a TF.js backend, node by node: the counterpart of the ONNX engine, and the way to a GPU. */
import * as tf from "@tensorflow/tfjs-core";
import { knownWhenEmpty, withoutEmpty } from "../empty.ts";
import { EngineError } from "../errors.ts";
import type { Executable } from "../executable.ts";
import { type DType, type GraphNode, INPUT, liveNodes } from "../graph.ts";
import { indexCheck } from "../index_check.ts";
import { checkedInputs, hostArray, type Program } from "../program.ts";
import { onBackend, startBackend, type TfjsBackend } from "./backends.ts";
import { takeFault } from "./start_webgpu.ts";
import { withoutMovedBools } from "./wasm_bool.ts";

function upload(values: ArrayLike<number>, shape: readonly number[], dtype: DType): tf.Tensor {
  const array = hostArray(dtype, "float32", values);
  return tf.tensor(array as tf.TypedArray, [...shape], dtype === "float" ? "float32" : dtype);
}

/** Computes a node; an error names it if the backend lacks a kernel for it. */
function compute(node: GraphNode, given: readonly tf.Tensor[], backend: TfjsBackend): tf.Tensor {
  const known = knownWhenEmpty(node);
  if (known) return upload(new Uint8Array(known === "zeros" ? node.size : 0), node.shape, node.dtype);
  const inputs = withoutEmpty(node, given);
  try {
    return backend === "wasm" ? withoutMovedBools(tf, inputs, node) : node.op.tfjs(tf, inputs, node);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    const types = node.inputs.map(({ dtype, shape }) => `${dtype} [${shape}]`).join(", ");
    throw new EngineError(`engine ${backend}: does not compute op ${node.op.name} of ${types}: ${reason}`, {
      cause: error,
    });
  }
}

/** Throws if the device has rejected a kernel, since the result is then arbitrary. */
function requireNoFault(backend: TfjsBackend): void {
  const fault = backend === "webgpu" ? takeFault() : undefined;
  if (fault !== undefined) {
    throw new EngineError(`engine ${backend}: does not compute this program, its device says: ${fault}`);
  }
}

/**
 * Compile a program for a TF.js backend.
 *
 * If the backend lacks a kernel, the first run throws an EngineError that names op, dtypes and engine.
 *
 * @throws {EngineError} for float64, which TF.js does not have, and where the backend is absent or broken
 */
export async function tfjsExecutable(program: Program, backend: TfjsBackend): Promise<Executable> {
  if (program.precision === "float64") {
    throw new EngineError(
      `engine ${backend}: computes in float32 only, this program is float64, which engine onnx runs`,
    );
  }
  await startBackend(backend);
  const nodes = liveNodes(Object.values(program.outputs)), checkIndices = indexCheck(program);
  const constants = onBackend(
    backend,
    () => new Map(nodes.filter((n) => n.values).map((n) => [n, upload(n.values!, n.shape, n.dtype)])),
  );
  return {
    engine: backend,
    program,
    async run(inputs) {
      const given = checkedInputs(program, inputs);
      // Backends differ: some reject such an index, others ignore it or read and write outside their memory.
      checkIndices(given);
      const outputs = onBackend(backend, () =>
        tf.tidy(() => {
          const tensors = new Map<GraphNode, tf.Tensor>(constants);
          for (const node of nodes) {
            if (node.values) continue;
            const tensor = node.op === INPUT
              ? upload(given[node.attributes.name as string], node.shape, node.dtype)
              : compute(node, node.inputs.map((input) => tensors.get(input)!), backend);
            tensors.set(node, tensor);
          }
          return Object.entries(program.outputs).map(([name, node]) => ({
            name,
            tensor: tf.clone(tensors.get(node)!),
          }));
        }));
      const values = await Promise.all(outputs.map(async ({ name, tensor }) => {
        // The cpu backend returns the arrays of inputs and constants themselves, and int32 as Float32Array.
        const data = hostArray(program.outputs[name].dtype, "float32", await tensor.data()).slice();
        tensor.dispose();
        return [name, data] as const;
      }));
      requireNoFault(backend);
      return Object.fromEntries(values);
    },
    dispose() {
      onBackend(backend, () => constants.forEach((tensor) => tensor.dispose()));
      return Promise.resolve();
    },
  };
}
