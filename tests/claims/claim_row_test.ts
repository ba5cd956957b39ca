import { assertEquals, assertThrows } from "@std/assert";
import type { ClaimMeasurement } from "../../lib/claims/claim_row.ts";
import { claimRow } from "../../lib/claims/claim_row.ts";
import { checkClaim } from "../../lib/claims/check_claim.ts";
import { MEASUREMENT } from "./measurement.ts";

function rowWith(changes: Partial<ClaimMeasurement>): ReturnType<typeof claimRow> {
  return claimRow({ ...MEASUREMENT, ...changes });
}

Deno.test("a row holds the deciding value, the interval, the control and the verdict", () => {
  assertEquals(claimRow(MEASUREMENT), {
    id: "C1",
    claim: "Sparse sampling makes test loss rise first",
    quantity: "largest early test loss over its first value",
    seeds: [0, 1, 2],
    perSeed: [1.13, 1.12, 1.1],
    value: 1.1,
    low: 1.1,
    high: 1.13,
    statistic: "worst of 3 seeds",
    rule: { op: ">=", threshold: 1.05, atLeast: "every seed" },
    control: {
      what: "uniform points",
      value: 1.001,
      low: 1,
      high: 1.001,
      rule: { op: "<=", threshold: 1.01, atLeast: "every seed" },
    },
    paperValue: "plot only",
    source: "live",
    state: null,
    verdict: "reproduced",
    because: null,
    changed: [],
    note: "",
  });
});

Deno.test("a row that is not decided keeps words and rule and leaves out every number", () => {
  const row = rowWith({ decided: false });
  assertEquals(row.verdict, "not decided at this profile");
  assertEquals([row.seeds, row.perSeed, row.value, row.low, row.high, row.control], [
    [],
    [],
    null,
    null,
    null,
    null,
  ]);
  assertEquals(row.rule, MEASUREMENT.rule);
});

Deno.test("a row survives a JSON round trip with values that have no short decimal form", () => {
  const row = rowWith({
    perSeed: [1.1 + 0.2 / 3, Math.PI, Math.SQRT2],
    rule: { ...MEASUREMENT.rule, atLeast: "mean" },
  });
  const read = JSON.parse(JSON.stringify(row));
  assertEquals(read, row);
  checkClaim(read);
});

Deno.test("numbers that are not finite are refused with the seed", () => {
  assertThrows(
    () => rowWith({ perSeed: [1.1, NaN, 1.2] }),
    RangeError,
    "claim C1: the value of seed 1 is NaN",
  );
  assertThrows(
    () => rowWith({ perSeed: [1.1, 1.2, -Infinity] }),
    RangeError,
    "the value of seed 2 is -Infinity",
  );
  assertThrows(() => rowWith({ paperValue: Infinity }), RangeError, "paperValue is Infinity");
});

Deno.test("unequal lengths, no seeds and odd seeds are refused", () => {
  assertThrows(() => rowWith({ seeds: [0, 1] }), RangeError, "2 seeds but 3 values");
  assertThrows(() => rowWith({ seeds: [], perSeed: [] }), RangeError, "claim C1: perSeed is empty");
  assertThrows(() => rowWith({ seeds: [0, 1, 1] }), RangeError, "a seed is repeated in 0, 1, 1");
  assertThrows(() => rowWith({ seeds: [0, 1, 0.5] }), RangeError, "seeds hold 0.5");
  assertThrows(() => rowWith({ seeds: [0, 1, -1] }), RangeError, "seeds hold -1");
});

Deno.test("rules that cannot be read are refused, also the control's and also where nothing is decided", () => {
  const rule = { ...MEASUREMENT.rule, atLeast: "most seeds" };
  assertThrows(() => rowWith({ rule }), RangeError, 'claim C1: Cannot read rule: atLeast is "most seeds"');
  assertThrows(() => rowWith({ rule, decided: false }), RangeError, "most seeds");
  const control = { what: "uniform points", perSeed: [1], rule };
  assertThrows(() => rowWith({ control }), RangeError, "control of claim C1: Cannot read rule");
});

Deno.test("a control without numbers, or with one that is not finite, is refused", () => {
  const control = { what: "uniform points", perSeed: [] as number[], rule: MEASUREMENT.rule };
  assertThrows(() => rowWith({ control }), RangeError, "control of claim C1: perSeed is empty");
  assertThrows(() => rowWith({ control: { ...control, perSeed: [NaN] } }), RangeError, "perSeed holds NaN");
  assertThrows(
    () => rowWith({ control: { ...control, what: " ", perSeed: [1] } }),
    TypeError,
    "what is empty",
  );
});

Deno.test("no control and few seeds need a note", () => {
  assertThrows(() => rowWith({ control: null }), TypeError, "it has no control, and no note");
  assertEquals(rowWith({ control: null, note: "exact formula" }).verdict, "reproduced");
  assertThrows(
    () => rowWith({ seeds: [0], perSeed: [1.1] }),
    TypeError,
    "it has 1 seeds, fewer than 3 need a note",
  );
  assertEquals(rowWith({ seeds: [0], perSeed: [1.1], note: "no chance involved" }).verdict, "reproduced");
});

Deno.test("ids, empty words and sources outside the allowed ones are refused", () => {
  for (const id of ["", "c1", "C", "C01", "C1ab", "C1|"]) {
    assertThrows(() => rowWith({ id }), TypeError, "allowed are C or X, a number");
  }
  assertEquals(rowWith({ id: "X12b" }).id, "X12b");
  assertThrows(() => rowWith({ claim: " " }), TypeError, "claim C1: claim is empty");
  assertThrows(() => rowWith({ quantity: "" }), TypeError, "quantity is empty");
  assertThrows(() => rowWith({ source: "cached" as "live" }), TypeError, 'source is "cached"');
});

Deno.test("a row of stored runs holds their state, one of live or changed runs holds none", () => {
  const sourceOf = (source: ClaimMeasurement["source"]) => {
    const { source: found, state } = rowWith({ source });
    return [found, state];
  };
  assertEquals(sourceOf("stored, verified"), ["stored", "verified"]);
  assertEquals(sourceOf("stored, not provable here"), ["stored", "not provable here"]);
  assertEquals(sourceOf("live"), ["live", null]);
  assertEquals(sourceOf("changed"), ["changed", null]);
});

Deno.test("states outside the allowed ones, and a source that does not go with its state, are refused", () => {
  const refused = (source: string, message: string) =>
    assertThrows(() => rowWith({ source: source as "live" }), TypeError, message);
  refused("stored, proved", 'state is "proved", allowed are null, "exact"');
  refused("stored", 'state is null of source "stored"');
  refused("live, exact", 'state is "exact" of source "live"');
  const row = claimRow(MEASUREMENT);
  assertThrows(() => checkClaim({ ...row, source: "stored" }), TypeError, "what is stored has a state");
  assertThrows(() => checkClaim({ ...row, source: "changed", state: "exact" }), TypeError, "claim C1: state");
});

Deno.test("a row that contradicts its numbers is found", () => {
  const row = claimRow(MEASUREMENT);
  assertThrows(() => checkClaim({ ...row, verdict: "partly" }), RangeError, 'its numbers give "reproduced"');
  assertThrows(() => checkClaim({ ...row, value: 1.12 }), RangeError, "its seeds give 1.1 [1.1, 1.13]");
  assertThrows(() => checkClaim({ ...row, low: 1.11 }), RangeError, "its seeds give");
});
