/** Text in which each character is one code unit: of what a terminal shows as one character, nothing else can be cut. */
const SINGLE_UNITS = /^[ -~]*$/;
const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Text of a stream as a terminal would show it: a carriage return goes back to the start of the line, and what follows
 * writes over it, character by character. A progress line that redraws itself a thousand times is then one line.
 */
export class StreamText {
  #finished = "";
  #written = "";
  /** What stands behind the place where the next text is written. */
  #rest = "";

  /**
   * Adds what was printed next; a carriage return at the end of one piece acts on the next.
   *
   * @param text printed text
   */
  append(text: string): void {
    for (const piece of text.split(/(\r\n|\n|\r)/)) {
      if (piece === "\n" || piece === "\r\n") {
        this.#finished += this.#written + this.#rest + "\n";
        this.#written = "";
        this.#rest = "";
      } else if (piece === "\r") {
        this.#rest = this.#written + this.#rest;
        this.#written = "";
      } else {
        this.#rest = withoutStart(this.#rest, piece);
        this.#written += piece;
      }
    }
  }

  /** The text as it stands. */
  toString(): string {
    return this.#finished + this.#written + this.#rest;
  }
}

/** What is left of a line behind as many characters as were written over it: an emoji or a letter with accents is one. */
function withoutStart(line: string, written: string): string {
  if (line === "" || written === "") return line;
  if (SINGLE_UNITS.test(line) && SINGLE_UNITS.test(written)) return line.slice(written.length);
  let count = 0;
  for (const _ of characters.segment(written)) count++;
  for (const { index } of characters.segment(line)) {
    if (count-- === 0) return line.slice(index);
  }
  return "";
}
