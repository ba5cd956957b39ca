import { viewOf } from "./font_tables.ts";

/** Bits of a point's flag in the `glyf` table. */
const ON_CURVE = 1, SHORT_X = 2, SHORT_Y = 4, REPEAT = 8, SAME_X = 16, SAME_Y = 32;
/** Bytes of a glyph before its contours: their number and the box around them. */
const HEADER = 10;

/**
 * The outline of a simple glyph in another unit, in the format of the OpenType `glyf` table.
 *
 * @param glyph bytes of the glyph; none for a space
 * @param factor an integer by which all coordinates are multiplied
 * @returns bytes of the scaled glyph, without instructions
 * @throws {TypeError} for a composite glyph
 */
export function scaleGlyph(glyph: Uint8Array, factor: number): Uint8Array {
  if (glyph.length === 0) return glyph;
  const view = viewOf(glyph), contours = view.getInt16(0);
  if (contours < 0) {
    throw new TypeError(
      "Cannot scale a glyph: it is composed of others, allowed are glyphs with their own contours",
    );
  }
  const ends = glyph.subarray(HEADER, HEADER + 2 * contours);
  const count = contours === 0 ? 0 : view.getUint16(HEADER + 2 * contours - 2) + 1;
  let at = HEADER + 2 * contours + 2 + view.getUint16(HEADER + 2 * contours);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = glyph[at++];
    for (let times = flag & REPEAT ? glyph[at++] + 1 : 1; times > 0; times--) flags.push(flag);
  }
  const steps = ([[SHORT_X, SAME_X], [SHORT_Y, SAME_Y]] as const).map(([short, same]) =>
    flags.map((flag) => {
      if (flag & short) return flag & same ? glyph[at++] : -glyph[at++];
      if (flag & same) return 0;
      at += 2;
      return view.getInt16(at - 2);
    })
  );
  // All steps take two bytes: larger, but without special cases.
  const head = HEADER + 2 * contours + 2;
  const scaled = new Uint8Array((head + 5 * count + 3) & ~3), to = viewOf(scaled);
  to.setInt16(0, contours);
  for (let i = 2; i < HEADER; i += 2) to.setInt16(i, factor * view.getInt16(i));
  scaled.set(ends, HEADER);
  flags.forEach((flag, i) => to.setUint8(head + i, flag & ON_CURVE));
  steps.flat().forEach((step, i) => to.setInt16(head + count + 2 * i, factor * step));
  return scaled;
}
