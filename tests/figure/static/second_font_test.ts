import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { extendFont } from "../../../lib/figure/static/extend_font.ts";
import { fontFiles } from "../../../lib/figure/static/font_files.ts";
import { readFontMetrics } from "../../../lib/figure/static/font_metrics.ts";
import { readFontTables, writeTrueType } from "../../../lib/figure/static/font_tables.ts";
import { scaleGlyph } from "../../../lib/figure/static/glyph_outline.ts";
import { type Raster, rasterise } from "../../../lib/figure/static/rasterise.ts";
import { secondFont } from "../../../lib/figure/static/second_font.ts";
import { prepareTexts } from "../../../lib/figure/static/svg_text.ts";

const SEED = { seed: 20240618 };

/** A picture of a text with the tags of plotly.js's labels, 16 pixels high, its first line at 24 and others below. */
function picture(text: string): Raster {
  const lines = text.split("\n").map((line, i) =>
    `<tspan class="line" dy="${1.3 * i}em" x="300" y="24">${line}</tspan>`
  ).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="110"><text x="300" y="24"
    text-anchor="middle" style="font-family: DejaVu Sans; font-size: 16px;">${lines}</text></svg>`;
  const { svg: prepared, fonts } = prepareTexts(svg);
  return rasterise(prepared, 1, fonts);
}

/** Dark pixels by row. */
function darkRows({ width, height, pixels }: Raster): number[] {
  const rows = new Array<number>(height).fill(0);
  for (let i = 0; i < width * height; i++) if (pixels[4 * i] < 140) rows[Math.floor(i / width)]++;
  return rows;
}
const dark = (text: string) => darkRows(picture(text)).reduce((sum, count) => sum + count, 0);

Deno.test("signs of many scripts are drawn, each as itself", () => {
  const signs = [..."漢字한국어かなカ🚀🧠✅ไअ𝔼𝛼🙂"];
  const drawn = new Set(signs.map((sign) => picture(sign).pixels.join()));
  assertEquals(drawn.size, signs.length);
  // A sign that no font has is a box, which none of them is.
  assert(!drawn.has(picture("\u{E000}").pixels.join()));
});

Deno.test("a text of several scripts and ligatures does not vanish, and its letters stay those of the first font", () => {
  const word = fc.constantFrom(
    "final",
    "office",
    "loss",
    "漢字",
    "한국",
    "🚀",
    "لا",
    "خطأ",
    "مَرْحَبًا",
    "שלום",
    "e\u0301",
    "ไทย",
    "❤️",
    "3.5",
    "(x)",
    "é",
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const alone = words.reduce((sum, each) => sum + dark(each), 0), together = dark(words.join(" "));
      assert(
        Math.abs(together - alone) < 0.2 * alone + 20,
        `${words.join(" ")}: ${together} of ${alone} dark pixels`,
      );
    }),
    { ...SEED, numRuns: 40 },
  );
});

Deno.test("bold and raised parts are drawn beside other scripts", () => {
  const parts = [
    "漢字 ",
    '<tspan style="font-weight:bold">final</tspan>',
    ' x<tspan style="font-size:70%" dy="-0.6em">2</tspan><tspan dy="0.42em">\u200b</tspan>',
    " لا",
  ];
  const alone = parts.reduce((sum, each) => sum + dark(each), 0);
  assert(Math.abs(dark(parts.join("")) - alone) < 0.2 * alone);
});

Deno.test("every line of right-to-left text stands on its own height", () => {
  const line = fc.array(fc.constantFrom("خسارة", "التدريب", "مَرْحَبًا", "שלום", "loss", "3.5", "漢字"), {
    minLength: 1,
    maxLength: 4,
  }).map((words) => words.join(" "));
  fc.assert(
    fc.property(line, line, line, (...lines) => {
      const together = darkRows(picture(lines.join("\n")));
      const shifted = lines.map((each, i) => darkRows(picture("\n".repeat(i) + each)));
      for (let row = 0; row < together.length; row++) {
        const sum = shifted.reduce((count, rows) => count + rows[row], 0);
        assert(Math.abs(together[row] - sum) <= 3, `row ${row} of ${lines.join(" / ")}`);
      }
    }),
    { ...SEED, numRuns: 30 },
  );
});

Deno.test("what cannot be drawn rightly is named, and nothing else", () => {
  const warnings = (text: string) => prepareTexts(`<svg><text>${text}</text></svg>`).warnings;
  assertEquals(warnings("loss 漢字 한국어 🚀 خطأ שלום ❤️ é 𝔼 &lt;train&gt;\n\t."), []);
  assertEquals(warnings("a\u{E000}b"), [
    'boxes stand for "\u{E000}" (U+E000), which no font of the pictures has',
  ]);
  assertEquals(warnings("अनि"), [
    '"नि" (U+0928 U+093F) is drawn letter by letter, since no font of the pictures joins it',
  ]);
  assert(warnings("ܫܠܡܐ")[0].includes("letter by letter"));
  assertEquals(prepareTexts("<svg><text>loss é α</text></svg>").fonts, undefined);
});

Deno.test("the second font is read only where a text needs it", async () => {
  const at = (path: string) =>
    JSON.stringify(new URL(`../../../lib/figure/static/${path}`, import.meta.url).href);
  const code = `const { prepareTexts } = await import(${at("svg_text.ts")});
    const read = [], readFileSync = Deno.readFileSync;
    Deno.readFileSync = (path) => (read.push(String(path)), readFileSync(path));
    const fonts = () => read.filter((path) => path.includes("unifontex")).length;
    prepareTexts("<svg><text>Loss of α, шум and שלום</text></svg>");
    const before = fonts();
    prepareTexts("<svg><text>損失</text></svg>");
    console.log(JSON.stringify([before, fonts()]));`;
  const config = new URL("../../../deno.json", import.meta.url).pathname;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", "--config", config, code],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  assertEquals(JSON.parse(new TextDecoder().decode(stdout)), [0, 1]);
});

Deno.test("a font is the same after it was taken apart and written", () => {
  const tables = readFontTables(Deno.readFileSync(fontFiles().regular));
  const again = readFontTables(writeTrueType(tables));
  assertEquals([...again.keys()].sort(), [...tables.keys()].sort());
  for (const [tag, bytes] of tables) assertEquals(again.get(tag), bytes, tag);
  assertThrows(() => readFontTables(new Uint8Array(100)), TypeError, "neither as a TrueType file");
  assertThrows(() => readFontTables(new Uint8Array(3)), TypeError, "neither");
});

Deno.test("an extended font keeps its signs and their widths, and has the lent ones", () => {
  const own = readFontMetrics(Deno.readFileSync(fontFiles().bold)), { metrics, lend } = secondFont();
  const extended = readFontMetrics(lend("漢🚀a").bold);
  for (let code = 32; code < 0x3000; code += 7) {
    const sign = String.fromCodePoint(code);
    if (own.has(sign)) {
      assertEquals([extended.glyph(sign), extended.width(sign)], [own.glyph(sign), own.width(sign)]);
    } else assert(!extended.has(sign));
  }
  for (const sign of "漢🚀") {
    assertEquals([extended.has(sign), extended.width(sign)], [true, metrics.width(sign)]);
  }
  const tables = readFontTables(Deno.readFileSync(fontFiles().bold));
  assertThrows(() => extendFont(new Map(), tables, "a"), TypeError, 'no table "head"');
});

Deno.test("a glyph grows by a whole factor", () => {
  // One contour of three points in a box (1, 2) … (260, 9); steps of one byte, of two, of none, and backwards.
  const box = [0, 1, 0, 1, 0, 2, 1, 4, 0, 9];
  const glyph = Uint8Array.of(...box, 0, 2, 0, 0, 0x37, 0x21, 0x27, 1, 1, 3, 5, 2, 7);
  const scaled = new DataView(scaleGlyph(glyph, 2).buffer);
  assertEquals([0, 2, 4, 6, 8, 10, 12].map((at) => scaled.getInt16(at)), [1, 2, 4, 520, 18, 2, 0]);
  assertEquals([14, 15, 16].map((at) => scaled.getUint8(at)), [1, 1, 1]);
  assertEquals([17, 19, 21, 23, 25, 27].map((at) => scaled.getInt16(at)), [2, 518, -10, 4, 0, 14]);
  // The same flag three times.
  const even = Uint8Array.of(...box, 0, 2, 0, 0, 0x3F, 2, 1, 2, 3, 4, 5, 6);
  const steps = new DataView(scaleGlyph(even, 1).buffer);
  assertEquals([17, 19, 21, 23, 25, 27].map((at) => steps.getInt16(at)), [1, 2, 3, 4, 5, 6]);
  assertEquals(scaleGlyph(scaleGlyph(glyph, 2), 3), scaleGlyph(glyph, 6));
  assertEquals(scaleGlyph(new Uint8Array(0), 2).length, 0);
  assertThrows(
    () => scaleGlyph(Uint8Array.of(255, 255, 0, 0, 0, 0, 0, 0, 0, 0), 2),
    TypeError,
    "composed of others",
  );
});
