import { assert, assertEquals } from "@std/assert";
import { themedLayout } from "../../lib/figure/mod.ts";

Deno.test("the layout of the caller wins over the theme, attribute by attribute", () => {
  const layout = themedLayout({
    title: "t",
    data: [{ x: [1], y: [1], yaxis: "y2" }],
    layout: { yaxis2: { title: "loss", gridcolor: "red" }, margin: { l: 99 } },
    width: 700,
    height: 400,
  }) as Record<string, Record<string, unknown>>;
  assertEquals(layout.yaxis2.gridcolor, "red");
  assertEquals(layout.yaxis2.automargin, true);
  assertEquals((layout.yaxis2.title as { text: string }).text, "loss");
  assertEquals(layout.margin.l, 99);
  assert((layout.margin.t as number) > 0);
});

Deno.test("a long title makes room for its lines", () => {
  const top = (title: string) =>
    (themedLayout({ title, data: [], layout: {}, width: 400, height: 300 }).margin as { t: number }).t;
  assert(top("word ".repeat(20).trim()) > top("word") + 15);
  assert(top("x".repeat(80)) > top("x") + 15);
});
