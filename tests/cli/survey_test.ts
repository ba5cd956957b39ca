import { assertEquals, assertStringIncludes } from "@std/assert";
import { claimRow, singleSeedVerdicts } from "../../lib/claims/mod.ts";
import { updateCommittedClaims } from "../../lib/claims/committed_claims.ts";
import { countOf, surveyCounts } from "../../lib/cli/survey.ts";
import { MEASUREMENT } from "../claims/measurement.ts";
import { runTask } from "./run_task.ts";

Deno.test("the verdict of each single seed is that of its value beside the control's of the same seed", () => {
  const control = { ...MEASUREMENT.control!, perSeed: [1, 1, 1.2] };
  const row = claimRow({ ...MEASUREMENT, perSeed: [1.13, 1.04, 1.3], control });
  assertEquals(singleSeedVerdicts(row), ["reproduced", "partly", "not separated"]);
  const other = claimRow({
    ...MEASUREMENT,
    perSeed: [1.13, 1.04, 1.3],
    control: { ...control, perSeed: [1.2] },
  });
  assertEquals(singleSeedVerdicts(other), ["not separated", "not reproduced", "not separated"]);
  assertEquals(singleSeedVerdicts({ ...row }), undefined);
  assertEquals(singleSeedVerdicts(claimRow({ ...MEASUREMENT, decided: false })), undefined);
});

Deno.test("a row that does not depend on the survey's seeds counts for all of them or for none", () => {
  const row = claimRow(MEASUREMENT);
  assertEquals(countOf(row, ["reproduced", "partly", "reproduced", "reproduced"], "reproduced", 4), 3);
  assertEquals(countOf(row, ["partly", "partly", "partly"], "reproduced", 4), 4);
  assertEquals(countOf(row, ["partly", "partly", "partly"], "partly", 4), 0);
});

Deno.test("only rows that are decided live are counted, against the verdict of the full runs", () => {
  const live = claimRow(MEASUREMENT),
    stored = claimRow({ ...MEASUREMENT, id: "C2", source: "stored, exact" });
  const open = claimRow({ ...MEASUREMENT, id: "C3", decided: false });
  const rows = [live, stored, open];
  const full = updateCommittedClaims(undefined, { paper: "01", profile: "full", rows });
  const both = updateCommittedClaims(full, { paper: "01", profile: "quick", rows });
  const singles = { C1: ["reproduced", "partly"] as const, C2: ["partly", "partly"] as const };
  assertEquals(surveyCounts(both, { paper: "01", profile: "quick", rows, singles }, 2), { C1: 1 });
});

Deno.test("a survey of an unknown paper, row or number of seeds is refused", async () => {
  for (
    const [words, message] of [
      [["98"], 'notebook "98": not found'],
      [["01", "C99"], '"C99" is not a row that is decided live; those are '],
      [["01", "--seeds", "0"], '--seeds must be a positive integer, got "0"'],
      [[], "name a paper"],
    ] as [string[], string][]
  ) {
    const { code, stderr } = await runTask("survey", ...words);
    assertEquals(code, 2);
    assertStringIncludes(stderr, message);
  }
});
