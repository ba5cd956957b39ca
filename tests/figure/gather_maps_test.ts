import { assertEquals, assertThrows } from "@std/assert";
import { gatherMaps } from "../../lib/figure/mod.ts";

const OPTIONS = {
  title: "one shot",
  receivers: [0, 0.5],
  timeStep: 0.1,
  parts: { observed: [0, 1, 2, 3, 4, 5, 6, 7], rest: new Float64Array(8) },
  top: 4,
  every: 2,
  unit: "pressure",
};

Deno.test("a gather has time downwards, every second sample, and shares of the top value", () => {
  const { parts: { interactive: { data: [first, second] } }, alt } = gatherMaps(OPTIONS);
  assertEquals([first.x, first.y, first.z], [[0, 0.5], [0, 0.2], [[0, 0.25], [1, 1.25]]]);
  assertEquals([first.zmin, first.zmax, first.showscale, second.showscale], [-1, 1, true, false]);
  assertEquals(alt.includes("time (s)"), true);
});

Deno.test("recordings that do not fit the receivers are an error", () => {
  const parts = { odd: [1, 2, 3] };
  assertThrows(() => gatherMaps({ ...OPTIONS, parts }), RangeError, '"odd": 2 receivers, got 3 values');
});
