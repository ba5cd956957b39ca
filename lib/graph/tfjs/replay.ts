/** Programs on a TF.js backend, node by node: the twin of the ONNX engine, and the way onto a GPU. */
import * as tf from "@tensorflow/tfjs";
import { EngineError } from "../errors.ts";
import type { Executable } from "../executable.ts";
import { CONSTANT, type DType, type GraphNode, INPUT, liveNodes } from "../graph.ts";
import { checkedInputs, hostArray, type Program } from "../program.ts";

/** TF.js backends that a program can be replayed on. */
export const TFJS_BACKENDS = ["cpu", "tensorflow"] as const;

/** One of {@linkcode TFJS_BACKENDS}. */
export type TfjsBackend = typeof TFJS_BACKENDS[number];

/** Make a backend available: `tensorflow` needs the native library of tfjs-node-gpu. */
async function loadBackend(name: TfjsBackend): Promise<void> {
  if (name === "tensorflow" && !tf.engine().registryFactory[name]) {
    try {
      const { default: util } = await import("node:util");
      // tfjs-node 4.22 still calls this function, which newer runtimes removed.
      Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
      await import("@tensorflow/tfjs-node-gpu");
    } catch (error) {
      const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
      throw new EngineError(`engine tensorflow is not available: ${reason}`, { cause: error });
    }
  }
  // Without this flag the cpu backend prints an advertisement for tfjs-node at its first use.
  if (name === "cpu") tf.env().set("PROD", true);
  const previous = tf.getBackend();
  if (!await tf.setBackend(name)) throw new EngineError(`TF.js's backend ${name} does not start`);
  if (previous) await tf.setBackend(previous);
}

function upload(values: ArrayLike<number>, shape: readonly number[], dtype: DType): tf.Tensor {
  const array = hostArray(dtype, "float32", values);
  return tf.tensor(array as tf.TypedArray, [...shape], dtype === "float" ? "float32" : dtype);
}

/** Run `body` on a backend that {@linkcode loadBackend} has started; the switch is synchronous. */
function on<T>(backend: string, body: () => T): T {
  const previous = tf.getBackend();
  void tf.setBackend(backend);
  try {
    return body();
  } finally {
    if (previous) void tf.setBackend(previous);
  }
}

/**
 * Compile a program for a TF.js backend.
 *
 * @throws EngineError for float64, which TF.js does not have, and where the backend is absent
 */
export async function tfjsExecutable(program: Program, backend: TfjsBackend): Promise<Executable> {
  if (program.precision === "float64") {
    throw new EngineError(
      `engine ${backend} computes in float32 only: this program is float64, which engine onnx runs`,
    );
  }
  await loadBackend(backend);
  const nodes = liveNodes(Object.values(program.outputs));
  const constants = on(
    backend,
    () =>
      new Map(nodes.filter((n) => n.op === CONSTANT).map((n) => [n, upload(n.values!, n.shape, n.dtype)])),
  );
  return {
    engine: backend,
    program,
    async run(inputs) {
      const given = checkedInputs(program, inputs);
      const outputs = on(backend, () =>
        tf.tidy(() => {
          const tensors = new Map<GraphNode, tf.Tensor>(constants);
          for (const node of nodes) {
            if (node.op === CONSTANT) continue;
            const tensor = node.op === INPUT
              ? upload(given[node.attributes.name as string], node.shape, node.dtype)
              : node.op.tfjs(tf, node.inputs.map((input) => tensors.get(input)!), node);
            tensors.set(node, tensor);
          }
          return Object.entries(program.outputs).map(([name, node]) => ({
            name,
            tensor: tf.clone(tensors.get(node)!),
          }));
        }));
      const values = await Promise.all(outputs.map(async ({ name, tensor }) => {
        // The cpu backend hands out the arrays of inputs and constants themselves, and int32 as Float32Array.
        const data = hostArray(program.outputs[name].dtype, "float32", await tensor.data()).slice();
        tensor.dispose();
        return [name, data] as const;
      }));
      return Object.fromEntries(values);
    },
    dispose() {
      constants.forEach((tensor) => tensor.dispose());
      return Promise.resolve();
    },
  };
}
