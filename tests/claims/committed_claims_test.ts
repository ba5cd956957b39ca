import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import type { ClaimsTable, Profile, Verdict } from "../../lib/claims/claim.ts";
import { type ClaimMeasurement, claimRow } from "../../lib/claims/claim_row.ts";
import {
  committedClaimsPath,
  committedVerdicts,
  isDecidedLive,
  parseCommittedClaims,
  readCommittedClaims,
  updateCommittedClaims,
  writeCommittedClaims,
} from "../../lib/claims/committed_claims.ts";
import { compareClaims, isFault } from "../../lib/claims/compare_claims.ts";
import { MEASUREMENT } from "./measurement.ts";

type Source = ClaimMeasurement["source"];

/** A table whose rows have the given verdicts. */
function table(
  verdicts: Record<string, Verdict>,
  profile: Profile = "quick",
  source: Source = "live",
): ClaimsTable {
  const perSeed: Partial<Record<Verdict, number[]>> = {
    "reproduced": [1.2, 1.2, 1.2],
    "partly": [1.03, 1.03, 1.03],
    "not reproduced": [1, 1, 1],
    "not decided at this profile": [],
  };
  const rows = Object.entries(verdicts).map(([id, verdict]) =>
    claimRow({
      ...MEASUREMENT,
      id,
      source,
      perSeed: perSeed[verdict] ?? [],
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

Deno.test("each profile is compared with its own rows", () => {
  const committed = updateCommittedClaims(
    updateCommittedClaims(undefined, table({ C1: "partly" })),
    table({ C1: "reproduced" }, "full"),
  );
  const kindsAt = (profile: Profile) =>
    compareClaims(committed, table({ C1: "partly" }, profile)).map(({ kind }) => kind);
  assertEquals([kindsAt("quick"), kindsAt("full")], [[], ["worse"]]);
});

Deno.test("a row of the quick profile that showed the stored full run and is now decided live is new", () => {
  const stored = "stored, exact", before = { C1: "reproduced" } as const, after = { C1: "partly" } as const;
  const kindsOf = (was: Source, is: Source, profile: Profile = "quick") =>
    compareClaims(updateCommittedClaims(undefined, table(before, profile, was)), table(after, profile, is))
      .map(({ kind }) => kind);
  assertEquals(kindsOf(stored, "live"), ["new"]);
  assertEquals(kindsOf(stored, stored), ["worse"]);
  assertEquals(kindsOf("live", "live"), ["worse"]);
  assertEquals(kindsOf(stored, "live", "full"), ["worse"]);
});

Deno.test("a row is decided live where its runs are live and give a verdict", () => {
  const live = (source: Source, verdict: Verdict = "partly") =>
    isDecidedLive(table({ C1: verdict }, "quick", source).rows[0]);
  assertEquals([live("live"), live("changed"), live("stored, exact")], [true, false, false]);
  assertEquals(live("live", "not decided at this profile"), false);
});

Deno.test("an update replaces one profile and keeps the other, and the survey", () => {
  const quick = updateCommittedClaims(undefined, table({ C1: "partly", C2: "partly" }));
  assertEquals(committedVerdicts(quick, "full"), undefined);
  const survey = { seeds: 20, plans: "0123", counts: { C1: 19 } };
  const both = updateCommittedClaims({ ...quick, survey }, table({ C1: "reproduced" }, "full"), "abcd");
  assertEquals(committedVerdicts(both, "quick"), { C1: "partly", C2: "partly" });
  assertEquals(committedVerdicts(both, "full"), { C1: "reproduced" });
  assertEquals(both.full, { measures: "abcd", rows: table({ C1: "reproduced" }, "full").rows });
  const again = updateCommittedClaims(both, table({ C1: "reproduced" }));
  assertEquals(committedVerdicts(again, "quick"), { C1: "reproduced" });
  assertEquals([again.full, again.survey], [both.full, survey]);
});

Deno.test("rows of the quick profile are kept without their numbers", () => {
  const { quick } = updateCommittedClaims(undefined, table({ C1: "partly" }));
  const { id, claim, quantity, rule, source, verdict } = table({ C1: "partly" }).rows[0];
  assertEquals(quick, [{ id, claim, quantity, rule, source, verdict }]);
});

Deno.test("committed claims are written and read back, and a missing file is not an error", async () => {
  const root = await Deno.makeTempDir();
  try {
    const path = committedClaimsPath(root, "01");
    assertEquals(path, `${root}/data/results/01/claims.json`);
    assertEquals(await readCommittedClaims(path), undefined);
    const quick = updateCommittedClaims(undefined, table({ C1: "partly" }));
    const both = updateCommittedClaims(quick, table({ C1: "partly", C2: "reproduced" }, "full"), "0123");
    const surveyed = { ...both, survey: { seeds: 20, plans: "0123", counts: { C1: 19 } } };
    for (const committed of [quick, both, surveyed]) {
      await writeCommittedClaims(path, committed);
      assertEquals(await readCommittedClaims(path), committed);
    }
    const lines = (await Deno.readTextFile(path)).split("\n");
    assertEquals(lines.filter((line) => line.startsWith('{"id":')).length, 3, "a line for each row");
    assertEquals(Array.from(Deno.readDirSync(`${root}/data/results/01`), ({ name }) => name), [
      "claims.json",
    ]);
    await Deno.writeTextFile(path, '{"paper": "01"');
    await assertRejects(
      () => readCommittedClaims(path),
      TypeError,
      `claims of ${path}: the file is not JSON`,
    );
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("committed claims of another form are refused with what was found", () => {
  const read = (data: unknown) => () => parseCommittedClaims(JSON.stringify(data), "claims.json");
  const refused = (data: unknown, ...parts: string[]) => {
    const { message } = assertThrows(read(data), TypeError);
    for (const part of ["claims.json: the file has", ...parts]) assertStringIncludes(message, part);
  };
  const quick = updateCommittedClaims(undefined, table({ C1: "partly" })).quick!;
  const { rows } = table({ C1: "partly" }, "full"), full = { measures: "0123", rows };
  const sound = { format: 3, paper: "01", full, quick, survey: null };
  read(sound)();
  refused(null, "received null");
  refused({ ...sound, paper: 1 }, "received 1 at paper");
  refused({ ...sound, paper: "1" }, "Two digits are needed at paper");
  refused({ ...sound, format: 2 }, "format version 2, this library reads 3");
  refused({ paper: "01", profiles: { quick: { C1: "partly" } } }, "at format");
  for (const field of Object.keys(sound)) refused({ ...sound, [field]: undefined }, `at ${field}`);
  refused({ ...sound, slow: [] }, "at slow");
  refused({ ...sound, quick: [{ ...quick[0], verdict: "ok" }] }, 'received "ok" at quick.0.verdict');
  refused({ ...sound, full: { ...full, rows: [{ ...rows[0], seeds: ["0"] }] } }, "at full.rows.0.seeds.0");
  refused({ ...sound, survey: { seeds: 20, plans: "", counts: { C1: "all" } } }, "at survey.counts.C1");
});

Deno.test("committed rows that contradict themselves are refused", () => {
  const committed = updateCommittedClaims(undefined, table({ C1: "partly" }, "full"));
  const rows = [{ ...committed.full!.rows[0], verdict: "reproduced" }];
  const text = JSON.stringify({ format: 3, ...committed, full: { measures: "", rows } });
  assertThrows(() => parseCommittedClaims(text, "claims.json"), RangeError, 'its numbers give "partly"');
});

Deno.test("words of the quick profile outlive an update from a table that shows the stored full run", () => {
  const [full] = table({ C1: "reproduced" }, "full").rows;
  const stored = {
    ...full,
    claim: "in the words of the full profile",
    source: "stored" as const,
    state: "exact" as const,
  };
  const [open] = table({ C1: "not decided at this profile" }).rows;
  const both = updateCommittedClaims(
    updateCommittedClaims(undefined, { paper: "01", profile: "full", rows: [stored] }),
    { paper: "01", profile: "quick", rows: [open] },
  );
  const again = updateCommittedClaims(both, { paper: "01", profile: "quick", rows: [stored] });
  assertEquals([again.quick![0].claim, again.quick![0].source, again.quick![0].verdict], [
    open.claim,
    "stored",
    "reproduced",
  ]);
});
