import { assert, assertAlmostEquals, assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import type { Experiment } from "../../../lib/experiments/mod.ts";
import { dataHere } from "../../../lib/data/mod.ts";
import embedding from "../../../notebooks/05_condensation_reduction/embedding.ts";
import { perceptronTimes } from "../../../notebooks/05_condensation_reduction/perceptron_times.ts";
import hydrogen from "../../../notebooks/05_condensation_reduction/hydrogen.ts";
import { IMAGE_NETWORKS } from "../../../notebooks/05_condensation_reduction/image_networks.ts";
import images from "../../../notebooks/05_condensation_reduction/images.ts";
import methaneWide from "../../../notebooks/05_condensation_reduction/methane_wide.ts";
import methane from "../../../notebooks/05_condensation_reduction/methane.ts";
import mobilenet from "../../../notebooks/05_condensation_reduction/mobilenet.ts";
import refit from "../../../notebooks/05_condensation_reduction/refit.ts";
import ridges, { ridgeTarget } from "../../../notebooks/05_condensation_reduction/ridges.ts";
import { hiddenLayers } from "../../../lib/condensation/mod.ts";
import { parameterCount } from "../../../lib/nn/mod.ts";

const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };

/** One run with some settings of the full profile changed, as a notebook gets it: through JSON. */
async function small<Settings, Result>(
  experiment: Experiment<Settings, Result>,
  changes: Partial<Settings>,
  seed = 0,
): Promise<Result> {
  const result = await experiment.run({ ...experiment.settings, ...changes }, seed, CONTEXT);
  const text = JSON.stringify(result);
  assertEquals(JSON.stringify(JSON.parse(text)), text);
  return JSON.parse(text);
}

Deno.test("the paper's size is that of the long experiment, and the small MobileNetV2 has its blocks as layers", () => {
  const widths = [22, ...methaneWide.blocks[1].settings[0].hidden, 22];
  const count = widths.slice(1).reduce((sum, width, l) => sum + width * (widths[l] + 1), 0);
  assertEquals(count, 6_805_222);
  assert(methaneWide.long && mobilenet.long);
  for (const { build, widths, layers } of Object.values(IMAGE_NETWORKS)) {
    const { parameters } = build(widths), found = hiddenLayers(parameters);
    assertEquals(layers.map((name) => found.find((layer) => layer.name === name)?.first.outputs), [
      ...widths,
    ]);
  }
  assertEquals(
    parameterCount(IMAGE_NETWORKS.mobilenet.build(IMAGE_NETWORKS.mobilenet.widths).parameters),
    128_698,
  );
});

Deno.test("copies are merged exactly, turned ones are not", async () => {
  const found = await small(embedding, { width: 5, copies: 5, rows: 20 });
  assertEquals(found.length, 9);
  for (const { kind, restored, change, turned } of found) {
    assert(restored, kind);
    assertLess(change, 1e-10, kind);
    assertLess(100 * change, turned, kind);
  }
});

Deno.test("ridges: the target's bends, and a run of each start", async () => {
  assertEquals(ridgeTarget(-1), 0);
  assertAlmostEquals(ridgeTarget(0), 0.6, 1e-12);
  assertAlmostEquals(ridgeTarget(0.4), 1, 1e-12);
  const [condensed, usual] = await small(ridges, { width: 20, steps: 200 });
  assertEquals([condensed.gamma, usual.gamma, condensed.arrows!.before.angle.length], [2, 0.5, 20]);
  assertLessOrEqual(condensed.merged, 20);
});

Deno.test("a surrogate is cut in all ways; another seed keeps no pictures", async () => {
  const changes = {
    data: { ...hydrogen.settings.data, trajectories: 8, times: { first: 1e-6, last: 1e-4, count: 8 } },
    hidden: [10, 8, 6],
    steps: 60,
    batch: 16,
    taus: [0.9],
    fineTune: { steps: 10, rate: 1e-3 },
    calibration: 20,
    cutEvery: 20,
    rollout: { temperatures: [1300, 1400], steps: 5 },
  };
  const [condensed, usual] = await small(hydrogen, changes);
  for (const run of [condensed, usual]) {
    assertEquals(Object.keys(run.controls).length, 5);
    const [{ merged, leader, boundOverChange }] = run.cuts;
    assertEquals(run.controls.random.widths, merged.widths);
    assertEquals(leader.widths, merged.widths);
    assert(boundOverChange.every((ratio) => ratio >= 1));
    assertEquals(run.effective.ratios.length, 3);
    assertLess(run.rollouts["reduced, elements"].elements[0], 1e-9);
    assertEquals(run.shown!.maps.length, 3);
  }
  const [other] = await small(hydrogen, { ...changes, gammas: [1], cutEvery: 0 }, 1);
  assertEquals([other.shown, other.onTheWay], [null, null]);
  assert(other.base !== condensed.base);
});

Deno.test("the comparison of fits trains the network of the hydrogen runs", async () => {
  const changes = {
    data: { ...hydrogen.settings.data, trajectories: 8, times: { first: 1e-6, last: 1e-4, count: 8 } },
    hidden: [10, 8],
    gammas: [1],
    steps: 20,
    batch: 16,
    taus: [0.9],
    fineTune: { steps: 5, rate: 1e-3 },
    calibration: 20,
    cutEvery: 0,
    rollout: { temperatures: [1300], steps: 2 },
  };
  const [[own], [whole]] = [await small(refit, changes), await small(hydrogen, changes)];
  assertEquals(own.base, whole.base);
  assertEquals([own.cuts[0].sums, own.cuts[0].fixed], [whole.cuts[0].merged.cut, whole.cuts[0].refitted.cut]);
});

Deno.test("methane has 22 inputs", async () => {
  const [run] = await small(methane, {
    data: { ...methane.settings.data, trajectories: 3, times: { first: 1e-6, last: 1e-4, count: 4 } },
    validation: 0.34,
    hidden: [6],
    gammas: [1],
    steps: 5,
    batch: 4,
    taus: [0.9],
    fineTune: { steps: 2, rate: 1e-3 },
    calibration: 8,
    rollout: { temperatures: [1700], steps: 2 },
  });
  // Its size is 22·6 + 6 + 6·22 + 22 where nothing is merged.
  assertLessOrEqual(run.cuts[0].merged.size, 1);
  assertEquals(run.shown!.scatter.columns[0], "T");
});

Deno.test({
  name: "an image network is cut in rounds to the wanted sizes",
  ignore: await dataHere("cifar10") !== images.data.cifar10,
  fn: async () => {
    const settings = {
      train: 96,
      test: 50,
      batch: 32,
      epochs: 1,
      retrain: { epochs: 1, rate: 1e-3 },
      calibration: 40,
    };
    const [run] = await small(images, { ...settings, starts: [2], rounds: [0.5, 0.2] });
    assertEquals(run.rounds.length, 2);
    run.rounds.forEach(({ size }, i) => assertLessOrEqual(size, [0.5, 0.2][i]));
    assert(
      [run.accuracy, run.whole, ...Object.values(run.controls)].every((share) => share >= 0 && share <= 1),
    );
  },
});

Deno.test("times are relative to the original's", async () => {
  const { sizes, reduced, masked } = await perceptronTimes(4, [40, 40], [[40, 40], [4, 4]], 64);
  assertEquals(sizes[0], 1);
  assertLess(sizes[1], 0.1);
  assert([...reduced, ...masked].every((ratio) => ratio > 0));
});
