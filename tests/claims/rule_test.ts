import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { ClaimRule, Comparison } from "../../lib/claims/claim.ts";
import { checkRule, decidingValue, meetsRule, parseAtLeast } from "../../lib/claims/rule.ts";

const RUNS = { seed: 20240527, numRuns: 300 };
const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 25 });
const comparison = fc.constantFrom<Comparison>(">=", "<=", ">", "<");

Deno.test("every seed is decided by the worst seed", () => {
  assertEquals(decidingValue([3, 1, 2], { op: ">=", threshold: 0, atLeast: "every seed" }), 1);
  assertEquals(decidingValue([3, 1, 2], { op: "<", threshold: 0, atLeast: "every seed" }), 3);
});

Deno.test("k of n seeds is decided by the k-th best seed", () => {
  assertEquals(decidingValue([5, 1, 4, 2, 3], { op: ">=", threshold: 0, atLeast: "4/5 seeds" }), 2);
  assertEquals(decidingValue([5, 1, 4, 2, 3], { op: "<=", threshold: 0, atLeast: "4/5 seeds" }), 4);
});

Deno.test("k of n seeds means the share when the number of seeds is another one", () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  assertEquals(decidingValue(ten, { op: ">", threshold: 0, atLeast: "4/5 seeds" }), 3);
  assertEquals(decidingValue([1, 2, 3], { op: ">", threshold: 0, atLeast: "4/5 seeds" }), 1);
});

Deno.test("mean and median are those of the seeds", () => {
  assertAlmostEquals(decidingValue([1, 2, 6], { op: ">", threshold: 0, atLeast: "mean" }), 3);
  assertEquals(decidingValue([1, 2, 6], { op: ">", threshold: 0, atLeast: "median" }), 2);
  assertEquals(decidingValue([4, 1, 2, 6], { op: ">", threshold: 0, atLeast: "median" }), 3);
});

Deno.test("the mean of huge numbers stays finite", () => {
  const huge = Number.MAX_VALUE;
  assertEquals(decidingValue([huge, huge], { op: ">", threshold: 0, atLeast: "mean" }), huge);
});

Deno.test("a rule over a share of the seeds holds exactly if that many seeds meet the threshold", () => {
  fc.assert(
    fc.property(values, comparison, fc.integer({ min: 1, max: 20 }), fc.nat(19), (perSeed, op, of, spare) => {
      const least = Math.max(1, of - spare);
      const threshold = perSeed[0];
      const rule: ClaimRule = { op, threshold, atLeast: `${least}/${of} seeds` };
      const meeting = perSeed.filter((value) => meetsRule(value, rule)).length;
      assertEquals(meetsRule(decidingValue(perSeed, rule), rule), meeting * of >= least * perSeed.length);
    }),
    RUNS,
  );
});

Deno.test("every seed holds exactly if each seed meets the threshold", () => {
  fc.assert(
    fc.property(
      values,
      comparison,
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      (perSeed, op, threshold) => {
        const rule: ClaimRule = { op, threshold, atLeast: "every seed" };
        assertEquals(
          meetsRule(decidingValue(perSeed, rule), rule),
          perSeed.every((value) => meetsRule(value, rule)),
        );
      },
    ),
    RUNS,
  );
});

Deno.test("strict comparisons fail at the threshold, the others hold", () => {
  const at = (op: Comparison) => meetsRule(2, { op, threshold: 2, atLeast: "mean" });
  assertEquals([at(">="), at("<="), at(">"), at("<")], [true, true, false, false]);
});

Deno.test("atLeast accepts four forms and refuses others with the allowed ones", () => {
  assertEquals(parseAtLeast("19/20 seeds"), { kind: "seeds", least: 19, of: 20 });
  for (
    const wrong of ["5/4 seeds", "0/5 seeds", "4/5", "all", "", "every  seed", "4 / 5 seeds", "4/5 seeds "]
  ) {
    assertThrows(() => parseAtLeast(wrong), RangeError, '"every seed", "k/n seeds"');
  }
});

Deno.test("a rule with an unknown comparison or a threshold that is not finite is refused", () => {
  const wrongOp = { op: "==" as Comparison, threshold: 1, atLeast: "mean" };
  assertThrows(() => checkRule(wrongOp, "claim C1"), RangeError, 'claim C1: op is "=="');
  const wrongThreshold: ClaimRule = { op: ">", threshold: NaN, atLeast: "mean" };
  assertThrows(() => checkRule(wrongThreshold, "claim C1"), RangeError, "threshold is NaN");
});

Deno.test("no seed, no deciding value", () => {
  assertThrows(
    () => decidingValue([], { op: ">", threshold: 0, atLeast: "mean" }),
    RangeError,
    "perSeed is empty",
  );
});

Deno.test("no effect must lie where the rule does not hold, or on its threshold", () => {
  const rule = (op: Comparison, noEffect: number): ClaimRule => ({
    op,
    threshold: 1,
    atLeast: "mean",
    noEffect,
  });
  for (const [op, noEffect] of [["<", 1], ["<", 2], [">=", 1], [">=", 0]] as const) {
    checkRule(rule(op, noEffect), "claim C1");
  }
  for (const [op, noEffect] of [["<", 0.5], [">=", 2], [">", NaN]] as const) {
    assertThrows(() => checkRule(rule(op, noEffect), "claim C1"), RangeError, `no effect is at ${noEffect}`);
  }
});
