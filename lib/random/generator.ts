import { sha256 } from "../io/sha256.ts";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { JumpableRandomGenerator } from "pure-rand/types/JumpableRandomGenerator";

/** A seeded stream of random numbers that can be split by label and saved as plain numbers. */
export interface Generator {
  /** Draws a number uniform in [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** Draws a standard normal number (Box–Muller, only the cosine half, so no value is cached). */
  normal(): number;
  /**
   * Draws an integer uniform in 0 … `below` − 1, without bias.
   *
   * @throws {RangeError} if `below` is not an integer in 1 … 2^32
   */
  integer(below: number): number;
  /**
   * Returns an independent stream that depends on this generator's seed path and `label` only: it neither advances
   * this generator nor depends on how far it has been advanced.
   *
   * @throws {TypeError} if `label` is neither a string nor a finite number
   */
  fork(label: string | number): Generator;
  /** Returns everything needed to continue bit for bit, as 32-bit integers (see {@link generatorFromState}). */
  state(): readonly number[];
}

/** Marks the layout of {@link Generator.state}; to be raised whenever the layout or the stream changes. */
const STATE_VERSION = 1;
const KEY_WORDS = 4;
const STREAM_WORDS = 4;
const STATE_LENGTH = 1 + KEY_WORDS + STREAM_WORDS;

/**
 * Creates the generator of a seed and a path of labels: `generator(seed, a, b)` is `generator(seed).fork(a).fork(b)`.
 *
 * The stream is xoroshiro128+ of pure-rand (Blackman and Vigna 2018). Its start is a SHA-256 digest of the seed path
 * and not the seed itself, because neighbouring seeds would otherwise start in neighbouring states.
 *
 * @param seed a safe integer, negative ones included
 * @param path labels, e.g. `"weights", 0`; the number 1 and the string "1" are different labels
 * @throws {TypeError} if the seed is not a safe integer or a label is neither a string nor a finite number
 */
export function generator(seed: number, ...path: (string | number)[]): Generator {
  if (!Number.isSafeInteger(seed)) {
    throw new TypeError(`generator: the seed must be a safe integer, got ${describe(seed)}`);
  }
  let key = digestWords(`paper-notebooks random stream ${STATE_VERSION}\nseed ${seed + 0}`);
  for (const label of path) key = childKey(key, label);
  return startOf(key);
}

/**
 * Continues a generator exactly where {@link Generator.state} was taken.
 *
 * ```ts
 * import { generator, generatorFromState } from "@paper-notebooks/lib/random";
 *
 * const stream = generator(7, "draws");
 * stream.normal();
 * const saved = JSON.stringify(stream.state());
 * if (generatorFromState(JSON.parse(saved)).normal() !== stream.normal()) throw new Error();
 * ```
 *
 * @param state the nine integers given by `state()`
 * @throws {TypeError} if `state` is not such an array
 */
export function generatorFromState(state: readonly number[]): Generator {
  if (!Array.isArray(state) || state.length !== STATE_LENGTH) {
    throw new TypeError(
      `generatorFromState: a state holds ${STATE_LENGTH} integers, got ${
        Array.isArray(state) ? `${state.length}` : describe(state)
      }`,
    );
  }
  if (state[0] !== STATE_VERSION) {
    throw new TypeError(
      `generatorFromState: the state has version ${
        describe(state[0])
      }, this library reads version ${STATE_VERSION}`,
    );
  }
  for (let i = 1; i < STATE_LENGTH; i++) {
    if (!Number.isInteger(state[i]) || (state[i] | 0) !== state[i]) {
      throw new TypeError(
        `generatorFromState: entry ${i} must be a 32-bit integer, got ${describe(state[i])}`,
      );
    }
  }
  const words = state.slice(1 + KEY_WORDS);
  if (words.every((word) => word === 0)) {
    throw new TypeError(
      "generatorFromState: the stream's four words are all zero, a state xoroshiro128+ never has",
    );
  }
  return new XoroshiroGenerator(state.slice(1, 1 + KEY_WORDS), words);
}

class XoroshiroGenerator implements Generator {
  readonly #key: readonly number[];
  readonly #stream: JumpableRandomGenerator;

  constructor(key: readonly number[], words: readonly number[]) {
    this.#key = key;
    this.#stream = xoroshiro128plusFromState(words);
  }

  // The low bits of xoroshiro128+ are a linear recurrence, so every draw below takes the high bits of a word.

  uniform(): number {
    const high = this.#stream.next() >>> 5; // 27 bits
    const low = this.#stream.next() >>> 6; // 26 bits
    return (high * 0x4000000 + low) * 2 ** -53;
  }

  normal(): number {
    // 1 − u lies in (0, 1], where the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  integer(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) {
      throw new RangeError(`integer: the bound must be an integer in 1 … 2^32, got ${describe(below)}`);
    }
    const unused = below === 1 ? 32 : Math.clz32(below - 1);
    if (unused === 32) return 0;
    for (;;) {
      const value = this.#stream.next() >>> unused;
      if (value < below) return value;
    }
  }

  fork(label: string | number): Generator {
    return startOf(childKey(this.#key, label));
  }

  state(): readonly number[] {
    return [STATE_VERSION, ...this.#key, ...this.#stream.getState()];
  }
}

function startOf(key: readonly number[]): Generator {
  return new XoroshiroGenerator(key, digestWords(`stream ${key.join(" ")}`));
}

function childKey(key: readonly number[], label: string | number): readonly number[] {
  if (typeof label === "number" ? !Number.isFinite(label) : typeof label !== "string") {
    throw new TypeError(`fork: a label must be a string or a finite number, got ${describe(label)}`);
  }
  const kind = typeof label === "number" ? "number" : "string";
  return digestWords(`fork ${key.join(" ")}\n${kind} ${label}`);
}

/** The first 128 bits of the SHA-256 digest of `text` as four signed 32-bit integers. */
function digestWords(text: string): readonly number[] {
  const bytes = sha256().update(text).bytes();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [0, 4, 8, 12].map((offset) => view.getInt32(offset));
}

function describe(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
