/** Fully connected networks from ONNX files. */
import protobuf from "protobufjs/minimal.js";
import type { ActivationName } from "../nn/mod.ts";
import { perceptronOfArrays, type ShapedArray } from "./perceptron_of_arrays.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/** Fields of a message by number: varints as numbers, all that has a length as bytes, floats as numbers. */
type Fields = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

const ACTIVATIONS: Readonly<Record<string, ActivationName>> = {
  Relu: "relu",
  Tanh: "tanh",
  Sin: "sin",
  Gelu: "gelu",
};
/** Element types of onnx.proto: float and double. */
const FLOAT = 1, DOUBLE = 11;

interface Layer {
  weight: ShapedArray;
  bias?: ShapedArray;
}

/**
 * A network of an ONNX file, as {@linkcode reduce} takes it: a chain of Gemm, or MatMul and Add, with one activation
 * between (Relu, Tanh, Sin, Gelu), as PyTorch and others export fully connected networks.
 *
 * @param bytes of the file, its weights inside
 * @throws {RangeError} for a file that is no ONNX model or holds another operation, more than one activation, or a branch
 */
export function readOnnxPerceptron(bytes: Uint8Array): TrainedNetwork {
  const model = fieldsOf(bytes), [graph] = messages(model, 7);
  if (graph === undefined) throw new RangeError(`ONNX: the file holds no graph, got ${bytes.length} bytes`);
  const tensors = new Map(messages(graph, 5).map((tensor) => [text(tensor, 8), tensor]));
  const layers: Layer[] = [], activations = new Set<ActivationName>();
  const stored = (name: string) => tensors.has(name) ? arrayOf(tensors.get(name)!) : undefined;
  let current = messages(graph, 11).map((input) => text(input, 1)).find((name) => !tensors.has(name));
  for (const node of messages(graph, 1)) {
    const op = text(node, 4), inputs = texts(node, 1), others = inputs.filter((name) => name !== current);
    if (others.length === inputs.length) {
      throw new RangeError(`ONNX: "${op}" does not follow the operation before it, got inputs ${inputs}`);
    }
    const given = others.map(stored);
    if (given.includes(undefined)) throw new RangeError(`ONNX: "${op}" needs stored weights, got ${others}`);
    if (op === "Gemm") layers.push(ofGemm(node, given as ShapedArray[]));
    else if (op === "MatMul") layers.push({ weight: given[0]! });
    else if (op === "Add" && layers.length > 0 && !layers.at(-1)!.bias) layers.at(-1)!.bias = given[0]!;
    else if (Object.hasOwn(ACTIVATIONS, op)) activations.add(ACTIVATIONS[op]);
    else if (op !== "Identity" && op !== "Flatten") {
      throw new RangeError(
        `ONNX: the operation "${op}" is not read, allowed Gemm, MatMul, Add, Flatten, ${
          Object.keys(ACTIVATIONS).join(", ")
        }`,
      );
    }
    current = texts(node, 2)[0];
  }
  const [activation] = activations;
  if (activations.size !== 1) {
    throw new RangeError(
      `ONNX: needs one activation, the same in all layers, got ${[...activations].join(", ") || "none"}`,
    );
  }
  return perceptronOfArrays({
    weights: layers.map(({ weight }) => weight),
    biases: layers.map(({ weight, bias }) => bias ?? zeros(weight.shape[1])),
    activation,
    layout: "inputs first",
  });
}

function zeros(length: number): ShapedArray {
  return { shape: [length], data: new Float64Array(length) };
}

function ofGemm(node: Fields, [weight, bias]: readonly ShapedArray[]): Layer {
  const attributes = new Map(messages(node, 5).map((attribute) => [text(attribute, 1), attribute]));
  const of = (name: string, field: number, otherwise: number) =>
    Number(attributes.get(name)?.get(field)?.[0] ?? otherwise);
  const plain = of("alpha", 2, 1) === 1 && of("beta", 2, 1) === 1 && of("transA", 3, 0) === 0;
  if (!plain) throw new RangeError(`ONNX: Gemm is read with alpha and beta 1 and transA 0 only, got others`);
  return { weight: of("transB", 3, 0) === 1 ? turned(weight) : weight, ...(bias && { bias }) };
}

function turned({ shape: [rows, columns], data }: ShapedArray): ShapedArray {
  return {
    shape: [columns, rows],
    data: Float64Array.from(data, (_, k) => data[(k % rows) * columns + Math.floor(k / rows)]),
  };
}

/** `TensorProto`: dims 1, type 2, float_data 4, raw_data 9, double_data 10. */
function arrayOf(tensor: Fields): ShapedArray {
  const type = tensor.get(2)?.[0], [raw] = tensor.get(9) ?? [], width = type === DOUBLE ? 8 : 4;
  const packed = (field: number) =>
    joined((tensor.get(field) ?? []).filter((part) => part instanceof Uint8Array));
  if (type !== FLOAT && type !== DOUBLE) {
    throw new RangeError(`ONNX: weights must be float or double, got type ${type}`);
  }
  const bytes = raw instanceof Uint8Array ? raw : packed(type === FLOAT ? 4 : 10);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (i: number) => (type === FLOAT ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true));
  return {
    shape: (tensor.get(1) ?? []).flatMap((dim) => (dim instanceof Uint8Array ? varints(dim) : [dim])),
    data: Float64Array.from({ length: bytes.length / width }, (_, i) => read(i)),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) all.set(part, (at += part.length) - part.length);
  return all;
}

function fieldsOf(bytes: Uint8Array): Fields {
  const fields = new Map<number, (number | Uint8Array)[]>(), reader = protobuf.Reader.create(bytes);
  try {
    while (reader.pos < reader.len) {
      const tag = reader.uint32(), field = tag >>> 3, wire = tag & 7, values = fields.get(field) ?? [];
      if (wire === 0) values.push(Number(reader.int64()));
      else if (wire === 2) values.push(reader.bytes());
      else if (wire === 5) values.push(reader.float());
      else reader.skipType(wire);
      fields.set(field, values);
    }
  } catch (error) {
    throw new RangeError(`ONNX: the bytes are no message of the format, got ${bytes.length}`, {
      cause: error,
    });
  }
  return fields;
}

function varints(bytes: Uint8Array): number[] {
  const reader = protobuf.Reader.create(bytes), values: number[] = [];
  while (reader.pos < reader.len) values.push(Number(reader.int64()));
  return values;
}

function messages(fields: Fields, field: number): Fields[] {
  return (fields.get(field) ?? []).map((bytes) => fieldsOf(bytes as Uint8Array));
}

function texts(fields: Fields, field: number): string[] {
  return (fields.get(field) ?? []).map((bytes) => new TextDecoder().decode(bytes as Uint8Array));
}

function text(fields: Fields, field: number): string {
  return texts(fields, field)[0] ?? "";
}
