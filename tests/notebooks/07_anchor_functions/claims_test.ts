import { assertEquals, assertNotEquals } from "@std/assert";
import {
  type Claim,
  committedClaimsPath,
  type Profile,
  readCommittedClaims,
} from "../../../lib/claims/mod.ts";
import * as decide from "../../../notebooks/07_anchor_functions/claims.ts";
import { storedRuns } from "./stored_runs.ts";

type Runs = Awaited<ReturnType<typeof storedRuns>>;

function rowsOf(runs: Runs, profile: Profile = "full"): Claim[] {
  const options = { profile };
  return [
    ...decide.efficiencyClaims(runs.efficiency, options),
    ...decide.mechanismClaims(runs.knockOut, options),
    ...decide.attentionOnlyClaims(runs.attentionOnly, runs.released, options),
    ...decide.ablationClaims(runs.ablation, options),
    ...decide.compositionClaims(runs.composition, options),
    ...decide.fewSentencesClaims(runs.compositionFew, [4000, 6000, 10_000], options),
    ...decide.synonymClaims(runs.synonym, options),
    ...decide.recitationClaims(runs.recitation, options),
    ...decide.intervalClaims(runs.intervals, runs.tenAnchors, options),
    ...decide.statisticalClaims(runs.statistical, options),
    ...decide.frequencyClaims(runs.frequency, options),
    ...decide.nineTaskClaims(runs.nineTasks, options),
    ...decide.circuitClaims(runs.knockOut, options),
    ...decide.longerClaims(runs.longer, options),
    ...decide.vocabularyClaims(runs.vocabulary, options),
  ];
}

const verdictsOf = (runs: Runs, profile?: Profile) =>
  Object.fromEntries(rowsOf(runs, profile).map(({ id, verdict }) => [id, verdict]));

const root = new URL("../../..", import.meta.url).pathname;

Deno.test("stored runs give the committed verdicts, and every row that fails says why", async () => {
  const committed = await readCommittedClaims(committedClaimsPath(root, "07")),
    rows = rowsOf(await storedRuns());
  assertEquals(
    rows.map(({ id, value, verdict }) => [id, value, verdict]),
    committed!.full!.rows.map(({ id, value, verdict }) => [id, value, verdict]),
  );
  const failed = rows.filter(({ because }) => because !== null).map(({ id }) => id);
  assertEquals(failed, ["C4", "C4b", "C5", "C6", "C9", "C12c", "C12e", "C12g", "C12h"]);
});

Deno.test("every row follows its number", async () => {
  const before = verdictsOf(await storedRuns());
  const changes: Record<string, (runs: Runs) => void> = {
    C1: ({ efficiency }) => efficiency.results.forEach((run) => (run.transformer[5].test = 0.9)),
    C1d: ({ efficiency }) => efficiency.results.forEach((run) => (run.transformer[3].test = 0.1)),
    C1b: ({ efficiency }) => efficiency.results.forEach((run) => (run.transformer[0].test = 0.3)),
    C1c: ({ efficiency }) => efficiency.results[0]["feed-forward"][3].train = 0.9,
    C2: ({ efficiency }) => efficiency.results[1].transformer[4].test = 0.8,
    C3: ({ knockOut }) => knockOut.results[2].broadcast[9] = 0.8,
    C3d: ({ knockOut }) => knockOut.results[2].maps.at(-1)![1][4] = 0.3,
    C3b: ({ knockOut }) => knockOut.results[2].accuracy["broadcast cut"] = 0.2,
    C3c: ({ knockOut }) => knockOut.results[2].accuracy["random edge cut"] = 0.9,
    C4: ({ attentionOnly }) => attentionOnly.results.forEach((run) => run.position.reverse()),
    C5: ({ ablation }) => ablation.results.forEach((run) => (run.norm.test = 0.9 + run.norm.test / 100)),
    C6: ({ composition }) => composition.results.forEach(([shallow]) => (shallow.masked[8] = 0.9)),
    C6b: ({ composition }) => composition.results.forEach(([, deep]) => (deep.errors.neighbours = 0)),
    C7: ({ synonym }) => synonym.results[0][5].masked[8] = 0.6,
    C7b: ({ synonym }) => synonym.results[1][2].masked[8] = 0.85,
    C8b: ({ recitation }) => recitation.results.forEach((nets) => (nets[2].reverse = nets[2].forward)),
    C12: ({ nineTasks }) => nineTasks.results[0].identity.accuracy.fill(0.5),
    C8: ({ recitation }) => recitation.results.forEach((nets) => nets[2].reverse.fill(1)),
    C9: ({ intervals }) => intervals.results.forEach(([net]) => net.own.fill(1)),
    C9b: ({ tenAnchors }) => tenAnchors.results.forEach((nets) => nets[2].unseen.fill(0.9)),
    C10: ({ statistical }) => statistical.results[4].repeated.first.fill(0.7),
    C10b: ({ statistical }) => statistical.results[4].once.each.fill(0.8),
    C11: ({ frequency }) => frequency.results.forEach((run) => (run.high = run.low)),
    X1: ({ knockOut }) => knockOut.results[0].accuracy["two edges only"] = 0.5,
    X1b: ({ knockOut }) => knockOut.results[0].accuracy["shift cut"] = 0.5,
    X4: ({ longer }) => longer.results[4][0].beyond[7] = 0.4,
    X4b: ({ longer }) => longer.results.forEach((nets) => (nets[1].beyond[7] = 0.8)),
    X4c: ({ longer }) => longer.results[4][2].accuracy[7] = 0.6,
    X5: ({ vocabulary }) => vocabulary.results.forEach((run) => (run[2] = run[1] = run[0])),
  };
  for (const [id, change] of Object.entries(changes)) {
    const runs = await storedRuns();
    change(runs);
    assertNotEquals(verdictsOf(runs)[id], before[id], id);
  }
});

Deno.test("seeds without an error on the masked pair are left out of C6b, and without any it is not decided", async () => {
  const runs = await storedRuns(), none = { count: 0, neighbours: 0, others: 0 };
  const seedsOfErrors = () => rowsOf(runs).find(({ id }) => id === "C6b")!.seeds;
  assertEquals(seedsOfErrors(), [0, 1, 3, 4]);
  runs.composition.results[0].forEach((net) => (net.errors = none));
  assertEquals(seedsOfErrors(), [1, 3, 4]);
  runs.composition.results.flat().forEach((net) => (net.errors = none));
  assertEquals(verdictsOf(runs).C6b, "not decided at this profile");
});

Deno.test("C4 counts the seeds that learned the rule, and without any it is not decided", async () => {
  const runs = await storedRuns();
  assertEquals(rowsOf(runs).find(({ id }) => id === "C4")!.seeds, [0, 1, 3]);
  runs.attentionOnly.results.forEach((run) => run.test.fill(0.5));
  assertEquals(verdictsOf(runs).C4, "not decided at this profile");
});

Deno.test("X5 is not decided where a curve of some seed does not pass one half", async () => {
  const runs = await storedRuns();
  runs.vocabulary.results[0][4].fill(0);
  assertEquals(verdictsOf(runs).X5, "not decided at this profile");
});

Deno.test("the quick profile decides data efficiency and the knock-outs alone", async () => {
  const decided = Object.entries(verdictsOf(await storedRuns(), "quick")).filter(([, verdict]) =>
    verdict !== "not decided at this profile"
  );
  assertEquals(decided.map(([id]) => id), ["C1", "C1b", "C1c", "C2", "C3", "C3b", "C3c", "X1"]);
});
