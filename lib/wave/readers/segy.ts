/** SEG-Y (revisions 0 and 1) with traces of one length, as surveys and velocity models are passed on. */
import { decodeEbcdic } from "./ebcdic.ts";
import { ibmFloat } from "./ibm_float.ts";
import { readFile, type ReadOptions } from "./read_file.ts";
import { WaveFileError } from "./wave_file_error.ts";

/** Where a trace was shot and recorded, in the file's units, with the scalar of its header applied. */
export interface SegyTraceHead {
  /** Number of the field record: the shot. */
  readonly record: number;
  /** Number of the trace within it. */
  readonly trace: number;
  readonly sourceX: number;
  readonly sourceY: number;
  readonly receiverX: number;
  readonly receiverY: number;
}

/** What a SEG-Y file holds. */
export interface SegyFile {
  /** The textual header: 40 lines of 80 characters. */
  readonly text: readonly string[];
  /** Seconds between samples; 0 where the file does not say. */
  readonly interval: number;
  /** Samples of each trace. */
  readonly samples: number;
  readonly heads: readonly SegyTraceHead[];
  /** `[traces][samples]`, row-major. */
  readonly data: Float32Array;
}

const TEXT_BYTES = 3200, FILE_HEAD_BYTES = 3600, TRACE_HEAD_BYTES = 240;
const IBM = 1, IEEE = 5;

/**
 * Reads a SEG-Y file.
 *
 * @throws {WaveFileError} as {@linkcode decodeSegy}, and for a file of more than `mostBytes`
 * @throws {Deno.errors.NotFound} where there is no such file
 */
export async function readSegy(path: string | URL, options: ReadOptions = {}): Promise<SegyFile> {
  return decodeSegy(await readFile(path, options), String(path));
}

/**
 * Decodes the bytes of a SEG-Y file: big-endian, IBM (format 1) or IEEE floats (format 5), a textual head in EBCDIC or
 * ASCII, no extended textual heads.
 *
 * @param name name of the file, for messages
 * @throws {WaveFileError} where the file is cut, has another format of numbers, extended heads, or traces of several lengths
 */
export function decodeSegy(bytes: Uint8Array, name: string): SegyFile {
  const fail = (what: string) => new WaveFileError(`Cannot read ${name}: ${what}`);
  if (bytes.length < FILE_HEAD_BYTES) {
    throw fail(`SEG-Y begins with heads of ${FILE_HEAD_BYTES} bytes, got ${bytes.length} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = view.getInt16(3224), samples = view.getUint16(3220), extended = view.getInt16(3504);
  if (format !== IBM && format !== IEEE) {
    throw fail(
      view.getInt16(3224, true) === IBM || view.getInt16(3224, true) === IEEE
        ? "its numbers are little-endian, SEG-Y is big-endian"
        : `numbers of format ${format} are not read, allowed 1 (IBM float) and 5 (IEEE float)`,
    );
  }
  if (samples === 0) throw fail("its binary head says 0 samples a trace");
  if (extended !== 0) throw fail(`extended textual heads are not read, got ${extended} of them`);
  const size = TRACE_HEAD_BYTES + 4 * samples, traces = (bytes.length - FILE_HEAD_BYTES) / size;
  if (traces < 1 || !Number.isInteger(traces)) {
    throw fail(
      `traces of ${samples} samples take ${size} bytes each, got ${
        bytes.length - FILE_HEAD_BYTES
      } bytes of traces (cut off, or traces of several lengths)`,
    );
  }
  const data = new Float32Array(traces * samples), heads: SegyTraceHead[] = [];
  for (let trace = 0; trace < traces; trace++) {
    const head = FILE_HEAD_BYTES + trace * size, own = view.getUint16(head + 114);
    if (own !== 0 && own !== samples) {
      throw fail(`trace ${trace} has ${own} samples, the binary head says ${samples}; lengths must be equal`);
    }
    heads.push(traceHead(view, head));
    const at = head + TRACE_HEAD_BYTES;
    for (let i = 0; i < samples; i++) {
      data[trace * samples + i] = format === IBM
        ? ibmFloat(view.getUint32(at + 4 * i))
        : view.getFloat32(at + 4 * i);
    }
  }
  return { text: textHead(bytes), interval: view.getUint16(3216) / 1e6, samples, heads, data };
}

function traceHead(view: DataView, at: number): SegyTraceHead {
  // A negative scalar divides, a positive one multiplies, 0 means 1.
  const scalar = view.getInt16(at + 70);
  const scaled = (offset: number) => {
    const value = view.getInt32(at + offset);
    return scalar < 0 ? value / -scalar : value * (scalar || 1);
  };
  return {
    record: view.getInt32(at + 8),
    trace: view.getInt32(at + 12),
    sourceX: scaled(72),
    sourceY: scaled(76),
    receiverX: scaled(80),
    receiverY: scaled(84),
  };
}

/** Spaces, 0x40 in EBCDIC, fill most of a textual header; a line begins with C, 0xC3 there. */
function textHead(bytes: Uint8Array): string[] {
  const head = bytes.subarray(0, TEXT_BYTES), isEbcdic = head.filter((byte) => byte === 0x40).length > 1000;
  const text = isEbcdic || head[0] === 0xc3 ? decodeEbcdic(head) : new TextDecoder("latin1").decode(head);
  return Array.from({ length: 40 }, (_, line) => text.slice(80 * line, 80 * line + 80).trimEnd());
}
