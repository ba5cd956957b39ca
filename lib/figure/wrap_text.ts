import { labelPieces } from "./plotly_text.ts";

/** Width of a shown text, in any unit. */
export type TextWidth = (shown: string) => number;

/** A character with its marks, an entity or a tag, which is never broken. */
interface Sign {
  readonly source: string;
  readonly width: number;
}

/** The text between two spaces, and the space before it. */
interface Word {
  readonly space: Sign;
  readonly signs: Sign[];
  readonly width: number;
}

/**
 * Breaks a label into as few lines as possible, all of about equal length.
 *
 * @param label the label; `<br>` in it also breaks, other tags have no width
 * @param most maximum width of a line; a wider word is broken between its characters
 * @param width measures texts
 * @returns the lines, at least one, none wider than `most` unless a single character is
 */
export function wrapText(label: string, most: number, width: TextWidth): string[] {
  return paragraphs(label).flatMap((paragraph) => {
    const words = wordsOf(paragraph, width);
    const { length: count } = fillLines(words, most, most);
    // The narrowest lines with the same number of lines.
    let narrow = 0, wide = most;
    while (count > 1 && wide - narrow > most / 200) {
      const middle = (narrow + wide) / 2;
      if (fillLines(words, middle, most).length === count) wide = middle;
      else narrow = middle;
    }
    return fillLines(words, wide, most);
  });
}

function paragraphs(label: string): string[] {
  const found = [""];
  for (const { tag, source } of labelPieces(label)) {
    if (tag === "br") found.push("");
    else found[found.length - 1] += source;
  }
  return found;
}

function wordsOf(paragraph: string, width: TextWidth): Word[] {
  const words: { space: Sign; signs: Sign[] }[] = [{ space: { source: "", width: 0 }, signs: [] }];
  for (const { tag, source } of labelPieces(paragraph)) {
    if (tag !== undefined) {
      words.at(-1)!.signs.push({ source, width: 0 });
      continue;
    }
    for (const piece of source.split(/([ \t\r\n]+)/).filter((each) => each !== "")) {
      if (piece.trim() === "") words.push({ space: { source: piece, width: width(" ") }, signs: [] });
      else for (const sign of signsOf(piece, width)) words.at(-1)!.signs.push(sign);
    }
  }
  return words.map((word) => ({ ...word, width: word.signs.reduce((sum, sign) => sum + sign.width, 0) }));
}

function signsOf(word: string, width: TextWidth): Sign[] {
  const sources = word.split(/(&(?:#\w+|[a-z]+);)/i).flatMap((piece, i) =>
    i % 2 === 1 ? [piece] : Array.from(new Intl.Segmenter().segment(piece), ({ segment }) => segment)
  );
  return sources.map((source) => ({ source, width: width(labelPieces(source)[0].shown) }));
}

/**
 * Lines of words.
 *
 * @param words the words
 * @param limit width of a line
 * @param most width above which a word is broken, ≥ `limit`
 */
function fillLines(words: readonly Word[], limit: number, most: number): string[] {
  const lines = [""];
  let used = 0;
  const add = ({ source, width }: Sign) => {
    lines[lines.length - 1] += source;
    used += width;
  };
  const nextLine = () => {
    lines.push("");
    used = 0;
  };
  for (const { space, signs, width } of words) {
    if (width <= most && used > 0 && used + space.width + width > limit) nextLine();
    if (used > 0) add(space);
    for (const sign of signs) {
      if (width > most && used > 0 && used + sign.width > limit) nextLine();
      add(sign);
    }
  }
  return lines;
}
