import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  buildStateSeries,
  chanceMeasures,
  cutStandard,
  cutTest,
  generatedSetNamed,
  knn,
  rankByShape,
  scoresOf,
  SharedGeometry,
  STATE_METRICS,
  stateMeasures,
} from "../../../lib/anomaly/mod.ts";
import { rocAuc } from "../../../lib/anomaly/metrics/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import { mean } from "../../../lib/stats/mod.ts";

const OPTIONS = { shortestWindow: 8, longestWindow: 40, trainWindows: 80, testWindows: 100, heldOut: 0.3 };
const ranking = rankByShape(generatedSetNamed("ECG-like").draw(20, generator(1)), "normal", 1);
const series = buildStateSeries(ranking, { seed: 1 });
const cut = cutStandard(series, OPTIONS, generator(1)), test = cutTest(series, cut, generator(2));

Deno.test("learnt and held-out windows share no point, and the test series has no say in window or scale", () => {
  const at = Math.round(0.7 * series.standard.length), { window, fit, heldOut, pseudo } = cut;
  const learnt = cut.scaled(series.standard.subarray(0, at)), rest = cut.scaled(series.standard.subarray(at));
  assert(fit.count <= 80 && test.windows.count <= 100);
  assertEquals(fit.values.slice(0, window), learnt.slice(0, window));
  assertEquals(heldOut.values.slice(0, window), rest.slice(0, window));
  assertEquals(pseudo.count, heldOut.count);
  assertAlmostEquals(mean(cut.scaled(series.standard)), 0, 1e-12);
  const other = cutStandard({ ...series, test: series.test.map((x) => 9 * x + 5) }, OPTIONS, generator(1));
  assertEquals([other.window, other.fit.values], [window, fit.values]);
  assertThrows(
    () => cutStandard(series, { ...OPTIONS, heldOut: 0.999 }, generator(1)),
    RangeError,
    "window must fit",
  );
});

Deno.test("labels, windows within a sample and clean windows are what their points say", () => {
  const { window, stride } = cut, { labels, inside, clean, windows } = test;
  for (let i = 0; i < windows.count; i++) {
    const points = series.labels.slice(i * stride, i * stride + window);
    assertEquals(labels[i], points[window >> 1]);
    assertEquals(clean[i], !points.includes(1));
    const first = Math.floor(i * stride / 96), last = Math.floor((i * stride + window - 1) / 96);
    assertEquals(inside[i], first === last);
  }
});

Deno.test("a score that knows the labels measures 1, its opposite 0, and one that knows nothing about a half", () => {
  const known = Float64Array.from(test.clean, (clean) => Number(!clean)),
    none = new Float64Array(cut.heldOut.count);
  const scores = (sign: number) => ({
    heldOut: none.map((_, i) => i % 2),
    pseudo: none,
    test: known.map((v) => sign * v),
  });
  const good = stateMeasures(cut, test, scores(1)), bad = stateMeasures(cut, test, scores(-1));
  assertEquals(Object.keys(good), [...STATE_METRICS]);
  assert(good.rocAuc > 0.95 && bad.rocAuc < 0.05 && good.segmentAuc === 1 && bad.segmentAuc === 0);
  assertEquals(good.alarmWords, 0);
  const chance = Array.from(
    { length: 20 },
    (_, i) => chanceMeasures(cut, cutTest(series, cut, generator(i))),
  );
  assertAlmostEquals(mean(chance.map(({ rocAuc }) => rocAuc)), 0.5, 0.12);
  assertAlmostEquals(mean(chance.map(({ shuffledAuc }) => shuffledAuc)), 0.5, 0.12);
});

Deno.test("a detector is fitted once for several test series, and freed", async () => {
  const detector = knn(),
    near = cutTest(buildStateSeries(ranking, { choice: "nearest", seed: 1 }), cut, generator(3));
  const { heldOut, pseudo, tests } = await scoresOf(detector, cut, [test, near], new SharedGeometry(cut.fit));
  assertEquals([heldOut.length, pseudo.length, tests.length], [cut.heldOut.count, cut.heldOut.count, 2]);
  assert(rocAuc(test.labels, tests[0]) > rocAuc(near.labels, tests[1]));
  const error = await detector.score(cut.heldOut).catch((one: unknown) => one);
  assert(error instanceof RangeError && error.message.includes("before fit"));
});
