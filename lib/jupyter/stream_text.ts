/**
 * Text of a stream as a terminal would show it: a carriage return goes back to the start of the line, and what follows
 * writes over it. A progress line that redraws itself a thousand times is then one line.
 */
export class StreamText {
  #finished = "";
  #line = "";
  #column = 0;

  /**
   * Adds what was printed next; a carriage return at the end of one piece acts on the next.
   *
   * @param text printed text
   */
  append(text: string): void {
    for (const piece of text.split(/(\r\n|\n|\r)/)) {
      if (piece === "\n" || piece === "\r\n") {
        this.#finished += this.#line + "\n";
        this.#line = "";
        this.#column = 0;
      } else if (piece === "\r") {
        this.#column = 0;
      } else {
        this.#line = this.#line.slice(0, this.#column) + piece +
          this.#line.slice(this.#column + piece.length);
        this.#column += piece.length;
      }
    }
  }

  /** The text as it stands. */
  toString(): string {
    return this.#finished + this.#line;
  }
}

/**
 * A whole text as a terminal would show it, see {@linkcode StreamText}.
 *
 * @param text printed text
 * @returns the text without carriage returns
 */
export function collapseCarriageReturns(text: string): string {
  const stream = new StreamText();
  stream.append(text);
  return stream.toString();
}
