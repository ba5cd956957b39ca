/** Source of a {@linkcode ByteReader}: a TCP connection, or a list of chunks in a test. */
export interface ByteSource {
  /** Fills the start of `buffer` and returns the number of bytes, or null at the end. */
  read(buffer: Uint8Array): Promise<number | null>;
}

/**
 * Reads exact numbers of bytes from a stream that delivers them in pieces of any size.
 *
 * The buffer grows by doubling, so a message of many megabytes costs a few copies, not one per packet.
 */
export class ByteReader {
  #source: ByteSource;
  #buffer: Uint8Array = new Uint8Array(65536);
  #start = 0;
  #end = 0;

  /** @param source the stream to read from */
  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Number of bytes that were taken from the stream but not read yet. */
  get held(): number {
    return this.#end - this.#start;
  }

  /**
   * Takes the next bytes without waiting, which saves a microtask for each of the many small pieces of a message.
   *
   * @param length number of bytes
   * @returns a copy of exactly `length` bytes, or undefined if they have not arrived yet
   */
  take(length: number): Uint8Array | undefined {
    if (this.#end - this.#start < length) return undefined;
    const bytes = this.#buffer.slice(this.#start, this.#start + length);
    this.#start += length;
    return bytes;
  }

  /**
   * Waits for the next bytes.
   *
   * @param length number of bytes
   * @returns a copy of exactly `length` bytes
   * @throws {Deno.errors.UnexpectedEof} if the stream ends before
   */
  async readExactly(length: number): Promise<Uint8Array> {
    this.#makeRoom(length);
    while (this.#end - this.#start < length) {
      const count = await this.#source.read(this.#buffer.subarray(this.#end));
      if (count === null) {
        throw new Deno.errors.UnexpectedEof(
          `The stream ended after ${this.#end - this.#start} of ${length} bytes`,
        );
      }
      this.#end += count;
    }
    return this.take(length)!;
  }

  #makeRoom(length: number): void {
    if (this.#buffer.length - this.#start >= length && this.#end < this.#buffer.length) return;
    const waiting = this.#buffer.subarray(this.#start, this.#end);
    // One byte more than needed: a read into an empty buffer would always return 0.
    const size = Math.max(this.#buffer.length, length + 1);
    const target = size > this.#buffer.length ? new Uint8Array(2 * size) : this.#buffer;
    target.set(waiting, 0);
    this.#buffer = target;
    this.#end -= this.#start;
    this.#start = 0;
  }
}
