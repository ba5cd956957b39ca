/** Bytes that may be sent in one turn of the event loop; a larger message uses several turns. */
const BYTES_PER_TURN = 65_536;
/** Weight of a message in addition to its content: 8 of them fill a turn. */
const BYTES_PER_MESSAGE = 8192;

interface Waiting {
  bytes: number;
  start: () => void;
}

/**
 * Sends messages in order, and not too many in one turn of the event loop.
 *
 * The kernel's socket is written only between turns: if a cell awaits 20,000 displays one after the other, all in one
 * turn, it drops all except the first few hundred.
 */
export class PacedBroadcasts {
  #nextTurn: () => Promise<void>;
  #waiting: Waiting[] = [];
  /** Bytes that were sent but not yet covered by a turn. */
  #debt = 0;
  #turning = false;

  /** @param nextTurn resolves in the next turn of the event loop */
  constructor(nextTurn: () => Promise<void>) {
    this.#nextTurn = nextTurn;
  }

  /**
   * Sends a message: immediately if there is capacity, otherwise after those that wait.
   *
   * @param bytes rough size of its content
   * @param message sends it
   * @returns what `message` returns
   * @throws what `message` throws
   */
  send<T>(bytes: number, message: () => Promise<T>): Promise<T> {
    if (this.#waiting.length === 0 && this.#hasRoom(bytes)) {
      this.#count(bytes);
      return message();
    }
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({ bytes, start: () => message().then(resolve, reject) });
    return promise;
  }

  /** Resolves when no message waits and the turn of the last one is over. */
  async settled(): Promise<void> {
    while (this.#turning) await this.#nextTurn();
  }

  #hasRoom(bytes: number): boolean {
    return this.#debt === 0 || this.#debt + BYTES_PER_MESSAGE + bytes <= BYTES_PER_TURN;
  }

  #count(bytes: number): void {
    this.#debt += BYTES_PER_MESSAGE + bytes;
    this.#awaitTurn();
  }

  #awaitTurn(): void {
    if (this.#turning) return;
    this.#turning = true;
    this.#nextTurn().then(() => this.#turn());
  }

  #turn(): void {
    this.#debt = Math.max(0, this.#debt - BYTES_PER_TURN);
    this.#turning = false;
    let sent = 0;
    while (sent < this.#waiting.length && this.#hasRoom(this.#waiting[sent].bytes)) {
      const { bytes, start } = this.#waiting[sent++];
      this.#count(bytes);
      start();
    }
    this.#waiting.splice(0, sent);
    if (this.#debt > 0 || this.#waiting.length > 0) this.#awaitTurn();
  }
}
