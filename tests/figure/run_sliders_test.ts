import { assertEquals, assertThrows } from "@std/assert";
import { axis, comparedFieldSlider, outputSlider, panel, runBand, twoRows } from "../../lib/figure/mod.ts";

const fields = {
  title: "Exact, network, error",
  sliderName: "step",
  axes: ["time t", "x"] as const,
  x: [0, 1, 2],
  y: [0, 1],
  exact: [[0, 1, 2], [0, 1, 2]],
  frames: [
    { label: "0", note: "at the switch", values: [[0, 1, 2], [0, 1, 2.5]] },
    { label: "20", values: [[1, 1, 2], [0, 1, 2]] },
  ],
  shown: [0, 1],
};

Deno.test("a field stands between the exact one and the error, which is their difference", () => {
  const { parts: { interactive: { data } }, alt } = comparedFieldSlider(fields);
  assertEquals(data.map(({ z, yaxis }) => [yaxis ?? "y", (z as number[][])[1]]), [
    ["y", [0, 1, 2]],
    ["y2", [0, 1, 2.5]],
    ["y3", [0, 0, 0.5]],
    ["y2", [0, 1, 2]],
    ["y3", [0, 0, 0]],
  ]);
  assertEquals(alt.includes("time t"), true);
});

Deno.test("fields of another shape are refused", () => {
  const frames = [...fields.frames, { label: "30", values: [[1, 2]] }];
  const wrong = () => comparedFieldSlider({ ...fields, frames });
  assertThrows(wrong, RangeError, 'field "30" must be [2][3], got [1][2]');
});

Deno.test("an output has its curve below on a second axis", () => {
  const frames = [0, 1].map((i) => ({ label: `${i}`, network: [i, 1], below: [0, i] }));
  const x = [0, 1],
    options = { title: "Output over steps", sliderName: "step", x, exact: [0, 0], below: "error" };
  const { parts: { interactive: { data, layout } } } = outputSlider({ ...options, frames, shown: [0, 1] });
  assertEquals(data.map(({ name, yaxis }) => [name, yaxis]).slice(0, 3), [
    ["exact solution", undefined],
    ["network", undefined],
    ["error", "y2"],
  ]);
  assertEquals(Object.keys(layout).filter((key) => key.startsWith("yaxis")), ["yaxis", "yaxis2"]);
  assertEquals((twoRows(axis("x"), axis("u"), axis("v")).xaxis as { anchor: string }).anchor, "y2");
});

Deno.test("a band of runs is shifted, cut, and has the geometric mean of its curves", () => {
  const runs = [1, 100].map((scale) => ({ steps: [0, 10, 20], loss: [scale, scale, scale] }));
  const look = { name: "loss", color: "#000000", until: 10 };
  const line = runBand(runs, ({ loss }) => loss, look).at(-1)!;
  assertEquals([line.x, Array.from(line.y as number[], Math.round)], [[1, 11], [10, 10]]);
  assertEquals(panel("losses", [line], axis("step")), { title: "losses", data: [line], xaxis: axis("step") });
});
