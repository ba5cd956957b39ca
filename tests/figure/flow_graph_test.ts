import { assert, assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  type AttentionEdge,
  flowGraph,
  type FlowPanel,
  type Layout,
  MOST_FIGURE_BYTES,
  MOST_PNG_BYTES,
  type Trace,
} from "../../lib/figure/mod.ts";

const KEY = "#D55E00", GREY = "#9A9A9A";
const PANEL: FlowPanel = {
  title: "γ = 0.8",
  tokens: ["71", "3", "3"],
  attention: [[[1, 0, 0], [0.25, 0.75, 0], [0.06, 0.14, 0.8]], [[0.5, 0.3, 0.2]]],
  marked: [{ name: "key", color: KEY, positions: [0] }],
};
const draw = (over: Partial<FlowPanel> = {}, thresholds = [0.1, 0.4]) =>
  flowGraph({ title: "Information flow", panels: [{ ...PANEL, ...over }], thresholds, shown: [0, 1] });
/** Edges of a position of the slider as `colour: from → to at layer`, and the width of each. */
const drawn = (data: readonly Trace[]) =>
  new Map(
    data.filter(({ mode }) => mode === "lines").flatMap(({ x, y, line }) => {
      const { color, width } = line as { color: string; width: number };
      const from = x as number[], level = y as number[];
      return from.flatMap((_, i) =>
        i % 3 === 0 ? [[`${color}: ${from[i]} → ${from[i + 1]} at ${level[i + 1]}`, width] as const] : []
      );
    }),
  );
const visible = (data: readonly Trace[]) => data.filter((trace) => trace.visible === true);

Deno.test("the edges at or above the threshold are drawn from the read to the reading token", () => {
  const { data } = draw().parts.interactive;
  assertEquals(
    new Set(drawn(visible(data)).keys()),
    new Set([
      `${KEY}: 0 → 0 at 1`,
      `${KEY}: 0 → 1 at 1`,
      `${GREY}: 1 → 1 at 1`,
      `${GREY}: 1 → 2 at 1`,
      `${GREY}: 2 → 2 at 1`,
      `${KEY}: 0 → 2 at 2`,
      `${GREY}: 1 → 2 at 2`,
      `${GREY}: 2 → 2 at 2`,
    ]),
  );
  const other = data.filter((trace) => trace.visible === false);
  assertEquals(drawn(other).size, 4);
  assert(drawn(draw({}, [0.5, 0.9]).parts.interactive.data).has(`${KEY}: 0 → 2 at 2`), "0.5 ≥ 0.5");
});

Deno.test("an edge is as wide as its weight in tenths", () => {
  const widths = drawn(visible(draw().parts.interactive.data));
  const full = widths.get(`${KEY}: 0 → 0 at 1`)!;
  for (
    const [edge, tenths] of [
      [`${KEY}: 0 → 2 at 2`, 5],
      [`${GREY}: 2 → 2 at 1`, 8],
      [`${GREY}: 1 → 2 at 1`, 1],
    ] as const
  ) assertAlmostEquals(widths.get(edge)! / full, tenths / 10, 1e-12, edge);
});

Deno.test("edges give the same graph as the matrices that they come from", () => {
  const edges: AttentionEdge[] = [
    { layer: 1, from: 0, to: 0, weight: 1 },
    { layer: 1, from: 0, to: 1, weight: 0.25 },
    { layer: 1, from: 1, to: 1, weight: 0.75 },
    { layer: 1, from: 1, to: 2, weight: 0.14 },
    { layer: 1, from: 2, to: 2, weight: 0.8 },
    { layer: 2, from: 0, to: 2, weight: 0.5 },
    { layer: 2, from: 1, to: 2, weight: 0.3 },
    { layer: 2, from: 2, to: 2, weight: 0.2 },
  ];
  assertEquals(draw({ attention: edges }).parts.interactive, draw().parts.interactive);
});

Deno.test("nodes stand at every layer, and those of a marked column are named in the legend", () => {
  const { data, layout } = draw().parts.interactive;
  const [key, others] = visible(data).filter(({ mode }) => mode === "markers");
  assertEquals([key.name, key.x, key.y], ["key", [0, 0, 0], [0, 1, 2]]);
  assertEquals([others.name, (others.x as number[]).length], ["other tokens", 6]);
  assertEquals((others.text as string[]).at(-1)!.split("<br>"), [
    "3 (position 2)",
    "reads 71 (position 0): 0.50",
    "reads 3 (position 1): 0.30",
    "reads 3 (position 2): 0.20",
  ]);
  const { xaxis, yaxis } = layout as Record<string, Layout>;
  assertEquals([xaxis.ticktext, yaxis.ticktext], [["71", "3", "3"], ["input", "1", "2"]]);
  assertStringIncludes(draw().alt, "Shown: key; other tokens.");
});

Deno.test("panels stand side by side with one legend", () => {
  const { data, layout } = flowGraph({ title: "Flow", panels: [PANEL, { ...PANEL, title: "γ = 0.3" }] })
    .parts.interactive;
  const keys = visible(data).filter(({ name }) => name === "key");
  assertEquals(keys.map(({ xaxis, showlegend }) => [xaxis, showlegend]), [["x", undefined], ["x2", false]]);
  const { xaxis, xaxis2 } = layout as Record<string, { domain: number[] }>;
  assert(xaxis.domain[1] < xaxis2.domain[0]);
});

Deno.test("what does not fit the sequence is refused by name", () => {
  const refused = (over: Partial<FlowPanel>, message: string) =>
    assertThrows(() => draw(over), RangeError, message);
  const edge = { layer: 1, from: 0, to: 1, weight: 0.5 };
  refused({ attention: [] }, "3 tokens and 0 layers or edges");
  refused({ attention: [[[1, 0]]] }, 'panel "γ = 0.8", layer 1: row 0 has 2 weights');
  refused({ attention: [{ ...edge, to: 3 }] }, "the end of edge 0 is position 3, allowed are 0 … 2");
  refused({ attention: [{ ...edge, from: -1 }] }, "the start of edge 0 is position -1");
  refused({ attention: [{ ...edge, layer: 0 }] }, "edge 0 is in layer 0");
  refused({ attention: [{ ...edge, weight: 2 }] }, "the weight is 2");
  const mark = (positions: number[]) => ({ marked: [{ name: "key", color: KEY, positions }] });
  refused(mark([3]), 'a column marked "key" is position 3');
  refused(mark([1, 1]), "position 1 is marked twice");
  assertThrows(() => draw({}, [0.4, 0.1]), RangeError, "the thresholds are [0.4, 0.1]");
  assertThrows(() => draw({}, [0.4, 1.1]), RangeError, "increase within 0 … 1");
  assertThrows(() => flowGraph({ title: "Flow", panels: [] }), RangeError, "there are none");
});

Deno.test("two graphs of nine tokens and three layers are small enough for a notebook", async () => {
  const rows = Array.from(
    { length: 9 },
    (_, q) => Array.from({ length: 9 }, (_, k) => k <= q ? 2 * (k + 1) / ((q + 1) * (q + 2)) : 0),
  );
  const panel = { ...PANEL, tokens: rows.map((_, k) => String(k)), attention: [rows, rows, rows] };
  const figure = flowGraph({ title: "Flow", panels: [panel, { ...panel, title: "γ = 0.3" }] });
  assert((await figure.png()).length <= MOST_PNG_BYTES);
  assert(JSON.stringify(await figure.bundle()).length <= MOST_FIGURE_BYTES);
});

Deno.test("more edges than a call can take as arguments are counted", () => {
  const edges = Array.from({ length: 300_000 }, (_, i) => ({ layer: 1 + i % 2, from: 0, to: 1, weight: 0 }));
  const { layout } = draw({ attention: edges }).parts.interactive;
  assertEquals((layout.yaxis as Layout).ticktext, ["input", "1", "2"]);
});
