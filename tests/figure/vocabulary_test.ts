import { assertEquals, assertThrows } from "@std/assert";
import {
  categoryMap,
  curve,
  curvesBySeed,
  figure,
  level,
  logAxis,
  logStepAxis,
  lossAxis,
  SEQUENTIAL,
  share,
  stepAxis,
  verticalLine,
} from "../../lib/figure/mod.ts";
import { logTicks } from "../../lib/figure/log_ticks.ts";

Deno.test("axes have one wording, and what is given wins", () => {
  assertEquals(stepAxis(), { title: { text: "training step" } });
  assertEquals(logStepAxis({ dtick: 1 }), { title: { text: "training step" }, type: "log", dtick: 1 });
  assertEquals(share("accuracy", { range: [0, 0.5] }), { title: { text: "accuracy" }, range: [0, 0.5] });
  assertEquals(lossAxis(), { title: { text: "loss" }, type: "log" });
});

Deno.test("logarithmic axes have labels at 1, 2, 5 over few decades, and at most eight powers of ten over many", () => {
  const dtick = (...x: number[]) => {
    const data = [curve({ name: "a", x, y: x.map(() => 1), color: "#000000" })];
    return (logTicks(data, { xaxis: logAxis("n"), yaxis: { title: "y" } }).xaxis as
      | { dtick: unknown }
      | undefined)?.dtick;
  };
  assertEquals([dtick(1, 100), dtick(1, 1e5), dtick(1e-12, 1e4), dtick(3, 3), dtick(0, NaN)], [
    "D2",
    1,
    2,
    undefined,
    undefined,
  ]);
  const data = [curve({ name: "a", x: [1, 10], y: [1, 1], color: "#000000" })];
  assertEquals(logTicks(data, { xaxis: logAxis("n", { range: [0, 4] }) }).xaxis, { dtick: 1 });
  assertEquals(logTicks(data, { xaxis: logAxis("n", { tickvals: [1, 3] }) }), {});
  const wide = { ...curve({ name: "b", x: [1, 1], y: [1, 1e9], color: "#000000" }), yaxis: "y2" };
  const near = { ...curve({ name: "a", x: [1, 1], y: [1, 10], color: "#000000" }) };
  const layout = { yaxis: logAxis("loss"), yaxis2: logAxis("loss", { matches: "y" }) };
  assertEquals(logTicks([near, wide], layout), { yaxis: { dtick: 2 }, yaxis2: { dtick: 2 } });
});

Deno.test("seeds are one entry of the legend; one without a finite number is left out and counted", () => {
  const traces = curvesBySeed({
    x: [1, 2],
    curves: [[1, 2], [NaN, Infinity], [3, NaN]],
    name: "loss",
    color: "#112233",
  });
  assertEquals(traces.map(({ name, showlegend }) => [name, showlegend]), [
    ["loss (2 of 3 seeds)", true],
    ["loss (2 of 3 seeds)", false],
  ]);
  assertEquals(
    curvesBySeed({ x: [[1], [1, 2]], curves: [[5], [6, 7]], name: "a", color: "#112233" }).map(({ x }) => x),
    [[1], [1, 2]],
  );
  assertThrows(
    () => curvesBySeed({ x: [1], curves: [[NaN]], name: "loss", color: "#112233" }),
    RangeError,
    'Cannot draw "loss": no seed has a finite number',
  );
});

Deno.test("a level, a vertical line and a map of categories make a figure", async () => {
  const { data, xaxis, yaxis } = categoryMap({
    columns: ["a", "b"],
    rows: ["one"],
    values: [[0.5, NaN]],
    title: "share",
    colorscale: SEQUENTIAL,
    range: [0, 1],
    text: (value) => value.toFixed(1),
  });
  assertEquals((data[0] as { text: string[][] }).text, [["0.5", ""]]);
  const map = figure({
    title: "map",
    data,
    layout: { xaxis: { ...xaxis, title: "column" }, yaxis: { ...yaxis, title: "row" } },
  });
  assertEquals((await map.bundle())["text/plain"].startsWith("Figure: map."), true);
  assertThrows(
    () =>
      categoryMap({
        columns: ["a"],
        rows: ["one"],
        values: [[1, 2]],
        title: "share",
        colorscale: SEQUENTIAL,
      }),
    RangeError,
    "row 0 has 2",
  );
  assertEquals(level("chance", 0.1, [0, 9]).y, [0.1, 0.1]);
  assertEquals(verticalLine(3, 2).yref, "y2 domain");
});
