import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { plainText } from "../../lib/figure/mod.ts";
import { labelPieces } from "../../lib/figure/plotly_text.ts";
import { wrapText } from "../../lib/figure/wrap_text.ts";

const SEED = { seed: 20240615 };
/** A font in which every sign is one wide. */
const signs = (text: string) => [...text].length;
const wrap = (label: string, most: number) => wrapText(label, most, signs);

Deno.test("a label is broken into as few lines as it needs, about equally long", () => {
  assertEquals(wrap("aaa bbb ccc ddd", 12), ["aaa bbb", "ccc ddd"]);
  assertEquals(wrap("a<br>b", 50), ["a", "b"]);
  assertEquals(wrap("", 5), [""]);
  assertEquals(wrap("extraordinary", 50), ["extraordinary"]);
});

Deno.test("a word that is wider than a line is broken between its signs", () => {
  assertEquals(wrap("abcdefghij", 5), ["abcde", "fghij"]);
  assertEquals(wrap("ab abcdefghij", 5), ["ab ab", "cdefg", "hij"]);
  assertEquals(wrap("漢字漢字漢字", 2), ["漢字", "漢字", "漢字"]);
});

Deno.test("tags take no room and are never broken, nor are entities and letters with marks", () => {
  assertEquals(wrap("x<sup>10</sup> y", 5), ["x<sup>10</sup> y"]);
  assertEquals(wrap('<span style="color: red">ab cd</span>', 2), [
    '<span style="color: red">ab',
    "cd</span>",
  ]);
  assertEquals(wrap("a&lt;&#955;b", 2), ["a&lt;", "&#955;b"]);
  assertEquals(wrapText("e\u0301e\u0301", 2, signs), ["e\u0301", "e\u0301"]);
  // Plotly shows a tag that it does not know, so that it takes room.
  assertEquals(wrap("<train>", 4), ["<tra", "in>"]);
});

Deno.test("no line is too wide, no sign is lost, and only spaces at breaks go", () => {
  const piece = fc.constantFrom(
    "a",
    "W",
    "漢",
    "字",
    " ",
    "  ",
    "<b>",
    "</b>",
    "&lt;",
    "<br>",
    "👩‍🔬",
    "é",
    "<x>",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 6, max: 30 }), (pieces, most) => {
      const label = pieces.join(""), lines = wrap(label, most);
      const shown = (text: string) => labelPieces(text).map((one) => one.shown).join("");
      for (const line of lines) assert(signs(shown(line)) <= most, `${line} is wider than ${most}`);
      const without = (text: string) => text.replace(/<br>| /g, "");
      assertEquals(without(lines.join("")), without(label));
      assertEquals(wrap(lines.join("<br>"), most), lines);
    }),
    SEED,
  );
});

Deno.test("a label in words keeps what Plotly shows, and only that", () => {
  assertEquals(plainText("10<sup>−3</sup> a<sub>1</sub><br>b"), "10^−3 a_1 b");
  assertEquals(plainText("loss <train> of <b>a</b> &lt; <i class='x'>c</i>"), "loss <train> of a < c");
  assertEquals(plainText("&amp;lt; &#955;&#x3bb; &unknown; 1 < 2 > 0"), "&lt; λλ &unknown; 1 < 2 > 0");
  assertEquals(plainText("a\nb<BR/>c</sup>"), "a b c");
  const name = fc.string({ unit: fc.constantFrom(..."abcxyz"), minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(name, (tag) => assertEquals(plainText(`<${tag}>`), tag === "span" ? "" : `<${tag}>`)),
    SEED,
  );
});
