/** Text in which each character is one code unit, so overwriting cannot cut a visible character in two. */
const SINGLE_UNITS = /^[ -~]*$/;
const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Text of a stream as a terminal would show it: after a carriage return, new text overwrites the line character by
 * character. So a progress line that is redrawn a thousand times becomes one line.
 */
export class StreamText {
  #finished = "";
  #written = "";
  /** The text after the position where the next text is written. */
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

  /** The current text. */
  toString(): string {
    return this.#finished + this.#written + this.#rest;
  }
}

/** The rest of a line after the overwritten characters; an emoji or a letter with accents counts as one character. */
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
