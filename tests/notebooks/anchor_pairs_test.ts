import { assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { recitationTask, sampleStream } from "../../lib/sequences/anchors/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import type { Figure } from "../../lib/figure/mod.ts";
import anchorLength, { type AnchorLengthRun } from "../../notebooks/07_anchor_functions/anchor_length.ts";
import {
  errorShare,
  halfwayGap,
  learnedStep,
  longerSentenceClaims,
  pairClaims,
  type PairExperiments,
} from "../../notebooks/07_anchor_functions/claims_of_pairs.ts";
import type { CompositionNet, CompositionRun } from "../../notebooks/07_anchor_functions/composition.ts";
import type { IntervalRun } from "../../notebooks/07_anchor_functions/intervals.ts";
import {
  accuracyByPlace,
  type LongerNet,
  waveTable,
} from "../../notebooks/07_anchor_functions/longer_sentences.ts";
import * as figures from "../../notebooks/07_anchor_functions/pair_figures.ts";
import { readingSteps } from "../../notebooks/07_anchor_functions/pair_training.ts";
import { mirrored, type RecitationNet } from "../../notebooks/07_anchor_functions/recitation.ts";
import type { SynonymRun } from "../../notebooks/07_anchor_functions/synonym.ts";
import type { TenAnchorRun } from "../../notebooks/07_anchor_functions/ten_anchors.ts";

const SEEDS = [0, 1, 2, 3, 4];

function composed(masked: number, errors: CompositionNet["errors"], layers = 2): CompositionNet {
  return {
    layers,
    heads: layers === 2 ? 1 : 4,
    steps: [0, 10],
    seen: [0, 1],
    masked: [0, masked],
    mappings: { seen: 1, masked: 3 },
    histogram: [[-10, 1], [-7, 1990], [-4, 9]],
    errors,
    worstSeen: 1,
  };
}

function recited(plain: readonly number[], other: readonly number[], turned: boolean): RecitationNet {
  const [forward, reverse] = turned ? [other, plain] : [plain, other];
  return {
    sentences: 4000,
    mirrored: turned,
    steps: [0, 100, 200, 300, 400],
    forward: [...forward],
    reverse: [...reverse],
  };
}

function longer(positions: LongerNet["positions"], at16: number, beyond: number): LongerNet {
  return {
    positions,
    lengths: [9, 16],
    accuracy: [1, at16],
    within: [1, 0.9],
    beyond: [null, beyond],
    shift: [0.9, 0.5],
    broadcast: [0.9, 0.5],
  };
}

/** Made-up runs in which every claim comes out. */
function runs(): PairExperiments {
  const of = <Result>(result: Result) => ({
    seeds: SEEDS,
    source: "stored, exact" as const,
    results: SEEDS.map(() => structuredClone(result)),
  });
  const composition: CompositionRun = [
    composed(0.9, { count: 10, neighbours: 9, others: 0 }),
    composed(0.99, { count: 0, neighbours: 0, others: 0 }, 4),
  ];
  const net = (pattern: "A" | "B" | "C", masked: number) => ({
    pattern,
    sentences: 6000,
    steps: [0, 10],
    seen: [0, 1],
    masked: [0, masked],
    histogram: [[-10, 5]] as [number, number][],
  });
  const synonym: SynonymRun = [net("A", 0.97), net("B", 0.05), net("C", 0.1)];
  const intervals: IntervalRun = (["disjoint", "overlapping"] as const).map((layout) => ({
    layout,
    steps: [0, 10],
    own: [0, 1],
    cross: [0, 0.01],
    ownByAnchor: [1, 1],
    crossByAnchor: [0, 0.02],
    byInterval: 0.9,
  }));
  const tenAnchors: TenAnchorRun = [{
    layers: 4,
    heads: 4,
    sentences: 20_000,
    steps: [0, 10],
    seen: [0, 1],
    unseen: [0, 0.9],
    seenByAnchor: Array(10).fill(1),
    unseenByAnchor: Array(10).fill(0.9),
  }];
  const first = [0, 0.2, 0.9, 0.96, 1], second = [0, 0.05, 0.2, 0.3, 1];
  return {
    profile: "full",
    composition: of(composition),
    synonym: of(synonym),
    recitation: of([recited(first, second, false), recited(first, second, true)]),
    intervals: of(intervals),
    tenAnchors: of(tenAnchors),
    longer: of([longer("learnt", 0.4, 0.1), longer("waves", 0.9, 0.8), longer("none", 0.8, 0.7)]),
  };
}

const verdicts = (experiments: PairExperiments) =>
  Object.fromEntries(
    [...pairClaims(experiments), ...longerSentenceClaims(experiments)].map((
      { id, verdict },
    ) => [id, verdict]),
  );

Deno.test("every row follows its number: runs that show all claims, and runs that miss each of them", () => {
  const good = verdicts(runs());
  assertEquals(Object.keys(good), ["C6", "C6b", "C7", "C7b", "C8", "C9", "C9b", "X4", "X4b", "X4c"]);
  for (const [id, verdict] of Object.entries(good)) assertEquals(verdict, "reproduced", id);

  const spoilt: Record<string, (runs: PairExperiments) => void> = {
    C6: ({ composition }) => composition.results.slice(2).forEach(([, deep]) => (deep.masked[1] = 0.9)),
    C6b: ({ composition }) => composition.results[3][0].errors.neighbours = 7,
    C7: ({ synonym }) => synonym.results[0][1].masked[1] = 0.6,
    C7b: ({ synonym }) => synonym.results[1][0].masked[1] = 0.85,
    C8: ({ recitation }) =>
      recitation.results.slice(3).forEach(([plain]) => (plain.reverse[1] = plain.reverse[2] = 0.9)),
    C9: ({ intervals }) => intervals.results[2][0].cross[1] = 0.2,
    C9b: ({ tenAnchors }) => tenAnchors.results[2][0].unseen[1] = 0.5,
    X4: ({ longer }) => longer.results[4][0].beyond[1] = 0.4,
    X4b: ({ longer }) => longer.results[4][1].beyond[1] = 0.4,
    X4c: ({ longer }) => longer.results[4][2].accuracy[1] = 0.6,
  };
  for (const [id, spoil] of Object.entries(spoilt)) {
    const bad = runs();
    spoil(bad);
    assertNotEquals(verdicts(bad)[id], "reproduced", id);
  }
});

Deno.test("a claim whose control shows the effect too is reproduced partly", () => {
  const bad = runs();
  bad.intervals.results[4][0].own[1] = 0.87;
  assertEquals(verdicts(bad).C9, "partly");
});

Deno.test("seeds without an error on the masked pair are left out of C6b, and without any it is not decided", () => {
  const some = runs();
  some.composition.results[0][0].errors = { count: 0, neighbours: 0, others: 0 };
  assertEquals(pairClaims(some).find(({ id }) => id === "C6b")!.seeds, [1, 2, 3, 4]);
  assertEquals(errorShare(some.composition.results[0], "neighbours"), null);
  some.composition.results.forEach(([net]) => (net.errors = { count: 0, neighbours: 0, others: 0 }));
  assertEquals(verdicts(some).C6b, "not decided at this profile");
});

Deno.test("at the quick profile no row is decided", () => {
  const quick = { ...runs(), profile: "quick" as const };
  for (const verdict of Object.values(verdicts(quick))) assertEquals(verdict, "not decided at this profile");
});

Deno.test("half way to 0.95 is read from the direction in the order of the text", () => {
  const plain = recited([0, 0.2, 0.9, 0.96, 1], [0, 0.05, 0.2, 0.3, 1], false);
  assertEquals(learnedStep(plain), 300);
  assertAlmostEquals(halfwayGap(plain), 0.15);
  const turned = recited([0, 0.2, 0.9, 0.96, 1], [0, 0.05, 0.2, 0.3, 1], true);
  assertEquals(learnedStep(turned), 300);
  assertAlmostEquals(halfwayGap(turned), -0.15);
  const never = recited([0, 0.1, 0.2, 0.3, 0.4], [0, 0, 0.1, 0.1, 0.1], false);
  assertEquals(learnedStep(never), null);
  assertAlmostEquals(halfwayGap(never), 0.1);
});

Deno.test("a mirrored sentence keeps its question and its answer; what stood behind now stands before", () => {
  const batch = sampleStream(recitationTask(), "train", generator(5)).rows(0, 50), turned = mirrored(batch);
  assertEquals(turned.labels, batch.labels);
  for (let row = 0; row < batch.rows; row++) {
    const [before, after] = [batch, turned].map(({ tokens }) => [...tokens.slice(row * 9, row * 9 + 9)]);
    assertEquals(after, [...before.slice(0, 8).reverse(), before[8]]);
    assertEquals(after[turned.keyPositions[row]], batch.labels[row]);
  }
  assertEquals(mirrored(turned).tokens, batch.tokens);
});

Deno.test("readings are even and hold the last step", () => {
  assertEquals(readingSteps(10, 4), [0, 4, 8, 10]);
  assertEquals(readingSteps(8, 4), [0, 4, 8]);
  assertThrows(() => readingSteps(8, 0), RangeError, "one reading every 0 steps");
});

Deno.test("fixed waves: the first pair turns by one radian a position, and the last hardly", () => {
  const table = waveTable(4, 8, 10_000);
  assertEquals([...table.slice(0, 8)], [0, 1, 0, 1, 0, 1, 0, 1]);
  assertAlmostEquals(table[3 * 8], Math.sin(3));
  assertAlmostEquals(table[3 * 8 + 1], Math.cos(3));
  assertAlmostEquals(table[3 * 8 + 6], Math.sin(3 / 1000));
  assertThrows(() => waveTable(4, 7, 10_000), RangeError, "width 7");
});

Deno.test("accuracy by the key's place, and null where no key stands there", () => {
  const batch = {
    rows: 4,
    length: 2,
    tokens: new Int32Array(8),
    labels: Int32Array.of(1, 2, 3, 4),
    keys: new Int32Array(4),
    keyPositions: Int32Array.of(1, 9, 8, 12),
    mappings: new Int32Array(4),
  };
  assertEquals(accuracyByPlace(batch, [1, 0, 0, 4], 9, "before"), 0.5);
  assertEquals(accuracyByPlace(batch, [1, 0, 0, 4], 9, "from"), 0.5);
  assertEquals(accuracyByPlace(batch, [1, 0, 0, 4], 13, "from"), null);
});

Deno.test("offset shares add up to one, rare ones together", () => {
  const shares = figures.offsetShares([[[-7, 90], [3, 1]], [[-7, 8], [5, 1]]], 0.05);
  assertEquals(shares, [{ offset: "−7", share: 0.98 }, { offset: "other", share: 0.02 }]);
});

Deno.test("nets that were not run are refused by name", () => {
  const { recitation, composition } = runs();
  assertThrows(
    () => figures.recitationNets(recitation.results, 500, false),
    RangeError,
    "recitationNets: no net of 500 sentences, allowed 4000, 4000 mirrored",
  );
  assertThrows(() => figures.column(composition.results, 2), RangeError, "column: no net 2, allowed 0 … 1");
});

Deno.test("every figure can be made from runs", () => {
  const { composition, synonym, recitation, intervals, tenAnchors, longer } = runs();
  const lengths: AnchorLengthRun[] = SEEDS.map(() =>
    [0, 1].map((share) => ({ sentences: 300, share, accuracy: { "3": 0.1, "23": 0.2, "123": 0.3 } }))
  );
  const made: Figure[] = [
    figures.compositionBars(composition.results),
    figures.maskedHistogram(composition.results),
    figures.synonymBars(synonym.results),
    figures.recitationCurves(recitation.results),
    figures.intervalBars(intervals.results),
    figures.holeBars(tenAnchors.results),
    figures.lengthCurves(lengths),
    figures.longerCurves(longer.results),
  ];
  assertEquals(new Set(made.map(({ alt }) => alt)).size, made.length);
});

Deno.test("the steps of an experiment are those of all its trainings", () => {
  const { shares, sentences, steps } = anchorLength.settings;
  assertEquals(anchorLength.steps(anchorLength.settings), shares.length * sentences.length * steps);
});
