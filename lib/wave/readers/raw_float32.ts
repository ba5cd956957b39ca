/** Raw files of float32, as velocity models are often exchanged: without a header, so shape and order must be given. */
import { requireInteger, requireOneOf } from "../../checks.ts";
import { readFile, type ReadOptions } from "./read_file.ts";
import { rowMajor } from "./row_major.ts";
import { WaveFileError } from "./wave_file_error.ts";

/** What a raw file does not contain. */
export interface RawOptions extends ReadOptions {
  /** Cells downwards. */
  nz: number;
  /** Cells across. */
  nx: number;
  /** Which neighbour follows in the file: "across" (z is the outer axis) or "down" (traces one after another). */
  order: "across" | "down";
  /** "little" by default. */
  byteOrder?: "little" | "big";
}

/**
 * Reads a raw float32 model.
 *
 * ```ts
 * import { readRawFloat32 } from "@paper-notebooks/lib/wave/readers";
 *
 * const path = await Deno.makeTempFile();
 * await Deno.writeFile(path, new Uint8Array(Float32Array.of(1, 3, 2, 4).buffer)); // x by x, as Fortran writes it
 * if (`${await readRawFloat32(path, { nz: 2, nx: 2, order: "down" })}` !== "1,2,3,4") throw new Error();
 * await Deno.remove(path);
 * ```
 *
 * @returns `[nz][nx]`, row-major
 * @throws {WaveFileError} for a file of another size or more than `mostBytes`
 * @throws {RangeError} for lengths that are not positive integers or an unknown order
 */
export async function readRawFloat32(path: string | URL, options: RawOptions): Promise<Float32Array> {
  return decodeRawFloat32(await readFile(path, options), String(path), options);
}

/**
 * Decodes the bytes of a raw float32 model.
 *
 * @param name name of the file, for messages
 * @returns `[nz][nx]`, row-major
 * @throws {WaveFileError} for another number of bytes than 4·nz·nx
 * @throws {RangeError} for lengths that are not positive integers or an unknown order
 */
export function decodeRawFloat32(
  bytes: Uint8Array,
  name: string,
  { nz, nx, order, byteOrder = "little" }: Omit<RawOptions, "mostBytes">,
): Float32Array {
  const owner = "raw float32";
  requireInteger(owner, "nz", nz);
  requireInteger(owner, "nx", nx);
  requireOneOf(owner, "order", order, ["across", "down"]);
  requireOneOf(owner, "byteOrder", byteOrder, ["little", "big"]);
  if (bytes.length !== 4 * nz * nx) {
    throw new WaveFileError(
      `Cannot read ${name}: ${nz} × ${nx} float32 need ${4 * nz * nx} bytes, got ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    little = byteOrder === "little";
  const data = Float32Array.from({ length: nz * nx }, (_, i) => view.getFloat32(4 * i, little));
  return order === "across" ? data : rowMajor(data, [nz, nx]);
}
