/** The few messages of the ONNX format (onnx.proto) that a graph needs, written with protobufjs. */
import protobuf from "protobufjs/minimal.js";
import type { OnnxAttribute } from "../op.ts";
import type { Shape } from "../shape.ts";

/** Element types of onnx.proto's `TensorProto.DataType`. */
export const ELEMENT = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 } as const;

/** One of {@linkcode ELEMENT}. */
export type Element = keyof typeof ELEMENT;

const IR_VERSION = 8;
const OPSET = 17;

/** The wire tag of a field: number and wire type (0 varint, 2 length-delimited, 5 four bytes). */
const tag = (field: number, wire: 0 | 2 | 5): number => (field << 3) | wire;

const writer = (): protobuf.Writer => protobuf.Writer.create();

/** `TensorProto`: an initializer. */
export function tensorProto(name: string, shape: Shape, element: Element, data: ArrayBufferView): Uint8Array {
  const out = writer();
  for (const length of shape) out.uint32(tag(1, 0)).int64(length);
  out.uint32(tag(2, 0)).int32(ELEMENT[element]);
  out.uint32(tag(8, 2)).string(name);
  out.uint32(tag(9, 2)).bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return out.finish();
}

/** An attribute that is a graph: the body of a Loop. */
export interface GraphAttribute {
  readonly graph: Uint8Array;
}

function attributeProto(name: string, value: OnnxAttribute | GraphAttribute): Uint8Array {
  const out = writer().uint32(tag(1, 2)).string(name);
  let type: number;
  if (typeof value === "number") {
    type = 2;
    out.uint32(tag(3, 0)).int64(value);
  } else if (typeof value === "string") {
    type = 3;
    out.uint32(tag(4, 2)).string(value);
  } else if ("float" in value) {
    type = 1;
    out.uint32(tag(2, 5)).float(value.float);
  } else if ("graph" in value) {
    type = 5;
    out.uint32(tag(6, 2)).bytes(value.graph);
  } else {
    type = 7;
    for (const item of value) out.uint32(tag(8, 0)).int64(item);
  }
  return out.uint32(tag(20, 0)).int32(type).finish();
}

/** `NodeProto`. */
export function nodeProto(
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, OnnxAttribute | GraphAttribute>> = {},
): Uint8Array {
  const out = writer();
  for (const input of inputs) out.uint32(tag(1, 2)).string(input);
  for (const output of outputs) out.uint32(tag(2, 2)).string(output);
  out.uint32(tag(4, 2)).string(type);
  for (const [name, value] of Object.entries(attributes)) {
    out.uint32(tag(5, 2)).bytes(attributeProto(name, value));
  }
  return out.finish();
}

/** `ValueInfoProto`: an input or output; an axis may have a name instead of a length. */
export function valueInfoProto(
  name: string,
  shape: readonly (number | string)[],
  element: Element,
): Uint8Array {
  const axes = writer();
  for (const axis of shape) {
    const dimension = typeof axis === "number"
      ? writer().uint32(tag(1, 0)).int64(axis)
      : writer().uint32(tag(2, 2)).string(axis);
    axes.uint32(tag(1, 2)).bytes(dimension.finish());
  }
  const tensor = writer().uint32(tag(1, 0)).int32(ELEMENT[element]).uint32(tag(2, 2)).bytes(axes.finish())
    .finish();
  const type = writer().uint32(tag(1, 2)).bytes(tensor).finish();
  return writer().uint32(tag(1, 2)).string(name).uint32(tag(2, 2)).bytes(type).finish();
}

/** `GraphProto` from messages written before. */
export function graphProto(parts: {
  name: string;
  nodes: readonly Uint8Array[];
  initializers: readonly Uint8Array[];
  inputs: readonly Uint8Array[];
  outputs: readonly Uint8Array[];
}): Uint8Array {
  const out = writer();
  for (const node of parts.nodes) out.uint32(tag(1, 2)).bytes(node);
  out.uint32(tag(2, 2)).string(parts.name);
  for (const initializer of parts.initializers) out.uint32(tag(5, 2)).bytes(initializer);
  for (const input of parts.inputs) out.uint32(tag(11, 2)).bytes(input);
  for (const output of parts.outputs) out.uint32(tag(12, 2)).bytes(output);
  return out.finish();
}

/** `ModelProto`: a whole file. */
export function modelProto(graph: Uint8Array): Uint8Array {
  const opset = writer().uint32(tag(1, 2)).string("").uint32(tag(2, 0)).int64(OPSET).finish();
  return writer().uint32(tag(1, 0)).int64(IR_VERSION).uint32(tag(7, 2)).bytes(graph)
    .uint32(tag(8, 2)).bytes(opset).finish();
}
