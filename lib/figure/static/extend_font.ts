import { readFontMetrics } from "./font_metrics.ts";
import { type FontTables, viewOf, writeTrueType } from "./font_tables.ts";
import { scaleGlyph } from "./glyph_outline.ts";

/** One more than the last code point of the planes that have characters. */
const CODE_POINTS = 0x20000;

/**
 * A font extended with glyphs of another one, so a rasteriser can draw a text that needs both with one font. Letters
 * are joined, ordered and kerned as in the first font, and none of its own glyphs are replaced.
 *
 * @param tables the first font, with long offsets
 * @param donor the second font, with simple glyphs, whose unit divides that of the first
 * @param characters the characters to add; those that the first font has, or the second lacks, are skipped
 * @returns the font as a TrueType file
 * @throws {TypeError} if the fonts have no such glyphs
 */
export function extendFont(
  tables: FontTables,
  donor: FontTables,
  characters: Iterable<string>,
): Uint8Array<ArrayBuffer> {
  const own = readFontMetrics(writeTrueType(tables)), other = readFontMetrics(writeTrueType(donor));
  const added = [...new Set(characters)].filter((each) => !own.has(each) && other.has(each));
  const first = glyphCount(tables), factor = unitsPerEm(tables) / unitsPerEm(donor);
  const glyphs = added.map((character) => scaleGlyph(glyphBytes(donor, other.glyph(character)), factor));
  const codes = new Map<number, number>();
  for (let code = 0; code < CODE_POINTS; code++) {
    const glyph = own.glyph(String.fromCodePoint(code));
    if (glyph !== 0) codes.set(code, glyph);
  }
  added.forEach((character, i) => codes.set(character.codePointAt(0)!, first + i));
  const advances = added.map((character) => Math.round(other.width(character) * unitsPerEm(tables)));
  return writeTrueType(
    new Map([
      ...tables,
      ["maxp", withNumber(table(tables, "maxp"), 4, first + added.length)],
      ["hhea", withNumber(table(tables, "hhea"), 34, first + added.length)],
      ["hmtx", extendAdvances(tables, glyphs, advances)],
      ["glyf", joined([table(tables, "glyf"), ...glyphs])],
      ["loca", extendOffsets(tables, glyphs)],
      ["cmap", characterMap(codes)],
    ]),
  );
}

function table(tables: FontTables, tag: string): Uint8Array {
  const bytes = tables.get(tag);
  if (bytes === undefined) throw new TypeError(`Cannot extend a font: it has no table "${tag}"`);
  return bytes;
}

function glyphCount(tables: FontTables): number {
  return viewOf(table(tables, "maxp")).getUint16(4);
}

function unitsPerEm(tables: FontTables): number {
  return viewOf(table(tables, "head")).getUint16(18);
}

function glyphBytes(tables: FontTables, glyph: number): Uint8Array {
  const offsets = viewOf(table(tables, "loca"));
  return table(tables, "glyf").subarray(offsets.getUint32(4 * glyph), offsets.getUint32(4 * glyph + 4));
}

/** Advance and left bearing of every glyph; the first font omits the advance of its last glyphs. */
function extendAdvances(
  tables: FontTables,
  glyphs: readonly Uint8Array[],
  advances: readonly number[],
): Uint8Array {
  const from = viewOf(table(tables, "hmtx")), wide = viewOf(table(tables, "hhea")).getUint16(34);
  const count = glyphCount(tables);
  const bytes = new Uint8Array(4 * (count + glyphs.length)), to = viewOf(bytes);
  for (let glyph = 0; glyph < count; glyph++) {
    to.setUint16(4 * glyph, from.getUint16(4 * Math.min(glyph, wide - 1)));
    to.setInt16(4 * glyph + 2, from.getInt16(glyph < wide ? 4 * glyph + 2 : 4 * wide + 2 * (glyph - wide)));
  }
  glyphs.forEach((glyph, i) => {
    to.setUint16(4 * (count + i), advances[i]);
    // The left bearing is the left edge of the glyph's box.
    to.setInt16(4 * (count + i) + 2, glyph.length > 0 ? viewOf(glyph).getInt16(2) : 0);
  });
  return bytes;
}

function extendOffsets(tables: FontTables, glyphs: readonly Uint8Array[]): Uint8Array {
  const own = table(tables, "loca"), count = glyphCount(tables);
  if (viewOf(table(tables, "head")).getInt16(50) !== 1) {
    throw new TypeError("Cannot extend a font: its glyphs have short offsets, allowed are long ones");
  }
  const bytes = new Uint8Array(4 * (count + 1 + glyphs.length)), to = viewOf(bytes);
  bytes.set(own.subarray(0, 4 * (count + 1)));
  let end = table(tables, "glyf").length;
  glyphs.forEach((glyph, i) => {
    // The first of them begins where the last own glyph ends, which is the end of the table except for padding.
    to.setUint32(4 * (count + i), end);
    end += glyph.length;
    to.setUint32(4 * (count + i + 1), end);
  });
  return bytes;
}

/** A `cmap` table with one subtable of format 12 (segmented coverage), as the OpenType specification describes it. */
function characterMap(codes: ReadonlyMap<number, number>): Uint8Array {
  const groups: [first: number, last: number, glyph: number][] = [];
  for (const [code, glyph] of [...codes].sort(([a], [b]) => a - b)) {
    const last = groups.at(-1);
    if (last && code === last[1] + 1 && glyph === last[2] + code - last[0]) last[1] = code;
    else groups.push([code, code, glyph]);
  }
  const subtable = 12,
    head = subtable + 16,
    bytes = new Uint8Array(head + 12 * groups.length),
    view = viewOf(bytes);
  // One subtable, for the full range of Unicode on platform 3.
  [0, 1, 3, 10].forEach((value, i) => view.setUint16(2 * i, value));
  view.setUint32(8, subtable);
  view.setUint16(subtable, 12);
  view.setUint32(subtable + 4, bytes.length - subtable);
  view.setUint32(subtable + 12, groups.length);
  groups.flat().forEach((value, i) => view.setUint32(head + 4 * i, value));
  return bytes;
}

function withNumber(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  viewOf(copy).setUint16(at, value);
  return copy;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
