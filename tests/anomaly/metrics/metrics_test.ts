import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  averagePrecision,
  labelRanges,
  oracleF1,
  pointAdjusted,
  precisionRecall,
  precisionRecallCurve,
  rangeAuc,
  rangePrecisionRecall,
  rocAuc,
  rocCurve,
  volumeUnderSurface,
} from "../../../lib/anomaly/metrics/mod.ts";
import { generator, uniformArray } from "../../../lib/random/mod.ts";
import golden from "../../golden/06/metrics.json" with { type: "json" };

const { labels, scores, tiedScores, predicted } = golden;
const close = (found: number, wanted: number) => assertAlmostEquals(found, wanted, 1e-10);

Deno.test("areas and range metrics are those of scikit-learn and aeon, with ties, too", () => {
  close(rocAuc(labels, scores), golden.rocAuc);
  close(rocAuc(labels, tiedScores), golden.rocAucTied);
  close(averagePrecision(labels, scores), golden.averagePrecision);
  close(averagePrecision(labels, tiedScores), golden.averagePrecisionTied);
  const { precision, recall } = rangePrecisionRecall(labels, predicted);
  close(precision, golden.rangePrecision);
  close(recall, golden.rangeRecall);
  close(rangePrecisionRecall(labels, predicted, { existence: 0 }).recall, golden.rangeRecallWithoutExistence);
});

Deno.test("range-AUC and the volumes under the surface are aeon's", () => {
  for (const [buffer, { roc, pr }] of Object.entries(golden.rangeAuc)) {
    const { rocAuc, prAuc } = rangeAuc(labels, scores, Number(buffer));
    close(rocAuc, roc);
    close(prAuc, pr);
  }
  const { vusRoc, vusPr } = volumeUnderSurface(labels, scores, { maxBuffer: 16 });
  close(vusRoc, golden.vusRoc16);
  close(vusPr, golden.vusPr16);
});

/** Labels of both classes and scores with many ties. */
const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 6 })), {
  minLength: 4,
  maxLength: 60,
}).map((rows) => ({
  labels: [0, 1, ...rows.map(([label]) => label)],
  scores: [3, 2, ...rows.map(([, s]) => s)],
}));

Deno.test("the ROC area is the share of pairs in order, ties half, by brute force", () => {
  fc.assert(fc.property(cases, ({ labels, scores }) => {
    let sum = 0, pairs = 0;
    labels.forEach((one, i) =>
      labels.forEach((zero, j) => {
        if (one !== 1 || zero !== 0) return;
        pairs++;
        sum += scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0;
      })
    );
    assertAlmostEquals(rocAuc(labels, scores), sum / pairs, 1e-12);
    const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(labels, scores);
    let area = 0;
    for (let i = 1; i < x.length; i++) area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
    assertAlmostEquals(area, sum / pairs, 1e-12);
  }));
});

Deno.test("one sort and prefix sums give what counting every threshold anew gives", () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: 9 }), ({ labels, scores }, buffer) => {
      const { rocAuc, prAuc } = rangeAuc(labels, scores, buffer),
        slow = rangeAucBySumming(labels, scores, buffer);
      assertAlmostEquals(rocAuc, slow.roc, 1e-12);
      assertAlmostEquals(prAuc, slow.pr, 1e-12);
    }),
    { numRuns: 60 },
  );
});

/** The definition, with sums over all points at each threshold. */
function rangeAucBySumming(labels: number[], scores: number[], buffer: number) {
  const soft = labels.map((label, i) => {
    let value = label;
    if (buffer >= 2) {
      for (const [start, end] of labelRanges(labels)) {
        const after = i - (end - 1), before = start - i, half = Math.floor(buffer / 2);
        if (after >= 0 && after < half) value += Math.sqrt(1 - after / buffer);
        if (before >= 1 && before <= half) value += Math.sqrt(1 - before / buffer);
      }
    }
    return Math.min(1, value);
  });
  const n = labels.length, falling = [...scores].sort((a, b) => b - a), merged = labelRanges(soft);
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  const p = (total(labels) + total(soft)) / 2, points = [{ x: 0, y: 0, precision: 1 }];
  for (let t = 0; t < 250; t++) {
    const threshold = falling[t === 249 ? n - 1 : Math.floor(t * ((n - 1) / 249))],
      called = scores.map((s) => Number(s >= threshold));
    const tp = total(soft.map((value, i) => value * called[i]));
    const existing = merged.filter(([start, end]) => called.slice(start, end).includes(1)).length /
      merged.length;
    points.push({
      x: Math.min(1, (total(called) - tp) / (n - p)),
      y: Math.min(1, tp / p) * existing,
      precision: tp / total(called),
    });
  }
  const pr = total(
    points.slice(1).map(({ y, precision }, i) => (y - points[i].y) * (precision + points[i].precision) / 2),
  );
  points.push({ x: 1, y: 1, precision: 0 });
  return { pr, roc: total(points.slice(1).map(({ x, y }, i) => (x - points[i].x) * (y + points[i].y) / 2)) };
}

Deno.test("precision, recall and F1 of points are the counts, and the oracle's F1 is the best of all thresholds", () => {
  assertEquals(precisionRecall([1, 1, 0, 0], [1, 0, 1, 0]), { precision: 0.5, recall: 0.5, f1: 0.5 });
  assertEquals(precisionRecall([1, 0], [0, 0]), { precision: 0, recall: 0, f1: 0 });
  fc.assert(fc.property(cases, ({ labels, scores }) => {
    const { f1, threshold } = oracleF1(labels, scores), at = (t: number) => scores.map((s) => Number(s >= t));
    assertAlmostEquals(f1, precisionRecall(labels, at(threshold)).f1, 1e-12);
    for (const t of scores) assert(precisionRecall(labels, at(t)).f1 <= f1 + 1e-12);
    const { recall } = precisionRecallCurve(labels, scores);
    assertEquals(recall[recall.length - 1], 1);
  }));
});

Deno.test("point adjustment carries a random score past an F1 of 0.9 on one long range", () => {
  const labels = Array.from({ length: 2000 }, (_, i) => Number(i >= 1000 && i < 1400));
  const random = uniformArray(generator(1), 2000, 0, 1), called = Array.from(random, (s) => Number(s > 0.98));
  assert(precisionRecall(labels, called).f1 < 0.1);
  assert(precisionRecall(labels, pointAdjusted(labels, called)).f1 > 0.9);
});

Deno.test("a constant score is at chance, a perfect one at 1", () => {
  const labels = [0, 0, 1, 1, 0, 0, 0, 1];
  assertEquals(rocAuc(labels, labels.map(() => 2)), 0.5);
  assertEquals(averagePrecision(labels, labels.map(() => 2)), 3 / 8);
  assertEquals(rocAuc(labels, labels), 1);
  assertEquals(rangePrecisionRecall(labels, labels).f1, 1);
});

Deno.test("labels of one class, other labels, scores that are not finite and other lengths are refused", () => {
  assertThrows(() => rocAuc([0, 0], [1, 2]), RangeError, "got 0 of 2");
  assertThrows(() => rocAuc([1, 1], [1, 2]), RangeError, "both classes");
  assertThrows(() => rocAuc([0, 2], [1, 2]), RangeError, "labels[1] = 2");
  assertThrows(() => averagePrecision([0, 1], [1, NaN]), RangeError, "scores[1] is NaN");
  assertThrows(() => rocCurve([0, 1], [1]), RangeError, "scores has 1");
  assertThrows(() => precisionRecall([0, 1], [0.5, 1]), RangeError, "predicted[0] = 0.5");
  assertThrows(() => rangePrecisionRecall([0, 1], [0, 1], { existence: 2 }), RangeError, "got 2");
  assertThrows(() => rangeAuc([0, 1], [0, 1], -1), RangeError, "got -1");
  assertThrows(() => volumeUnderSurface([0, 1], [0, 1], { maxBuffer: 2, step: 0 }), RangeError, "got 0");
  assertThrows(() => pointAdjusted([0, 0], [0, 1]), RangeError, "got 0 of 2");
});
