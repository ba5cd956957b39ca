/** Prints text to the standard output of the notebook, or with `isError` to its standard error. */
export type Print = (text: string, isError: boolean) => void;

/** The environment that {@linkcode ConsoleBatches} needs. */
export interface BatchClock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Stops the program for some milliseconds. */
  sleep(milliseconds: number): void;
  /** Calls back when the code that runs now returns or awaits. */
  soon(callback: () => void): void;
  /** Calls back after some milliseconds and returns a function that cancels the call. */
  later(callback: () => void, milliseconds: number): () => void;
}

/** In each window of this many milliseconds … */
const WINDOW_MS = 50;
/** … this many texts are printed one by one; more texts are joined. */
const SINGLE_TEXTS = 100;
/** This many times per window held text is printed when the code awaits; after that by a timer. */
const SOON_FLUSHES = 20;
const BATCH_CHARACTERS = 16_384;
/** Printed text that the kernel can send and a client can receive per millisecond, on a slow machine … */
const CHARACTERS_PER_MS = 32_768;
/** … in addition to the capacity of the system's buffers. A cell that prints more waits for them. */
const BUFFERED_CHARACTERS = 131_072;

/**
 * Joins text that a cell prints very fast, and counts its lines.
 *
 * Each text costs a message of about 500 bytes in addition to its own; a client that cannot receive 20,000 of them at
 * once loses some. A cell that prints fewer than a hundred lines in 50 ms is not affected; if it prints more, the last
 * few appear when it next prints, awaits or ends.
 */
export class ConsoleBatches {
  #print: Print;
  #clock: BatchClock;
  #windowBegin = -Infinity;
  #singles = 0;
  #soonFlushes = 0;
  #batch = "";
  #batchIsError = false;
  #batchBegin = 0;
  #flushIsDue = false;
  #revoke: (() => void) | undefined;
  #lines = 0;
  /** Characters that may not have been received yet, at the time {@linkcode ConsoleBatches.#lastPrint}. */
  #buffered = 0;
  #lastPrint = 0;

  /**
   * @param print prints one text
   * @param clock time
   */
  constructor(print: Print, clock: BatchClock) {
    this.#print = print;
    this.#clock = clock;
  }

  /** Number of line ends that were printed so far. */
  get lines(): number {
    return this.#lines;
  }

  /**
   * Prints a text, now or within a few milliseconds.
   *
   * @param text the text
   * @param isError whether it goes to the standard error
   */
  print(text: string, isError: boolean): void {
    this.#lines += countLines(text);
    const now = this.#clock.now();
    if (now - this.#windowBegin > WINDOW_MS) {
      this.#windowBegin = now;
      this.#singles = 0;
      this.#soonFlushes = 0;
    }
    if (this.#batch === "" && this.#singles < SINGLE_TEXTS) {
      this.#singles++;
      this.#printNow(text, isError);
      return;
    }
    if (isError !== this.#batchIsError) this.flush();
    if (this.#batch === "") this.#batchBegin = now;
    this.#batchIsError = isError;
    this.#batch += text;
    if (this.#batch.length >= BATCH_CHARACTERS || now - this.#batchBegin > WINDOW_MS) this.flush();
    else this.#flushLater();
  }

  /** Prints the held text. */
  flush(): void {
    if (this.#revoke) {
      this.#revoke();
      this.#revoke = undefined;
      this.#flushIsDue = false;
    }
    const batch = this.#batch;
    this.#batch = "";
    if (batch !== "") this.#printNow(batch, this.#batchIsError);
  }

  #flushLater(): void {
    if (this.#flushIsDue) return;
    this.#flushIsDue = true;
    const flush = (): void => {
      this.#flushIsDue = false;
      this.flush();
    };
    if (this.#soonFlushes++ < SOON_FLUSHES) this.#clock.soon(flush);
    else this.#revoke = this.#clock.later(flush, WINDOW_MS / 2);
  }

  #printNow(text: string, isError: boolean): void {
    const now = this.#clock.now();
    this.#buffered = Math.max(0, this.#buffered - (now - this.#lastPrint) * CHARACTERS_PER_MS);
    this.#lastPrint = now;
    if (this.#buffered > BUFFERED_CHARACTERS) {
      this.#clock.sleep((this.#buffered - BUFFERED_CHARACTERS) / CHARACTERS_PER_MS);
    }
    this.#buffered += text.length;
    this.#print(text, isError);
  }
}

/**
 * Number of line ends in a text.
 *
 * @param text the text
 */
export function countLines(text: string): number {
  let count = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) count++;
  return count;
}
