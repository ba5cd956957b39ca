import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import dropoutThreeSteps from "../../../notebooks/09_optimistic_estimate/dropout_three_steps.ts";
import { pictureSize } from "../../../notebooks/09_optimistic_estimate/network_figures.ts";
import {
  dropoutGain,
  dropoutSize,
  keptNeurons,
  neverRecovered,
  sampleSizeOf,
  type WidthCell,
} from "../../../notebooks/09_optimistic_estimate/readings.ts";
import widthGrid, { widthCell } from "../../../notebooks/09_optimistic_estimate/width_grid.ts";

Deno.test("curves know where they recover, with diverged and trapped runs", () => {
  const curve = {
    sizes: [1, 2, 3, 4],
    test: [1, null, 1e-9, 1e-9],
    train: [0, null, 1e-9, 1e-9],
    steps: [1, 1, 1, 1],
  };
  assertEquals(sampleSizeOf({ ...curve, test: [1, 1, 1, 1] }), 5);
  assertEquals(sampleSizeOf({ ...curve, train: [0, 1, 0, 0], test: [1, 1, 0, 0] }), 3);
  assertEquals(sampleSizeOf({ ...curve, train: [1, 1, 1, 1] }), 5);
});

Deno.test("widths that no seed recovers are named", () => {
  const cell = (seed: number, times: number, test: number[]): WidthCell => ({
    block: "made up",
    settings: widthCell("dense", times),
    seed,
    key: "made up",
    seconds: 1,
    result: { sizes: [1, 2], test, train: [0, 0], steps: [1, 1], learningRates: [1, 1], descentTest: [1, 1] },
  });
  assertEquals(neverRecovered([cell(0, 1, [1, 1]), cell(1, 1, [1, 0]), cell(0, 3, [1, 1])], "dense"), [3]);
  assertEquals(pictureSize("convolution"), 685);
});

Deno.test("dropout is compared by sample sizes, errors and directions", () => {
  const settings = { ...dropoutThreeSteps.settings, sizes: [1, 2, 3] };
  assertEquals(dropoutSize(settings, { test: [1, 1e-3, 1e-3] }), 2);
  assertEquals(dropoutSize(settings, { test: [1, 1e-3, null] }), 4);
  const errors = (test: number[]) => ({ test, train: test, neurons: null });
  const run = { plain: errors([1, 4, 9]), dropout: errors([1, 1, 1]) };
  assertAlmostEquals(dropoutGain(settings, run, 2), 6, 1e-12);
  assertThrows(() => dropoutGain(settings, run, 4), RangeError, "points, allowed 1,2,3");
  assertThrows(() => keptNeurons(errors([])), RangeError, "not kept");
});

Deno.test("the grid covers widths 1 and 3 first, and its cells are all different", () => {
  const [first] = widthGrid.blocks,
    all = widthGrid.blocks.flatMap(({ settings }) => settings.map((one) => JSON.stringify(one)));
  assertEquals(new Set(first.settings.map(({ times }) => times)), new Set([1, 3]));
  assertEquals(new Set(all).size, all.length);
});
