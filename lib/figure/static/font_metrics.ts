/** Advance widths of a TrueType font. */
export interface FontMetrics {
  /**
   * Width of a string in units of the font size, without kerning; a full square for a character that the font lacks.
   */
  width(text: string): number;
  /** Number of the glyph of this character (first code point of the string); 0 if the font lacks it. */
  glyph(character: string): number;
  /** Whether the font draws this character (first code point of the string). */
  has(character: string): boolean;
}

/** Marks above and below letters, and characters that only control how others are drawn. */
const ZERO_WIDTH = /[\p{M}\p{Cf}]/u;

/**
 * Reads the advance widths of a TrueType font, which the layout of labels needs and jsdom cannot measure.
 *
 * Reads the tables `head`, `hhea`, `hmtx` and the Unicode `cmap` (formats 4 and 12) as the OpenType specification
 * describes them.
 *
 * @param bytes the `.ttf` file
 * @returns the metrics
 * @throws {TypeError} if the file has no such table or no Unicode character map
 */
export function readFontMetrics(bytes: Uint8Array): FontMetrics {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tableOffsets(view);
  const unitsPerEm = view.getUint16(table(tables, "head") + 18);
  const wideCount = view.getUint16(table(tables, "hhea") + 34);
  const widths = table(tables, "hmtx");
  const glyphOf = characterMap(view, table(tables, "cmap"));
  const glyphOfCharacter = (character: string) => character === "" ? 0 : glyphOf(character.codePointAt(0)!);
  const advance = (character: string) => {
    const glyph = glyphOfCharacter(character);
    if (glyph === 0) return ZERO_WIDTH.test(character) ? 0 : 1;
    return view.getUint16(widths + 4 * Math.min(glyph, wideCount - 1)) / unitsPerEm;
  };
  return {
    width(text: string): number {
      let sum = 0;
      for (const character of text) sum += advance(character);
      return sum;
    },
    glyph: glyphOfCharacter,
    has: (character: string) => glyphOfCharacter(character) !== 0,
  };
}

function tableOffsets(view: DataView): Map<string, number> {
  const offsets = new Map<string, number>();
  const count = view.byteLength > 12 ? view.getUint16(4) : 0;
  for (let i = 0; i < count && 28 + 16 * i <= view.byteLength; i++) {
    const at = 12 + 16 * i;
    const tag = [0, 1, 2, 3].map((k) => String.fromCharCode(view.getUint8(at + k))).join("");
    offsets.set(tag, view.getUint32(at + 8));
  }
  return offsets;
}

function table(offsets: Map<string, number>, tag: string): number {
  const offset = offsets.get(tag);
  if (offset === undefined) {
    throw new TypeError(
      `Cannot read font metrics: the file has no table "${tag}" (tables found: ${
        [...offsets.keys()].join(" ")
      })`,
    );
  }
  return offset;
}

/** The function from code point to glyph number (0 = missing) of the widest Unicode subtable. */
function characterMap(view: DataView, cmap: number): (codePoint: number) => number {
  const count = view.getUint16(cmap + 2);
  const subtables = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const platform = view.getUint16(cmap + 4 + 8 * i);
    const offset = cmap + view.getUint32(cmap + 8 + 8 * i);
    if (platform === 0 || platform === 3) subtables.set(view.getUint16(offset), offset);
  }
  const format12 = subtables.get(12);
  if (format12 !== undefined) return (codePoint) => glyphInGroups(view, format12, codePoint);
  const format4 = subtables.get(4);
  if (format4 !== undefined) return (codePoint) => glyphInSegments(view, format4, codePoint);
  throw new TypeError(
    `Cannot read font metrics: no Unicode character map of format 4 or 12 (formats found: ${
      [...subtables.keys()].join(" ") || "none"
    })`,
  );
}

function glyphInGroups(view: DataView, offset: number, codePoint: number): number {
  let low = 0, high = view.getUint32(offset + 12) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = offset + 16 + 12 * middle;
    const first = view.getUint32(at);
    if (codePoint < first) high = middle - 1;
    else if (codePoint > view.getUint32(at + 4)) low = middle + 1;
    else return view.getUint32(at + 8) + codePoint - first;
  }
  return 0;
}

function glyphInSegments(view: DataView, offset: number, codePoint: number): number {
  const twice = view.getUint16(offset + 6);
  const ends = offset + 14, starts = ends + twice + 2, deltas = starts + twice, ranges = deltas + twice;
  for (let at = 0; at < twice; at += 2) {
    if (codePoint > view.getUint16(ends + at)) continue;
    const start = view.getUint16(starts + at);
    if (codePoint < start) return 0;
    const delta = view.getUint16(deltas + at), range = view.getUint16(ranges + at);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyph = view.getUint16(ranges + at + range + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
