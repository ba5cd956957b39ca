import { assert, assertEquals, assertGreaterOrEqual, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { ClaimControl, ClaimRule, Comparison, Verdict } from "../../lib/claims/claim.ts";
import { VERDICTS } from "../../lib/claims/claim.ts";
import { seedInterval } from "../../lib/claims/interval.ts";
import { decidingValue, every, meetsRule } from "../../lib/claims/rule.ts";
import { verdict, type VerdictInput } from "../../lib/claims/verdict.ts";

const RUNS = { seed: 11, numRuns: 500 };

/** Control at 1 that must stay below 1.01 (for large effects) or above 0.99 (for small ones). */
function control(op: Comparison, value = 1): ClaimControl {
  const rule: ClaimRule = op.startsWith(">")
    ? { op: "<=", threshold: 1.01, atLeast: "every seed" }
    : { op: ">=", threshold: 0.99, atLeast: "every seed" };
  return { what: "control", value, low: value, high: value, rule };
}

function row(perSeed: number[], rule: ClaimRule, withControl: ClaimControl | null): VerdictInput {
  if (perSeed.length === 0) {
    return { id: "C1", perSeed, value: null, low: null, high: null, rule, control: null };
  }
  const [low, high] = seedInterval(perSeed, rule.atLeast);
  return { id: "C1", perSeed, value: decidingValue(perSeed, rule), low, high, rule, control: withControl };
}

/** Verdict for a rule of each comparison; effects are mirrored at 1 for small values. */
function verdicts(perSeed: number[], threshold: number, controlValue: number | null): Verdict[] {
  return ([">=", ">", "<=", "<"] as const).map((op) => {
    const mirror = (x: number) => op.startsWith(">") ? x : 2 - x;
    return verdict(row(
      perSeed.map(mirror),
      { op, threshold: mirror(threshold), atLeast: "every seed" },
      controlValue === null ? null : control(op, mirror(controlValue)),
    ));
  });
}

const four = (verdict: Verdict): Verdict[] => [verdict, verdict, verdict, verdict];

Deno.test("a met threshold with a clean control is reproduced", () => {
  assertEquals(verdicts([1.2, 1.3], 1.1, 1), four("reproduced"));
});

Deno.test("a met threshold without a control is reproduced", () => {
  assertEquals(verdicts([1.2, 1.3], 1.1, null), four("reproduced"));
});

Deno.test("a missed threshold with an interval that excludes the control is partly", () => {
  assertEquals(verdicts([1.06, 1.3], 1.1, 1), four("partly"));
});

Deno.test("a missed threshold with an interval that touches or holds the control is not reproduced", () => {
  assertEquals(verdicts([1, 1.3], 1.1, 1), four("not reproduced"));
  assertEquals(verdicts([0.9, 1.3], 1.1, 1), four("not reproduced"));
});

Deno.test("a value that is better than the control but shows no effect is not partly", () => {
  const judged = (value: number, noEffect?: number) =>
    verdict(row([value, value], every("<", 0.9, noEffect), control("<", 1.7)));
  assertEquals(
    [judged(1.05), judged(1.05, 1), judged(1, 1), judged(0.95, 1), judged(0.8, 1)],
    ["partly", "not reproduced", "not reproduced", "partly", "reproduced"],
  );
});

Deno.test("an effect of the wrong direction is not reproduced, however far from the control", () => {
  assertEquals(verdicts([0.2, 0.3], 1.1, 1), four("not reproduced"));
});

Deno.test("a missed threshold without a control is not reproduced", () => {
  assertEquals(verdicts([1.06, 1.3], 1.1, null), four("not reproduced"));
});

Deno.test("a met threshold with a control that shows the effect too is not separated", () => {
  assertEquals(verdicts([1.2, 1.3], 1.1, 1.15), four("not separated"));
  assertEquals(verdicts([1.2, 1.3], 1.1, 1.25), four("not separated"));
});

Deno.test("a hypothesis of ours holds or is refuted; the other verdicts are the same", () => {
  const ours = (perSeed: number[], controlValue: number) =>
    verdict({
      ...row(perSeed, { op: ">=", threshold: 1.1, atLeast: "every seed" }, control(">=", controlValue)),
      id: "X1",
    });
  assertEquals(ours([1.2, 1.3], 1), "held");
  assertEquals(ours([1, 1.3], 1), "refuted");
  assertEquals(ours([1.06, 1.3], 1), "partly");
  assertEquals(ours([1.2, 1.3], 1.15), "not separated");
});

Deno.test("a row without a rule is measured", () => {
  assertEquals(
    verdict({ id: "C1", perSeed: [1, 2, 4], value: 2, low: 1, high: 4, rule: null, control: null }),
    "measured",
  );
});

Deno.test("at the threshold only the comparisons that are not strict hold", () => {
  assertEquals(verdicts([1.5], 1.5, 1), ["reproduced", "partly", "reproduced", "partly"]);
});

Deno.test("no seed is not decided", () => {
  const rule: ClaimRule = { op: ">", threshold: 1, atLeast: "mean" };
  assertEquals(verdict(row([], rule, null)), "not decided at this profile");
});

Deno.test("seeds without a value are refused", () => {
  const rule: ClaimRule = { op: ">", threshold: 1, atLeast: "mean" };
  assertThrows(
    () => verdict({ ...row([2], rule, null), value: null }),
    TypeError,
    "claim C1: 1 seeds were measured",
  );
});

const number = fc.double({ min: -10, max: 10, noNaN: true });
const anyRow = fc.record({
  perSeed: fc.array(number, { minLength: 1, maxLength: 15 }),
  op: fc.constantFrom<Comparison>(">=", "<=", ">", "<"),
  threshold: number,
  atLeast: fc.constantFrom("every seed", "4/5 seeds", "mean", "median"),
  control: fc.option(fc.tuple(number, fc.double({ min: 0, max: 2, noNaN: true }), number)),
});

function controlOf(op: Comparison, parts: [number, number, number] | null): ClaimControl | null {
  if (parts === null) return null;
  const [value, width, threshold] = parts;
  const against: Comparison = op.startsWith(">") ? "<=" : ">=";
  return {
    what: "control",
    value,
    low: value - width,
    high: value + width,
    rule: { op: against, threshold, atLeast: "mean" },
  };
}

Deno.test("with a control that keeps its rule the verdict is monotone in the values", () => {
  fc.assert(
    fc.property(anyRow, fc.double({ min: 0, max: 5, noNaN: true }), (parts, gain) => {
      const rule: ClaimRule = { op: parts.op, threshold: parts.threshold, atLeast: parts.atLeast };
      const kept = controlOf(parts.op, parts.control);
      fc.pre(kept === null || meetsRule(kept.value, kept.rule));
      const better = parts.perSeed.map((value) => parts.op.startsWith(">") ? value + gain : value - gain);
      const held = controlOf(parts.op, parts.control);
      const before = VERDICTS.indexOf(verdict(row(parts.perSeed, rule, held)));
      const after = VERDICTS.indexOf(verdict(row(better, rule, held)));
      assertGreaterOrEqual(before, after);
    }),
    RUNS,
  );
});

Deno.test("the verdict is monotone in the control, too, as long as it keeps its rule or breaks it: one closer to the effect never helps", () => {
  fc.assert(
    fc.property(anyRow, fc.double({ min: 0, max: 5, noNaN: true }), (parts, gain) => {
      const rule: ClaimRule = { op: parts.op, threshold: parts.threshold, atLeast: parts.atLeast };
      const held = controlOf(parts.op, parts.control ?? [0, 1, 0]);
      assert(held !== null);
      const shift = parts.op.startsWith(">") ? gain : -gain;
      const closer = { ...held, value: held.value + shift, low: held.low + shift, high: held.high + shift };
      const before = VERDICTS.indexOf(verdict(row(parts.perSeed, rule, held)));
      const after = VERDICTS.indexOf(verdict(row(parts.perSeed, rule, closer)));
      assertGreaterOrEqual(after, before);
    }),
    RUNS,
  );
});

Deno.test("reproduced implies that value op threshold is true and the control keeps its rule", () => {
  fc.assert(
    fc.property(anyRow, (parts) => {
      const rule: ClaimRule = { op: parts.op, threshold: parts.threshold, atLeast: parts.atLeast };
      const held = controlOf(parts.op, parts.control);
      const input = row(parts.perSeed, rule, held);
      const holds = meetsRule(input.value as number, rule) &&
        (held === null || meetsRule(held.value, held.rule));
      assertEquals(verdict(input) === "reproduced", holds);
    }),
    RUNS,
  );
});
