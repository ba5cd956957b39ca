/**
 * Files that velocity models and recordings come in: `.npy`, raw float32, SEG-Y.
 *
 * @module
 */
export { decodeNpy, encodeNpy, type NpyArray, readNpy } from "./npy.ts";
export { decodeRawFloat32, type RawOptions, readRawFloat32 } from "./raw_float32.ts";
export { MOST_FILE_BYTES, type ReadOptions } from "./read_file.ts";
export { decodeSegy, readSegy, type SegyFile, type SegyTraceHead } from "./segy.ts";
export { WaveFileError } from "./wave_file_error.ts";
