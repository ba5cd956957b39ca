import { assert, assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  attentionSlider,
  type AttentionSliderOptions,
  type Layout,
  MOST_FIGURE_BYTES,
  MOST_PNG_BYTES,
} from "../../lib/figure/mod.ts";

const FULL = [[1, 0, 0], [0.25, 0.75, 0], [0.5, 0.125, 0.375]], LAST = [[0.5, 0.25, 0.25]];
const draw = (over: Partial<AttentionSliderOptions> = {}) =>
  attentionSlider({
    title: "Attention",
    tokens: ["71", "3", "3"],
    maps: ["layer 1", "layer 2"],
    shown: [0, 2],
    frames: ["0", "100", "1000"].map((label) => ({ label, attention: [FULL, LAST] })),
    ...over,
  });

Deno.test("x is the attended and y the querying token, from top to bottom, equal tokens apart", () => {
  const { data, layout } = draw().parts.interactive;
  const { xaxis, yaxis, coloraxis } = layout as Record<string, Layout>;
  assertEquals(data[0].z, FULL);
  assertEquals([data[0].x, data[0].y], [[0, 1, 2], [0, 1, 2]]);
  assertEquals([xaxis.ticktext, yaxis.ticktext], [["71", "3", "3"], ["71", "3", "3"]]);
  assertEquals([xaxis.range, yaxis.range], [[-0.5, 2.5], [2.5, -0.5]]);
  assertEquals([coloraxis.cmin, coloraxis.cmax], [0, 1]);
  assertStringIncludes(draw().alt, "Horizontal axis: attended token; vertical axis: querying token");
});

Deno.test("a map with one row belongs to the last position", () => {
  assertEquals(draw().parts.interactive.data[1].y, [2]);
  const { yaxis, yaxis2 } = draw().parts.interactive.layout as Record<string, { [name: string]: number[] }>;
  assertEquals(yaxis2.range, [2.5, 1.5]);
  const height = ({ domain: [low, high] }: Record<string, number[]>) => high - low;
  assertAlmostEquals(height(yaxis2) / height(yaxis), 2 / 3, 1e-9);
  assert(yaxis2.domain[0] === 0 && yaxis2.domain[1] < yaxis.domain[0] && yaxis.domain[1] === 1);
});

Deno.test("each position of the slider shows its own maps", () => {
  const { data } = draw().parts.interactive;
  assertEquals(data.map(({ visible }) => visible), [true, true, false, false, false, false]);
});

Deno.test("maps that do not fit titles or tokens are refused by frame and map", () => {
  const frames = (attention: number[][][]) => ["0", "1", "2"].map((label) => ({ label, attention }));
  assertThrows(
    () => draw({ frames: frames([FULL]) }),
    RangeError,
    'frame "0" has 1 maps, there are 2 titles',
  );
  assertThrows(() => draw({ frames: frames([FULL, [[1]]]) }), RangeError, 'frame "0", map "layer 2": row 0');
  assertThrows(() => draw({ tokens: [] }), RangeError, "it has 0 tokens and 2 maps");
});

Deno.test("nine tokens, three layers and twelve frames are small enough for a notebook", async () => {
  const rows = Array.from(
    { length: 9 },
    (_, q) => Array.from({ length: 9 }, (_, k) => k <= q ? 1 / (q + 1) : 0),
  );
  const figure = draw({
    tokens: rows.map((_, k) => String(k)),
    maps: ["layer 1", "layer 2", "layer 3"],
    frames: Array.from({ length: 12 }, (_, i) => ({ label: String(i), attention: [rows, rows, rows] })),
    shown: [0, 4, 8, 11],
  });
  assert((await figure.png()).length <= MOST_PNG_BYTES);
  assert(JSON.stringify(await figure.bundle()).length <= MOST_FIGURE_BYTES);
});
