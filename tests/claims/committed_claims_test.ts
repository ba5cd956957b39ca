import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { ClaimsTable, Verdict } from "../../lib/claims/claim.ts";
import { claimRow } from "../../lib/claims/claim_row.ts";
import {
  committedClaimsPath,
  parseCommittedClaims,
  readCommittedClaims,
  updateCommittedClaims,
  writeCommittedClaims,
} from "../../lib/claims/committed_claims.ts";
import { compareClaims, isFault } from "../../lib/claims/compare_claims.ts";
import { MEASUREMENT } from "./measurement.ts";

/** A table whose rows have the given verdicts. */
function table(verdicts: Record<string, Verdict>, profile: "quick" | "full" = "quick"): ClaimsTable {
  const perSeed: Record<Verdict, number[]> = {
    "reproduced": [1.2, 1.2, 1.2],
    "partly": [1.03, 1.03, 1.03],
    "not reproduced": [1, 1, 1],
    "not decided at this profile": [],
  };
  const rows = Object.entries(verdicts).map(([id, verdict]) =>
    claimRow({
      ...MEASUREMENT,
      id,
      perSeed: perSeed[verdict],
      decided: verdict !== "not decided at this profile",
    })
  );
  return { paper: "01", profile, rows };
}

function kinds(committed: Record<string, Verdict>, found: Record<string, Verdict>): Record<string, string> {
  const differences = compareClaims(updateCommittedClaims(undefined, table(committed)), table(found));
  return Object.fromEntries(differences.map(({ id, kind }) => [id, kind]));
}

Deno.test("equal verdicts make no difference", () => {
  assertEquals(kinds({ C1: "reproduced", C2: "partly" }, { C2: "partly", C1: "reproduced" }), {});
});

Deno.test("worse, missing and newly undecided claims are faults, better and new ones are not", () => {
  assertEquals(kinds({ C1: "reproduced" }, { C1: "partly" }), { C1: "worse" });
  assertEquals(kinds({ C1: "partly" }, { C1: "not reproduced" }), { C1: "worse" });
  assertEquals(kinds({ C1: "reproduced" }, {}), { C1: "missing" });
  assertEquals(kinds({ C1: "not reproduced" }, { C1: "not decided at this profile" }), { C1: "undecided" });
  assertEquals(kinds({ C1: "partly" }, { C1: "reproduced" }), { C1: "better" });
  assertEquals(kinds({ C1: "not decided at this profile" }, { C1: "not reproduced" }), { C1: "better" });
  assertEquals(kinds({ C1: "not decided at this profile" }, {}), { C1: "missing" });
  assertEquals(kinds({}, { X1: "partly" }), { X1: "new" });
  const fault = (kind: "worse" | "missing" | "undecided" | "better" | "new") =>
    isFault({ id: "C1", kind, committed: undefined, found: undefined });
  assertEquals((["worse", "missing", "undecided", "better", "new"] as const).map(fault), [
    true,
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("another paper or a profile that was never committed is refused", () => {
  const committed = updateCommittedClaims(undefined, table({ C1: "partly" }));
  assertThrows(() => compareClaims(committed, { ...table({}), paper: "02" }), RangeError, "of paper 02");
  const full = table({ C1: "partly" }, "full");
  assertThrows(() => compareClaims(committed, full), RangeError, "nothing is committed for profile full");
  assertThrows(() => updateCommittedClaims(committed, { ...full, paper: "02" }), RangeError, "of paper 02");
});

Deno.test("an update replaces one profile and keeps the other", () => {
  const quick = updateCommittedClaims(undefined, table({ C1: "partly", C2: "partly" }));
  const both = updateCommittedClaims(quick, table({ C1: "reproduced" }, "full"));
  assertEquals(both.profiles, { quick: { C1: "partly", C2: "partly" }, full: { C1: "reproduced" } });
  assertEquals(updateCommittedClaims(both, table({ C1: "reproduced" })).profiles.quick, { C1: "reproduced" });
});

Deno.test("committed verdicts are written and read back, and a missing file is not an error", async () => {
  const root = await Deno.makeTempDir();
  try {
    const path = committedClaimsPath(root, "01");
    assertEquals(path, `${root}/data/results/01/claims.json`);
    assertEquals(await readCommittedClaims(path), undefined);
    const committed = updateCommittedClaims(undefined, table({ C1: "partly" }));
    await writeCommittedClaims(path, committed);
    assertEquals(await readCommittedClaims(path), committed);
    assertEquals(Array.from(Deno.readDirSync(`${root}/data/results/01`), ({ name }) => name), [
      "claims.json",
    ]);
    await Deno.writeTextFile(path, '{"paper": "01"');
    await assertRejects(() => readCommittedClaims(path), TypeError, "it is not JSON");
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("committed verdicts of another form are refused with what was found", () => {
  const read = (data: unknown) => () => parseCommittedClaims(JSON.stringify(data), "claims.json");
  assertThrows(read(null), TypeError, "claims.json: paper is undefined");
  assertThrows(read({ paper: 1, profiles: {} }), TypeError, "paper is 1");
  assertThrows(read({ paper: "01" }), TypeError, 'no object "profiles"');
  assertThrows(read({ paper: "01", profiles: { slow: {} } }), TypeError, 'profile is "slow"');
  assertThrows(read({ paper: "01", profiles: { quick: { C1: "ok" } } }), TypeError, 'C1 at quick is "ok"');
});
