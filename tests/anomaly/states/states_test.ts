import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  conformalPValues,
  cooksDistance,
  detectStates,
  fcnn,
  fitStates,
  iforest,
  kde,
  knn,
  lof,
  matrixProfile,
  slidingWindows,
  sos,
  statesFigure,
} from "../../../lib/anomaly/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";

const series = (length: number, seed: number, wave = 6) =>
  normalArray(generator(seed, "states test"), length, 0, 0.2).map((noise, t) => noise + Math.sin(t / wave));

const standard = series(4000, 0);
const changed = Float64Array.of(...series(300, 1), ...series(100, 2, 3), ...series(200, 3));

Deno.test("a stream gives the scores of all windows at once, bit for bit, and the p-values of single windows", async () => {
  const states = await fitStates(standard, {
    detectors: [knn(), lof(), kde(), sos(), iforest(), matrixProfile(), fcnn({ epochs: 1 })],
    window: 24,
  });
  const report = await states.detect(changed), stream = states.stream();
  for (let t = 0; t < 80; t++) {
    const state = await stream.push(changed[t]);
    assertEquals(state === null, t < 23);
    if (!state) continue;
    for (const { detector, windowScores } of report.reports) {
      assertEquals(state.scores[detector], windowScores[t - 23], `${detector} at ${t}`);
      assert(state.pValues[detector] > 0 && state.pValues[detector] <= 1);
    }
  }
  states.dispose();
  await assertRejects(() => stream.push(1), RangeError, "before fit()");
});

Deno.test("the segments of another wave are found, the others not", async () => {
  const { reports, failures, window, leastPValue } = await detectStates(standard, changed, {
    detectors: [knn(), lof()],
    window: 25,
  });
  assertEquals([failures.length, window, leastPValue], [0, 25, 1 / 41]);
  for (const { segments, pointScores } of reports) {
    assertEquals(pointScores.length, 600);
    assertEquals([segments[0].from, segments.at(-1)!.to, segments.length], [0, 600, 12]);
    assert(segments.filter(({ from }) => from >= 300 && from < 400).every(({ anomalous }) => anomalous));
    assert(segments.filter(({ from, anomalous }) => anomalous && (from < 250 || from >= 400)).length <= 1);
  }
});

Deno.test("p-values of standard series stay below a level as often as the level says", async () => {
  const below: number[] = [];
  for (let seed = 10; seed < 22; seed++) {
    const { reports: [{ segments }] } = await detectStates(series(1600, seed), series(1200, seed + 100), {
      detectors: [knn()],
      window: 25,
    });
    below.push(...segments.map(({ pValue }) => pValue));
  }
  for (const level of [1 / 17, 0.1, 0.2, 0.5]) {
    const share = below.filter((pValue) => pValue <= level + 1e-12).length / below.length;
    assert(Math.abs(share - level) < 0.08, `${share} of ${below.length} at ${level}`);
  }
});

Deno.test("a detector that fails is named with its reason, and the others go on", async () => {
  const short = series(120, 0);
  const { reports, failures } = await detectStates(short, series(80, 1), {
    detectors: [cooksDistance(), knn(), lof({ neighbours: 500 })],
    window: 30,
    segment: 30,
  });
  assertEquals(reports.map(({ detector }) => detector), ["KNN"]);
  assertEquals(failures.map(({ detector }) => detector), ["CD", "LOF"]);
  assert(failures[0].reason.includes("31 standard windows are too few for 30 points"), failures[0].reason);
});

Deno.test("conformal p-values count what is at least as large, and the score itself", () => {
  assertEquals([...conformalPValues([1, 2, 2, 3], [0, 2, 2.5, 4])], [1, 4 / 5, 2 / 5, 1 / 5]);
  assertThrows(() => conformalPValues([], [1]), RangeError, "calibration is empty");
  assertThrows(() => conformalPValues([1], [NaN]), RangeError, "scores[0] is NaN");
});

Deno.test("settings and series that make no test are refused by name", async () => {
  const refused = async (run: () => Promise<unknown>, message: string) =>
    void await assertRejects(run, RangeError, message);
  await refused(
    () => detectStates(new Float64Array(900).fill(2), changed, { window: 20 }),
    "the standard series is constant",
  );
  await refused(() => detectStates(standard.map((x, t) => t === 5 ? NaN : x), changed), "standard[5] is NaN");
  await refused(() => detectStates(standard, changed.map((x, t) => t === 5 ? NaN : x)), "test[5] is NaN");
  await refused(() => detectStates(standard, changed, { window: 1500 }), "got 2000 and 2000");
  await refused(
    () => detectStates(standard, changed, { window: 1 }),
    "window must be an integer of 2 or more",
  );
  await refused(
    () => detectStates(standard, changed, { window: 30, segment: 20 }),
    "segment must be an integer of 30",
  );
  await refused(
    () => detectStates(standard, changed.slice(0, 30), { window: 20 }),
    "a segment of 40 points or more, got 30",
  );
  await refused(() => detectStates(standard, changed, { heldOut: 1 }), "heldOut must lie in (0, 1), got 1");
  await refused(() => detectStates(standard, changed, { rate: 0 }), "rate must lie in (0, 1), got 0");
  await refused(() => detectStates(standard, changed, { detectors: [] }), "needs one detector or more");
  await refused(() => detectStates(standard, changed, { detectors: [knn(), knn()] }), "got KNN twice");
});

Deno.test("the figure shows the series, a row for each detector, and the segments found", async () => {
  const report = await detectStates(standard, changed, { detectors: [knn(), lof()], window: 25 });
  const { title, data, layout } = statesFigure(changed, report);
  assert(title.includes("0.1"));
  assertEquals(data.map(({ yaxis }) => yaxis), ["y", "y2", "y3"]);
  const marked = report.reports.flatMap(({ segments }) => segments.filter(({ anomalous }) => anomalous));
  assertEquals((layout.shapes as unknown[]).length, marked.length);
  assertThrows(
    () => statesFigure(standard, report),
    RangeError,
    "KNN has 600 entries but the series has 4000",
  );
});

Deno.test("segments score the mean of the windows inside them", async () => {
  const { reports: [{ segments, windowScores }] } = await detectStates(standard, changed, {
    window: 25,
    segment: 60,
  });
  const inside = windowScores.subarray(60, 120 - 24);
  assertAlmostEquals(segments[1].score, inside.reduce((sum, score) => sum + score, 0) / inside.length, 1e-12);
  assertEquals(windowScores.length, slidingWindows(changed, { window: 25 }).count);
});
