/** Text in EBCDIC (code page 037), as in the textual headers of SEG-Y. */

const PLACES: readonly [first: number, letters: string][] = [
  [0x40, " "],
  [0x4a, "¢.<(+|&"],
  [0x5a, "!$*);¬-/"],
  [0x6a, "¦,%_>?"],
  [0x79, "`:#@'=\""],
  [0x81, "abcdefghi"],
  [0x91, "jklmnopqr"],
  [0xa1, "~stuvwxyz"],
  [0xba, "[]"],
  [0xc0, "{ABCDEFGHI"],
  [0xd0, "}JKLMNOPQR"],
  [0xe0, "\\"],
  [0xe2, "STUVWXYZ"],
  [0xf0, "0123456789"],
];

const LETTERS = new Map(
  PLACES.flatMap(([first, letters]) => [...letters].map((letter, i) => [first + i, letter] as const)),
);

/** The text of EBCDIC bytes; a byte without a character becomes a space. */
export function decodeEbcdic(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => LETTERS.get(byte) ?? " ").join("");
}
