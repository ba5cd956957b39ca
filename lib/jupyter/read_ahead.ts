import type { ByteSource } from "./byte_reader.ts";
import { delay } from "./timing.ts";

/** Size of one read: about what a fast kernel sends in a millisecond. */
const CHUNK_BYTES = 262_144;
/** Maximum number of held bytes; beyond it the sender waits, or drops what it cannot send. */
const LIMIT_BYTES = 268_435_456;

/**
 * Takes bytes off a stream as soon as they arrive and holds them until they are read.
 *
 * A kernel's publisher drops each message that does not fit into the system's buffers, so a client that reads only
 * after handling the last message loses the output of a cell that prints fast.
 */
export class ReadAhead implements ByteSource {
  #source: ByteSource;
  #limit: number;
  #chunks: Uint8Array[] = [];
  /** Index of the first held chunk; removing from the front of a long list is slow. */
  #first = 0;
  #held = 0;
  #ended = false;
  #failure: { error: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  /**
   * @param source the stream to read from
   * @param limit maximum number of held bytes
   */
  constructor(source: ByteSource, limit: number = LIMIT_BYTES) {
    this.#source = source;
    this.#limit = limit;
    this.#pump();
  }

  /** Number of bytes that arrived but were not read yet. */
  get held(): number {
    return this.#held;
  }

  /** Waits until nothing more arrives in a turn of the event loop, or the limit is reached. */
  async takeAll(): Promise<void> {
    let before: number;
    do {
      before = this.#held;
      // A timer lets the runtime check its connections; a microtask or an immediate does not always.
      await delay(0);
    } while (this.#held > before);
  }

  /**
   * Fills the start of `buffer` with the next bytes; waits if none are held.
   *
   * @param buffer where to put them
   * @returns number of bytes, or null at the end of the stream
   * @throws the error of the stream, after all earlier bytes were read
   */
  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#held === 0) {
      if (this.#failure) throw this.#failure.error;
      if (this.#ended) return null;
      await this.#changed.promise;
    }
    let count = 0;
    while (count < buffer.length && this.#first < this.#chunks.length) {
      const chunk = this.#chunks[this.#first], part = chunk.subarray(0, buffer.length - count);
      buffer.set(part, count);
      count += part.length;
      if (part.length === chunk.length) this.#first++;
      else this.#chunks[this.#first] = chunk.subarray(part.length);
    }
    if (this.#first === this.#chunks.length) {
      this.#chunks = [];
      this.#first = 0;
    }
    this.#held -= count;
    this.#signal();
    return count;
  }

  async #pump(): Promise<void> {
    const buffer = new Uint8Array(CHUNK_BYTES);
    try {
      while (true) {
        while (this.#held >= this.#limit) await this.#changed.promise;
        const count = await this.#source.read(buffer);
        if (count === null) break;
        this.#chunks.push(buffer.slice(0, count));
        this.#held += count;
        this.#signal();
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#ended = true;
    this.#signal();
  }

  #signal(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}
