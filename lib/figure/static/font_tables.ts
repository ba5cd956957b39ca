import { inflateSync } from "node:zlib";

/** Tables of a TrueType font by their four-letter names. */
export type FontTables = ReadonlyMap<string, Uint8Array>;

const TRUETYPE_VERSION = 0x00010000, WOFF_SIGNATURE = 0x774F4646;
/** Bytes before the table directory, and of each of its entries, in WOFF and in TrueType. */
const WOFF_HEADER = 44, WOFF_ENTRY = 20, TRUETYPE_HEADER = 12, TRUETYPE_ENTRY = 16;

/**
 * A view of bytes, for numbers of several bytes.
 *
 * @param bytes any part of a buffer
 * @returns the view on exactly these bytes
 */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * The tables of a font in a file, as TrueType or in the Web Open Font Format 1.0 (https://www.w3.org/TR/WOFF/), where
 * each is compressed with zlib.
 *
 * @param file bytes of the `.ttf` or `.woff` file
 * @returns the tables
 * @throws {TypeError} if the bytes are neither
 */
export function readFontTables(file: Uint8Array): FontTables {
  const view = viewOf(file);
  const signature = file.length >= WOFF_HEADER ? view.getUint32(0) : undefined;
  if (signature !== TRUETYPE_VERSION && signature !== WOFF_SIGNATURE) {
    throw new TypeError(
      "Cannot read a font: the bytes begin neither as a TrueType file does nor as a WOFF file",
    );
  }
  const isWoff = signature === WOFF_SIGNATURE, count = view.getUint16(isWoff ? 12 : 4);
  const tables = new Map<string, Uint8Array>();
  for (let i = 0; i < count; i++) {
    const entry = isWoff ? WOFF_HEADER + WOFF_ENTRY * i : TRUETYPE_HEADER + TRUETYPE_ENTRY * i;
    const tag = String.fromCharCode(file[entry], file[entry + 1], file[entry + 2], file[entry + 3]);
    const [first, second, third] = [4, 8, 12].map((at) => view.getUint32(entry + at));
    if (isWoff) {
      const packed = file.subarray(first, first + second);
      tables.set(tag, second < third ? inflateSync(packed) : packed);
    } else tables.set(tag, file.subarray(second, second + third));
  }
  return tables;
}

/**
 * Writes a font as a TrueType file. Checksums stay 0, since the rasteriser does not read them.
 *
 * @param tables its tables
 * @returns bytes of the `.ttf` file
 */
export function writeTrueType(tables: FontTables): Uint8Array<ArrayBuffer> {
  const head = TRUETYPE_HEADER + TRUETYPE_ENTRY * tables.size;
  const font = new Uint8Array([...tables.values()].reduce((sum, { length }) => sum + padded(length), head));
  const view = viewOf(font), power = Math.floor(Math.log2(tables.size));
  view.setUint32(0, TRUETYPE_VERSION);
  // Number of tables, and the search fields: 16 times the largest power of two, its exponent, the rest.
  [tables.size, 16 << power, power, 16 * tables.size - (16 << power)]
    .forEach((value, i) => view.setUint16(4 + 2 * i, value));
  let offset = head, entry = TRUETYPE_HEADER;
  // Readers search the directory by name.
  for (const [tag, bytes] of [...tables].sort(([a], [b]) => a < b ? -1 : 1)) {
    for (let k = 0; k < 4; k++) view.setUint8(entry + k, tag.charCodeAt(k));
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, bytes.length);
    font.set(bytes, offset);
    offset += padded(bytes.length);
    entry += TRUETYPE_ENTRY;
  }
  return font;
}

/** Tables begin at multiples of four bytes. */
function padded(length: number): number {
  return (length + 3) & ~3;
}
