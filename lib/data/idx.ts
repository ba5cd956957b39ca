import { gunzipSync } from "node:zlib";

/** Thrown when bytes are not the requested IDX data. */
export class IdxError extends Error {
  override readonly name = "IdxError";
}

/** Element types of the IDX format. */
export type IdxType = "uint8" | "int8" | "int16" | "int32" | "float32" | "float64";

/** An array read from an IDX file. */
export interface IdxArray {
  /** element type */
  readonly type: IdxType;
  /** lengths of the dimensions, outermost first */
  readonly shape: readonly number[];
  /** all elements, the last dimension fastest */
  readonly data: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
}

/** Required content of an IDX file. */
export interface IdxExpectation {
  /** element type */
  readonly type?: IdxType;
  /** number of dimensions */
  readonly dimensions?: number;
}

const TYPES: ReadonlyMap<number, { type: IdxType; bytes: number }> = new Map([
  [0x08, { type: "uint8", bytes: 1 }],
  [0x09, { type: "int8", bytes: 1 }],
  [0x0b, { type: "int16", bytes: 2 }],
  [0x0c, { type: "int32", bytes: 4 }],
  [0x0d, { type: "float32", bytes: 4 }],
  [0x0e, { type: "float64", bytes: 8 }],
]);

/** Prevents a damaged or hostile gzip file from filling the memory; the largest MNIST file unpacks to 47 MB. */
const MOST_UNPACKED_BYTES = 2 ** 30;

/**
 * Reads an IDX file (the format of MNIST), plain or gzip-compressed.
 *
 * @param path the file
 * @param expected element type and number of dimensions it must have
 * @throws {IdxError} if the content is not such an array
 * @throws {Deno.errors.NotFound} if there is no such file
 */
export async function readIdx(path: string, expected: IdxExpectation = {}): Promise<IdxArray> {
  return decodeIdx(await Deno.readFile(path), path, expected);
}

/**
 * Decodes the bytes of an IDX file (format by LeCun: two zero bytes, type, number of dimensions, 32-bit lengths, data,
 * all big-endian), plain or gzip-compressed.
 *
 * @param bytes content of the file
 * @param name name of the file, for messages
 * @param expected element type and number of dimensions it must have
 * @throws {IdxError} if the gzip data are damaged or truncated, the magic number is wrong, the type or number of
 *   dimensions
 * is not the expected one, a length is zero, or the data are too short or too long
 */
export function decodeIdx(bytes: Uint8Array, name: string, expected: IdxExpectation = {}): IdxArray {
  const content = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(bytes, name) : bytes;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (content.length < 4) {
    throw new IdxError(`Cannot read ${name}: it has ${content.length} bytes, an IDX header has at least 8`);
  }
  const element = TYPES.get(content[2]);
  if (content[0] !== 0 || content[1] !== 0 || element === undefined || content[3] === 0) {
    const magic = view.getUint32(0).toString(16).padStart(8, "0");
    const types = [...TYPES].map(([code, { type }]) => `${code.toString(16).padStart(2, "0")} (${type})`)
      .join(", ");
    throw new IdxError(
      `Cannot read ${name}: magic number 0x${magic}; IDX files begin with 0000, a type ${types}, ` +
        "and a number of dimensions from 1",
    );
  }
  const dimensions = content[3];
  if (expected.type !== undefined && element.type !== expected.type) {
    throw new IdxError(`Cannot read ${name}: its elements are ${element.type}, expected ${expected.type}`);
  }
  if (expected.dimensions !== undefined && dimensions !== expected.dimensions) {
    throw new IdxError(
      `Cannot read ${name}: it has ${dimensions} dimensions, expected ${expected.dimensions}`,
    );
  }
  const start = 4 + 4 * dimensions;
  if (content.length < start) {
    throw new IdxError(
      `Cannot read ${name}: ${content.length} bytes end inside the header of ${start} bytes`,
    );
  }
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  if (shape.includes(0)) {
    throw new IdxError(`Cannot read ${name}: shape ${shape.join(" × ")} holds no elements`);
  }
  const count = shape.reduce((product, length) => product * length, 1);
  const needed = start + count * element.bytes;
  if (content.length !== needed) {
    throw new IdxError(
      `Cannot read ${name}: shape ${shape.join(" × ")} of ${element.type} needs ${needed} bytes, found ` +
        `${content.length} (${content.length < needed ? "cut off" : "bytes after the end"})`,
    );
  }
  return { type: element.type, shape, data: elements(view, element.type, start, count) };
}

function unpack(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED_BYTES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new IdxError(`Cannot read ${name}: its gzip data are damaged or cut off (${reason})`, {
      cause: error,
    });
  }
}

function elements(view: DataView, type: IdxType, start: number, count: number): IdxArray["data"] {
  switch (type) {
    case "uint8":
      return new Uint8Array(view.buffer, view.byteOffset + start, count).slice();
    case "int8":
      return new Int8Array(view.buffer, view.byteOffset + start, count).slice();
    case "int16":
      return new Int16Array(count).map((_, i) => view.getInt16(start + 2 * i));
    case "int32":
      return new Int32Array(count).map((_, i) => view.getInt32(start + 4 * i));
    case "float32":
      return new Float32Array(count).map((_, i) => view.getFloat32(start + 4 * i));
    case "float64":
      return new Float64Array(count).map((_, i) => view.getFloat64(start + 8 * i));
  }
}
