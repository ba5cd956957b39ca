/** NumPy's `.npy` files of floating-point numbers. */
import { readFile, type ReadOptions } from "./read_file.ts";
import { rowMajor } from "./row_major.ts";
import { WaveFileError } from "./wave_file_error.ts";

/** An array read from a `.npy` file. */
export interface NpyArray {
  /** Lengths of the axes, outermost first; none for a single number. */
  readonly shape: readonly number[];
  /** All numbers, the last axis fastest, whatever the order in the file. */
  readonly data: Float32Array | Float64Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Bytes of a header above which a file counts as damaged: NumPy's own limit. */
const MOST_HEAD_BYTES = 10_000;

/**
 * Reads a `.npy` file of float32 or float64, of any byte order and axis order.
 *
 * @throws {WaveFileError} as {@linkcode decodeNpy}, and for a file of more than `mostBytes`
 * @throws {Deno.errors.NotFound} where there is no such file
 */
export async function readNpy(path: string | URL, options: ReadOptions = {}): Promise<NpyArray> {
  return decodeNpy(await readFile(path, options), String(path));
}

/**
 * Decodes the bytes of a `.npy` file (format versions 1 to 3 of NumPy's NEP 1).
 *
 * @param name name of the file, for messages
 * @throws {WaveFileError} where the header is damaged, the numbers are not float32 or float64, or there are more or fewer
 *   bytes than the shape needs
 */
export function decodeNpy(bytes: Uint8Array, name: string): NpyArray {
  const fail = (what: string) => new WaveFileError(`Cannot read ${name}: ${what}`);
  if (bytes.length < 12 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw fail(`it does not begin as .npy files do, got ${bytes.length} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), version = bytes[6];
  if (version < 1 || version > 3) throw fail(`format version ${version} is unknown, allowed 1, 2, 3`);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true), end = start + length;
  if (length > MOST_HEAD_BYTES || end > bytes.length) {
    throw fail(`its head of ${length} bytes does not fit into ${bytes.length} bytes`);
  }
  const head = new TextDecoder().decode(bytes.subarray(start, end));
  const type = /'descr'\s*:\s*'([^']*)'/.exec(head)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(head)?.[1];
  const sizes = /'shape'\s*:\s*\(([^)]*)\)/.exec(head)?.[1];
  if (type === undefined || order === undefined || sizes === undefined) {
    throw fail(`its head names no descr, fortran_order and shape, got ${JSON.stringify(head.trim())}`);
  }
  const kind = /^([<>=|])f([48])$/.exec(type);
  if (!kind) throw fail(`its numbers must be float32 or float64, got dtype ${type}`);
  const shape = sizes.split(",").map((text) => text.trim()).filter((text) => text !== "").map(Number);
  if (shape.some((n) => !Number.isSafeInteger(n) || n < 0)) {
    throw fail(`its shape is damaged, got (${sizes})`);
  }
  const width = Number(kind[2]), count = shape.reduce((product, n) => product * n, 1);
  if (bytes.length - end !== count * width) {
    const needed = end + count * width;
    throw fail(
      `shape (${shape.join(", ")}) of ${type} needs ${needed} bytes, got ${bytes.length}` +
        (bytes.length < needed ? " (cut off)" : " (bytes after the end)"),
    );
  }
  const little = kind[1] !== ">";
  const data = width === 4
    ? Float32Array.from({ length: count }, (_, i) => view.getFloat32(end + 4 * i, little))
    : Float64Array.from({ length: count }, (_, i) => view.getFloat64(end + 8 * i, little));
  return { shape, data: order === "True" ? rowMajor(data, shape) : data };
}

/**
 * The bytes of a `.npy` file, little-endian, the last axis fastest.
 *
 * @throws {RangeError} where the shape does not fit the number of values
 */
export function encodeNpy({ shape, data }: NpyArray): Uint8Array {
  const count = shape.reduce((product, n) => product * n, 1), width = data.BYTES_PER_ELEMENT;
  if (count !== data.length) {
    throw new RangeError(`encodeNpy: shape (${shape.join(", ")}) needs ${count} numbers, got ${data.length}`);
  }
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '<f${width}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // NumPy aligns the numbers to 64 bytes.
  const head = text.padEnd(Math.ceil((11 + text.length) / 64) * 64 - 11) + "\n";
  const bytes = new Uint8Array(10 + head.length + count * width), view = new DataView(bytes.buffer);
  bytes.set([...MAGIC, 1, 0]);
  view.setUint16(8, head.length, true);
  bytes.set(new TextEncoder().encode(head), 10);
  data.forEach((value, i) => {
    const at = 10 + head.length + i * width;
    if (width === 4) view.setFloat32(at, value, true);
    else view.setFloat64(at, value, true);
  });
  return bytes;
}
