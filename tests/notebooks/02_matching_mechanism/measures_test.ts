import { assert, assertEquals, assertThrows } from "@std/assert";
import { JUPYTER_DISPLAY } from "../../../lib/notebook/mod.ts";
import { causalReach, orderedReach } from "../../../notebooks/02_matching_mechanism/causal_reach.ts";
import { SMALL, stepsToNinety } from "../../../notebooks/02_matching_mechanism/chain_training.ts";
import {
  inOrder,
  mostSteps,
  ofConditions,
  selectivity,
  speedRatio,
  strongestMerging,
} from "../../../notebooks/02_matching_mechanism/measures.ts";
import { thoughtClaims } from "../../../notebooks/02_matching_mechanism/claims_of_steps.ts";
import chainOfThought from "../../../notebooks/02_matching_mechanism/chain_of_thought.ts";
import type { NormAndStartRun } from "../../../notebooks/02_matching_mechanism/norm_and_start.ts";
import { settingsShown } from "../../../notebooks/02_matching_mechanism/settings_shown.ts";
import { untrainedKernels } from "../../../notebooks/02_matching_mechanism/untrained.ts";

Deno.test("what rows are decided by is read off curves and scores", () => {
  assertEquals(stepsToNinety({ steps: [0, 100, 200], test: [0.1, 0.95, 0.9] }), 100);
  assertEquals(stepsToNinety({ steps: [0, 100], test: [0.1, 0.8] }), Infinity);
  const cell = (kind: string, rate: number, ninety: number) => ({
    kind,
    rate,
    steps: [0, 100, 200, 300],
    train: [],
    test: [0, 100, 200, 300].map((step) => step >= ninety ? 0.95 : 0.2),
    scaleSteps: [],
    scales: {},
  });
  const run = [cell("none", 1, 300), cell("none", 2, 200), cell("random", 1, 100), cell("random", 2, 400)];
  assertEquals(speedRatio(run, "random", 300), 0.5);
  const depth = [1, 2, 3].map((count) => ({ layers: 3, count, train: 1, test: count < 3 ? 0.95 : 0.5 }));
  assertEquals([mostSteps(depth, 3, 4), mostSteps(depth, 2, 4), mostSteps(depth, 3, 2)], [2, 0, 1]);
  const score = (layer: number, buffer: number, score: number) => ({ layer, head: 0, buffer, score });
  const readout = [
    score(2, 0, 0.9),
    score(3, 0, 0.1),
    score(3, 2, 0.8),
    score(4, 0, 0.2),
    score(4, 2, 0.1),
    score(4, 3, 0.6),
  ];
  assert(Math.abs(selectivity(readout) - 3) < 1e-12);
});

Deno.test("a causal mask costs steps, and the order of the links decides how many", () => {
  const reach = causalReach({ links: 130, orders: 40, layers: [2, 3, 4, 5], seed: 0 });
  assertEquals(reach[0].all, { mean: 1, most: 1 });
  reach.forEach(({ layers, one, all }) => {
    assert(one.mean <= 2 ** (layers - 1) - 1 && all.most <= (3 ** (layers - 1) - 1) / 2);
    assert(one.mean <= all.mean);
  });
  assertEquals([2, 3, 4, 5].map((depth) => orderedReach(130, depth, "one")), [[1, 1], [2, 3], [3, 7], [
    4,
    15,
  ]]);
  assertEquals([2, 3, 4, 5].map((depth) => orderedReach(130, depth, "all")), [[1, 1], [3, 3], [7, 7], [
    15,
    15,
  ]]);
});

Deno.test("merging is read in the layer from the second on where it is strongest", () => {
  const read = strongestMerging({ merging: [0.9, 0.1, 0.4, 0.2], elsewhere: [0.01, 0.2, 0.03, 0.05] });
  assertEquals(read, { layer: 3, weight: 0.4, elsewhere: 0.03 });
});

Deno.test("kernels before training are those of the seed's start, for layers that match only", () => {
  const condition = { gamma: 0.8, normalization: "post" } as const;
  const [second, third] = untrainedKernels(SMALL, condition, 0, [2, 3]);
  assertEquals([second.length, second[0].length], [SMALL.width, SMALL.width]);
  assert(second[0][0] !== third[0][0]);
  assertEquals(untrainedKernels(SMALL, condition, 0, [3]), [third]);
  assertThrows(() => untrainedKernels(SMALL, condition, 0, [1]), RangeError, "in 2 … 3, got 1");
  assertThrows(() => untrainedKernels(SMALL, condition, 0, [4]), RangeError, "in 2 … 3, got 4");
});

Deno.test("conditions are chosen by name, and nothing is decided where one was not trained", () => {
  const post = { sequence: [1] } as NormAndStartRun, pre = { sequence: [2] } as NormAndStartRun;
  const runs = { seeds: [0], results: [{ post, pre }], source: "live" as const };
  assertEquals(ofConditions(runs, { a: "pre", b: "post" }).results, [{ a: pre, b: post }]);
  assertEquals(ofConditions(runs, { a: "pre", b: "other" }).results, []);
});

Deno.test("rows of sayings are decided by the last one, at the full profile, and stand in the order of their numbers", () => {
  const run = (["learned", "rotary"] as const).map((positions, k) => ({
    positions,
    steps: [0, 1],
    train: [0, 1],
    test: [0.05, 1],
    spoken: [1, 0.9 - k],
  }));
  const { settings } = chainOfThought, seeds = [0, 1, 2], results = seeds.map(() => run);
  const runs = { settings, seeds, results, seconds: [1, 1, 1], source: "live" as const };
  const rows = thoughtClaims(runs);
  assert(rows.every(({ verdict }) => verdict === "not decided at this profile"));
  assertEquals(inOrder(rows.toReversed()).map(({ id }) => id), ["C10", "C10b"]);
});

Deno.test("settings are shown where they differ, each with where it comes from", async () => {
  const shown = settingsShown({ ...SMALL, links: 6, added: 1 }, SMALL, { links: "public code" });
  const { "text/plain": text } = await shown[JUPYTER_DISPLAY]();
  assertEquals(text, "links | 6 | public code\nadded | 1 | our choice");
});
