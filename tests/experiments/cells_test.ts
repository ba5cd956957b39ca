import { assertEquals } from "@std/assert";
import { cellClaims } from "../../lib/claims/cell_claims.ts";
import { onMean } from "../../lib/claims/mod.ts";
import { cellsBySeed, cellsWith } from "../../lib/experiments/cells.ts";
import type { CaseRuns } from "../../lib/experiments/mod.ts";

/** A grid of two settings × three seeds, the last of which may be missing. */
function grid(complete: boolean): CaseRuns<{ width: number }, number> {
  const cell = (width: number, seed: number) => {
    return {
      key: `${width}.${seed}`,
      block: "",
      settings: { width },
      seed,
      result: width + seed,
      seconds: 1,
    };
  };
  const stored = [[1, 1], [1, 0], [1, 2], [2, 0], [2, 1]].map(([width, seed]) => cell(width, seed)),
    last = cell(2, 2);
  return {
    stored: complete ? [...stored, last] : stored,
    missing: complete ? [] : [last],
    source: "stored, exact",
  };
}

Deno.test("cells are chosen by their settings, in the order of the seeds, and missing ones counted", () => {
  const narrow = cellsWith(grid(false), ({ width }) => width === 1);
  const { seeds, results, missing } = narrow;
  assertEquals([seeds, results.map(({ result }) => result), [missing]], [[0, 1, 2], [1, 2, 3], [0]]);
  const wide = cellsWith(grid(false), ({ width }) => width === 2);
  assertEquals([wide.seeds, wide.missing], [[0, 1], 1]);
});

Deno.test("cells of a seed come together, and none while one is missing", () => {
  assertEquals(cellsBySeed(grid(true)).results.map((cells) => cells.length), [2, 2, 2]);
  assertEquals([cellsBySeed(grid(false)).seeds, cellsBySeed(grid(false)).missing], [[], 1]);
});

Deno.test("a row is decided by its cells, and waits for missing ones, also for those of its control", () => {
  const row = (complete: boolean, width: number, other: number) => {
    const [of, others] = [width, other].map((one) => cellsWith(grid(complete), (cell) => cell.width === one));
    return cellClaims(of, [others], [{
      id: "C1",
      claim: "cells are large",
      quantity: "number",
      measure: ({ result }) => result,
      rule: onMean(">=", 2.5),
      control: {
        what: "others",
        perSeed: others.results.map(({ result }) => result),
        rule: onMean("<", 2.5),
      },
    }], { profile: "full" })[0];
  };
  assertEquals(row(true, 2, 1).verdict, "reproduced");
  assertEquals(row(true, 1, 2).verdict, "not reproduced");
  for (const [width, other] of [[1, 2], [2, 1]]) {
    const { verdict, perSeed, note } = row(false, width, other);
    assertEquals([verdict, perSeed, note], [
      "not decided at this profile",
      [],
      "1 of its cells are not computed yet",
    ]);
  }
});
