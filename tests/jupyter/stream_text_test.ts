import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { StreamText } from "../../lib/jupyter/stream_text.ts";

/** A whole text as a terminal would show it. */
function shown(text: string): string {
  const stream = new StreamText();
  stream.append(text);
  return stream.toString();
}

Deno.test("StreamText keeps the last state of a line that was overwritten", () => {
  assertEquals(shown("step 1\rstep 2\rstep 3\ndone\n"), "step 3\ndone\n");
});

Deno.test("StreamText keeps what a shorter text did not overwrite, as a terminal does", () => {
  assertEquals(shown("abcdef\rxy"), "xycdef");
});

Deno.test("StreamText takes a carriage return before a newline as part of it", () => {
  assertEquals(shown("a\r\nb\r\n"), "a\nb\n");
});

const OVERWRITTEN: [printed: string, seen: string][] = [
  ["🚀abc\rz", "zabc"],
  ["abc\r🚀", "🚀bc"],
  ["e\u0301tat\ra", "atat"],
  ["👩‍👩‍👧‍👦 family\rx", "x family"],
  ["🇫🇷🇩🇪\rz", "z🇩🇪"],
  ["漢字\rab", "ab"],
  ["ab\r", "ab"],
  ["abc\rx\ry", "ybc"],
];

for (const [printed, seen] of OVERWRITTEN) {
  Deno.test(`StreamText overwrites whole characters: ${JSON.stringify(printed)}`, () => {
    assertEquals(shown(printed), seen);
  });
}

Deno.test("StreamText leaves well-formed text well-formed", () => {
  const pieces = fc.array(fc.constantFrom("a", "é", "e\u0301", "🚀", "👩‍👧", "🇫🇷", "漢", "\r", "\n"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(pieces, (pieces) => {
      const text = shown(pieces.join(""));
      assertEquals([text.isWellFormed(), text.includes("\r")], [true, false]);
    }),
    { seed: 5, numRuns: 500 },
  );
});

Deno.test("StreamText gives the same text for one piece as for many, where no piece ends between CR and LF", () => {
  const pieces = fc.array(fc.stringMatching(/^[ab\n\r]{0,6}$/), { maxLength: 6 })
    .filter((pieces) =>
      pieces.filter((piece) => piece !== "").every((piece, index, all) =>
        !(piece.endsWith("\r") && all[index + 1]?.startsWith("\n"))
      )
    );
  fc.assert(
    fc.property(pieces, (pieces) => {
      const stream = new StreamText();
      for (const piece of pieces) stream.append(piece);
      assertEquals(stream.toString(), shown(pieces.join("")));
    }),
    { seed: 5 },
  );
});

Deno.test("StreamText loses nothing where a piece ends between carriage return and newline", () => {
  const stream = new StreamText();
  stream.append("abc\r");
  stream.append("\ndef");
  assertEquals(stream.toString(), "abc\ndef");
});
