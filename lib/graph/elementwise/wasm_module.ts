/** A WebAssembly module of one function on an imported memory, as bytes. */

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 };
const I32 = 0x7f, V128 = 0x7b, FUNCTION_TYPE = 0x60, MEMORY = 0x02, FUNCTION = 0x00, EMPTY_BLOCK = 0x40;
const SIMD = 0xfd, ALIGNED_TO_1 = 0;

/** Instructions, in written order. */
export const WASM = {
  v128Load: (address: number) => [SIMD, 0x00, ALIGNED_TO_1, ...unsigned(address)],
  v128Store: (address: number) => [SIMD, 0x0b, ALIGNED_TO_1, ...unsigned(address)],
  /** One number in all lanes, of 4 or 8 bytes. */
  v128LoadSplat: (bytes: number, address: number) => [
    SIMD,
    bytes === 4 ? 0x09 : 0x0a,
    ALIGNED_TO_1,
    ...unsigned(address),
  ],
  /** All 16 bytes. */
  v128Const: (bytes: Uint8Array) => [SIMD, 0x0c, ...bytes],
  simd: (instruction: number) => [SIMD, ...unsigned(instruction)],
  localGet: (index: number) => [0x20, ...unsigned(index)],
  localSet: (index: number) => [0x21, ...unsigned(index)],
  localTee: (index: number) => [0x22, ...unsigned(index)],
  i32Const: (value: number) => [0x41, ...signed(value)],
  i32Add: [0x6a],
  i32LessThan: [0x49],
  loop: [0x03, EMPTY_BLOCK],
  branchIf: (depth: number) => [0x0d, ...unsigned(depth)],
  end: [0x0b],
};

/** A function without arguments and results: one i32 local, then `vectors` v128 locals. */
export interface WasmFunction {
  readonly vectors: number;
  /** Instructions, without the last `end`. */
  readonly body: readonly number[];
}

/** A module that exports the function as `run` and imports `memory` from `host`. */
export function wasmModule({ vectors, body }: WasmFunction): Uint8Array<ArrayBuffer> {
  const locals = vector([[1, I32], [...unsigned(vectors), V128]]);
  const code = [...locals, ...body, ...WASM.end];
  return Uint8Array.from([
    ...MAGIC,
    ...section(SECTION.type, [[FUNCTION_TYPE, 0, 0]]),
    ...section(SECTION.import, [[...name("host"), ...name("memory"), MEMORY, 0, 1]]),
    ...section(SECTION.function, [[0]]),
    ...section(SECTION.export, [[...name("run"), FUNCTION, 0]]),
    ...section(SECTION.code, [[...unsigned(code.length), ...code]]),
  ]);
}

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  const content = vector(entries);
  return [id, ...unsigned(content.length), ...content];
}

function vector(entries: readonly (readonly number[])[]): number[] {
  return [...unsigned(entries.length), ...entries.flat()];
}

function name(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128 of an unsigned number. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value % 128;
    value = Math.floor(value / 128);
    if (value === 0) return [...bytes, low];
    bytes.push(low + 128);
  }
}

/** LEB128 of a signed number of 32 bits. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    if ((value === 0 && low < 0x40) || (value === -1 && low >= 0x40)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}
