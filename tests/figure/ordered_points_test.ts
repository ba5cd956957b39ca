import { assertEquals } from "@std/assert";
import { orderedPoints } from "../../lib/figure/ordered_points.ts";

Deno.test("points keep their order, say their number, and share one colour bar", () => {
  const options = { name: "keys", points: [[0, 5], [1, 4]], values: [20, 21], of: "token" };
  const { x, y, text, marker } = orderedPoints({ ...options, showscale: true });
  assertEquals([x, y, text], [[0, 1], [5, 4], ["token 20", "token 21"]]);
  const { color, colorbar } = marker as { color: number[]; colorbar: unknown };
  assertEquals([color, colorbar], [[20, 21], { title: { text: "token" } }]);
  assertEquals("colorbar" in (orderedPoints({ ...options, showscale: false }).marker as object), false);
});
