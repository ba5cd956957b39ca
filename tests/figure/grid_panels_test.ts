import { assertEquals } from "@std/assert";
import { gridPanels } from "../../lib/figure/grid_panels.ts";

Deno.test("cells stand at their settings, y upwards, weak ones in brackets, missing ones empty", () => {
  const cells = [
    { x: 1, y: 3, values: [0.5, 0.25] },
    { x: 0.1, y: 2, values: [0, 1], isWeak: true },
    { x: 1, y: 2, values: [0.126, 0.9] },
  ];
  const [first, second] = gridPanels(cells, { titles: ["one", "two"], x: "decay", y: "depth" });
  const texts = ({ data: [{ text }] }: typeof first) => text as string[][];
  assertEquals(texts(first), [["", "0.50"], ["(0.00)", "0.13"]]);
  assertEquals(texts(second), [["", "0.25"], ["(1.00)", "0.90"]]);
  assertEquals([first, second].map(({ title, data: [{ showscale }] }) => [title, showscale]), [
    ["one", false],
    ["two", true],
  ]);
  assertEquals((first.yaxis!.ticktext as string[] | undefined) ?? [], ["3", "2"]);
});
