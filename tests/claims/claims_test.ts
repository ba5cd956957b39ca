import { assertEquals, assertThrows } from "@std/assert";
import {
  type Claim,
  type ClaimOf,
  claims,
  every,
  most,
  onMean,
  onMedian,
  undeclaredChanges,
} from "../../lib/claims/mod.ts";

interface Run {
  readonly peak: number;
  readonly calm: number;
}

const RUNS = {
  seeds: [4, 2, 9],
  results: [{ peak: 3, calm: 1 }, { peak: 5, calm: 1.5 }, { peak: 4, calm: 0.5 }] as Run[],
  source: "live" as const,
};

const ROW: ClaimOf<Run> = {
  id: "C1",
  claim: "the peak is high",
  quantity: "peak",
  measure: ({ peak }) => peak,
  rule: every(">=", 3),
  control: { what: "calm runs", measure: ({ calm }) => calm, rule: every("<", 3) },
};

const one = (row: ClaimOf<Run>, profile: "quick" | "full" = "full"): Claim =>
  claims(RUNS, [row], { profile })[0];

Deno.test("a row has a value and a control for each run, under the seeds of the runs", () => {
  const { seeds, perSeed, value, control, verdict, statistic } = one(ROW);
  assertEquals({ seeds, perSeed, value, verdict, statistic }, {
    seeds: [4, 2, 9],
    perSeed: [3, 5, 4],
    value: 3,
    verdict: "reproduced",
    statistic: "worst of 3 seeds",
  });
  assertEquals([control?.value, control?.low, control?.high], [1.5, 0.5, 1.5]);
});

Deno.test("measures are told the seed; a control may have been measured on other runs", () => {
  assertEquals(one({ ...ROW, rule: onMean(">", 0), measure: (_, seed) => seed }).perSeed, [4, 2, 9]);
  const control = { what: "others", perSeed: [7, 8], rule: onMedian("<", 9) };
  assertEquals(one({ ...ROW, control }).control?.value, 7.5);
});

Deno.test("rules name the number that decides", () => {
  const statistic = (rule: ClaimOf<Run>["rule"]) => one({ ...ROW, rule, note: "no control" }).statistic;
  assertEquals(
    [every(">", 1), most(2, 3, ">", 1), most(1, 3, ">", 1), onMean(">", 1), onMedian(">", 1), null].map(
      statistic,
    ),
    [
      "worst of 3 seeds",
      "2nd best of 3 seeds",
      "1st best of 3 seeds",
      "mean of 3 seeds",
      "median of 3 seeds",
      "median of 3 seeds",
    ],
  );
});

Deno.test("a row without a rule is measured and needs no control", () => {
  const { control: _, ...words } = ROW, row = one({ ...words, rule: null });
  assertEquals([row.verdict, row.value, row.low, row.high], ["measured", 4, 3, 5]);
});

Deno.test("a row that has no control says why, after its note", () => {
  assertEquals(
    one({ ...ROW, control: { none: "the row counts" }, note: "exact" }).note,
    "exact; the row counts",
  );
  assertThrows(() => one({ ...ROW, control: undefined as never }), TypeError, "it has no control");
});

Deno.test("nothing is measured where the quick profile does not decide, or nothing was run", () => {
  const measure = () => {
    throw new Error("measured");
  };
  const row = { ...ROW, measure, atQuick: false };
  assertEquals(one(row, "quick").verdict, "not decided at this profile");
  assertThrows(() => one(row, "full"), Error, "measured");
  const nothing = { seeds: [], results: [], source: "stored, not computed" as const };
  assertEquals(claims(nothing, [row], { profile: "full" })[0].verdict, "not decided at this profile");
});

Deno.test("why a claim is not reproduced is kept only where it is not", () => {
  const because = { cause: "set-up", close: "width 400, 30 core-hours" } as const;
  assertEquals(one({ ...ROW, because }).because, null);
  assertEquals(one({ ...ROW, because, rule: every(">", 4), control: { none: "none" } }).because, because);
});

Deno.test("a rule that differs from the committed one needs an entry in changed", () => {
  const change = { what: "threshold", from: "3", to: "2", why: "the first reading stood at the peak" };
  const before = [one(ROW)], lower = { ...ROW, rule: every(">=", 2) };
  assertEquals(undeclaredChanges(before, [one(ROW)]), []);
  assertEquals(undeclaredChanges(before, [one({ ...lower, changed: [change] })]), []);
  assertEquals(undeclaredChanges([], [one(lower)]), []);
  assertEquals(undeclaredChanges(before, [one(lower)]).length, 1);
  const otherControl = { ...ROW, control: { what: "calm runs", measure: () => 0, rule: every("<", 1) } };
  assertEquals(undeclaredChanges(before, [one(otherControl)])[0].slice(0, 3), "C1:");
  // A row that waited for its runs has no control to compare with, but its rule was fixed.
  const waiting = [
    claims({ ...RUNS, seeds: [], results: [] }, [{ ...ROW, atQuick: false }], { profile: "quick" })[0],
  ];
  assertEquals(waiting[0].perSeed, []);
  assertEquals(undeclaredChanges(waiting, [one(ROW)]), []);
  assertEquals(undeclaredChanges(waiting, [one(lower)]).length, 1);
});
