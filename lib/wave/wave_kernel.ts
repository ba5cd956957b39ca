/** The WebAssembly kernel, its memory and the places in it. */
import { KERNEL_BYTES } from "./kernel_bytes.ts";

/** Functions of the kernel; addresses are in bytes. */
export interface KernelFunctions {
  setup(...values: number[]): void;
  forward(...values: number[]): void;
  backward(...values: number[]): void;
  energy(...values: number[]): void;
}

const PAGE = 65_536, LINE = 64, MOST_BYTES = 2 ** 32;

/** Bytes taken by an allocation of a given size. */
export function placed(bytes: number): number {
  return Math.ceil(bytes / LINE) * LINE;
}

/** One instance of the kernel with a memory that grows as places in it are taken. */
export class WaveKernel {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly functions: KernelFunctions;
  /** Bytes taken. */
  bytes = PAGE;

  constructor() {
    const module = compiled ??= new WebAssembly.Module(KERNEL_BYTES);
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.functions = exports as unknown as KernelFunctions;
  }

  /**
   * Address of a new place.
   *
   * @throws {RangeError} beyond the 4 GiB that WebAssembly addresses
   */
  take(bytes: number): number {
    const address = this.bytes, end = address + placed(bytes);
    if (end > MOST_BYTES) {
      throw new RangeError(`acousticSolver: WebAssembly addresses ${MOST_BYTES} bytes, got a need of ${end}`);
    }
    const missing = end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    this.bytes = end;
    return address;
  }

  /** Give back all places taken since `bytes` was `mark`. */
  release(mark: number): void {
    this.bytes = mark;
  }

  /** A view, which lives until the next place is taken. */
  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, count);
  }

  /** A view, which lives until the next place is taken. */
  integers(address: number, count: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, address, count);
  }
}

let compiled: WebAssembly.Module | undefined;
