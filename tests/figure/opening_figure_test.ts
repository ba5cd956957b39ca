import { assertEquals, assertStringIncludes } from "@std/assert";
import { axis, curve } from "../../lib/figure/mod.ts";
import { openingFigure } from "../../lib/figure/opening_figure.ts";

const line = (name: string) => curve({ name, x: [0, 1], y: [0, 1], color: "#000000" });
const axes = { xaxis: axis("step"), yaxis: axis("share") };

Deno.test("the picture has the panels alone; the drop-down opens one entry's curves", () => {
  const { parts, alt } = openingFigure({
    title: "Maps",
    panels: [{ title: "a", data: [line("a")], ...axes }, { title: "b", data: [line("b")], ...axes }],
    entries: [{ label: "first", data: [line("c"), line("d")] }, { label: "second", data: [line("e")] }],
    opened: { title: "curves", ...axes },
    width: 700,
    heights: { still: 300, interactive: 600 },
  });
  assertStringIncludes(alt, "Maps");
  const { still, interactive } = parts;
  assertEquals([still.data.length, interactive.data.length], [2, 5]);
  assertEquals(interactive.data.map(({ visible }) => visible), [true, true, true, true, false]);
  const [{ buttons }] = interactive.layout.updatemenus as {
    buttons: { label: string; args: [{ visible: boolean[] }] }[];
  }[];
  assertEquals(buttons.map(({ label, args: [{ visible }] }) => [label, visible]), [
    ["first", [true, true, true, true, false]],
    ["second", [true, true, false, false, true]],
  ]);
});
