import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  benjaminiHochberg,
  chiSquaredQuantile,
  chiSquaredSurvival,
  erf,
  friedmanTest,
  holmAdjust,
  nemenyiCriticalDifference,
  normalDistribution,
  rankGroups,
  signTest,
  wilcoxonHolm,
  wilcoxonSignedRank,
} from "../../lib/stats/mod.ts";
import golden from "../golden/rank_tests.json" with { type: "json" };

const close = (found: number, wanted: number, digits = 1e-11) =>
  assertAlmostEquals(found, wanted, digits * Math.abs(wanted) + 1e-300);

Deno.test("error function, normal and chi-squared distributions are SciPy's, also far out in the tails", () => {
  for (const [x, value] of golden.erf) close(erf(x), value);
  for (const [z, value] of golden.normal) close(normalDistribution(z), value);
  for (const [x, k, value] of golden.chiSquared) close(chiSquaredSurvival(x, k), value, 1e-10);
  for (const [p, k, value] of golden.chiSquaredQuantile) close(chiSquaredQuantile(p, k), value, 1e-10);
});

Deno.test("Friedman's test is SciPy's, with and without ties", () => {
  for (
    const [blocks, wanted] of [[golden.blocks, golden.friedman], [
      golden.tiedBlocks,
      golden.friedmanTied,
    ]] as const
  ) {
    const { statistic, pValue, meanRanks } = friedmanTest(blocks);
    close(statistic, wanted.statistic);
    close(pValue, wanted.pValue, 1e-9);
    assertAlmostEquals(meanRanks.reduce((sum, rank) => sum + rank, 0), 15, 1e-12);
  }
});

Deno.test("Wilcoxon's test is SciPy's: exact without ties, normal with them", () => {
  const { positive, negative, pValue } = wilcoxonSignedRank(golden.x, golden.y);
  assertEquals(Math.min(positive, negative), golden.wilcoxon.statistic);
  close(pValue, golden.wilcoxon.pValue);
  const tied = wilcoxonSignedRank(golden.coarse, new Float64Array(30));
  assertEquals(Math.min(tied.positive, tied.negative), golden.wilcoxonTied.statistic);
  close(tied.pValue, golden.wilcoxonTied.pValue);
});

Deno.test("Nemenyi's critical difference has SciPy's quantiles of the studentised range", () => {
  for (const [k, quantile] of golden.studentisedRange) {
    const N = 20, wanted = quantile / Math.SQRT2 * Math.sqrt(k * (k + 1) / (6 * N));
    close(nemenyiCriticalDifference(k, N), wanted, 1e-7);
  }
});

Deno.test("adjustments of p-values and the sign test are the published ones", () => {
  holmAdjust(golden.holm.p).forEach((p, i) => close(p, golden.holm.adjusted[i]));
  benjaminiHochberg(golden.benjaminiHochberg.p).forEach((p, i) =>
    close(p, golden.benjaminiHochberg.adjusted[i])
  );
  for (const [k, n, p] of golden.signTest) close(signTest(k, n), p);
});

Deno.test("adjusted p-values keep the order, are no smaller than before, and Benjamini–Hochberg's no larger than Holm's", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
      (p) => {
        const holm = holmAdjust(p), discovery = benjaminiHochberg(p);
        for (let i = 0; i < p.length; i++) {
          assert(holm[i] >= p[i] - 1e-15 && discovery[i] >= p[i] - 1e-15 && discovery[i] <= holm[i] + 1e-12);
          for (let j = 0; j < p.length; j++) {
            if (p[i] < p[j]) assert(holm[i] <= holm[j] && discovery[i] <= discovery[j]);
          }
        }
      },
    ),
  );
});

Deno.test("pairs that are equal everywhere are not separated, clear ones are, and one treatment can be the reference", () => {
  const blocks = Array.from({ length: 20 }, (_, i) => [i / 20, i / 20, i / 20 + 1 + i / 100]);
  const all = wilcoxonHolm(blocks);
  assertEquals(all[1], 1);
  assert(all[2] < 1e-4 && all[2] === all[6]);
  const one = wilcoxonHolm(blocks, 2);
  assert(one[2] < all[2]);
  assertEquals(one[1], 1);
});

Deno.test("groups are the longest stretches within the difference, none of them inside another", () => {
  const { order, groups } = rankGroups([4, 1, 1.5, 3, 2.2], 1.25);
  assertEquals(order, [1, 2, 4, 3, 0]);
  assertEquals(groups, [[0, 2], [2, 3], [3, 4]]);
  assertEquals(rankGroups([1, 2, 3], 0).groups, []);
  assertEquals(rankGroups([1, 2, 3], 9).groups, [[0, 2]]);
});

Deno.test("bad input is refused with the argument's name", () => {
  assertThrows(() => friedmanTest([[1, 2, 3]]), RangeError, "got 1");
  assertThrows(() => friedmanTest([[1, 2], [1, 2]]), RangeError, "got 2");
  assertThrows(() => friedmanTest([[1, 1, 1], [2, 2, 2]]), RangeError, "only ties");
  assertThrows(() => friedmanTest([[1, 2, 3], [1, NaN, 2]]), RangeError, "block 1[1] is NaN");
  assertThrows(() => wilcoxonSignedRank([1, 2], [1, 2]), RangeError, "2 equal ones");
  assertThrows(() => wilcoxonSignedRank([1], [1, 2]), RangeError, "1 entries");
  assertThrows(() => wilcoxonHolm([[1, 2]], 2), RangeError, "against");
  assertThrows(() => holmAdjust([0.5, 1.5]), RangeError, "pValues[1] = 1.5");
  assertThrows(() => benjaminiHochberg([]), RangeError, "is empty");
  assertThrows(() => nemenyiCriticalDifference(1, 5), RangeError, "got 1");
  assertThrows(() => nemenyiCriticalDifference(3, 5, 1), RangeError, "got 1");
  assertThrows(() => chiSquaredQuantile(1, 3), RangeError, "got 1");
  assertThrows(() => chiSquaredSurvival(-1, 3), RangeError, "got -1");
  assertThrows(() => erf(NaN), RangeError, "got NaN");
  assertThrows(() => rankGroups([], 1), RangeError, "is empty");
  assertThrows(() => rankGroups([1, 2], -1), RangeError, "got -1");
  assertThrows(() => signTest(5, 4), RangeError, "got 5");
});
