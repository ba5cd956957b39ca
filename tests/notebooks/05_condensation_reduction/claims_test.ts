import { assert, assertEquals } from "@std/assert";
import type { Claim } from "../../../lib/claims/mod.ts";
import { extensionClaims } from "../../../notebooks/05_condensation_reduction/claims_of_extensions.ts";
import { paperClaims, type PaperRuns } from "../../../notebooks/05_condensation_reduction/claims_of_paper.ts";
import { embeddingRun, imageRun, refitRun, ridgeRun, runs, startRun, surrogateRun } from "./made_up_runs.ts";

const FULL = { profile: "full" } as const;
const good = (): PaperRuns => ({
  embedding: runs(embeddingRun()),
  ridges: runs(ridgeRun()),
  ridgeWidth: 100,
  hydrogen: runs(surrogateRun()),
  methane: runs(surrogateRun()),
  images: runs(imageRun()),
  mobilenet: runs(imageRun()),
  speed: runs({ reduced: 0.5, masked: 1 }),
});
const idsOf = (rows: readonly Claim[], verdict: string) =>
  rows.filter((row) => row.verdict === verdict).map(({ id }) => id);

Deno.test("runs that show everything reproduce all claims, and hold all rows of the extensions", () => {
  const rows = paperClaims(good(), FULL), { hydrogen, methane } = good();
  assertEquals(
    rows.filter(({ verdict }) => verdict !== "reproduced").map(({ id, value }) => [id, value]),
    [],
  );
  assertEquals(new Set(rows.map(({ id }) => id)).size, rows.length);
  const numbers = new Set(rows.map(({ id }) => Number(/\d+/.exec(id)![0])));
  assertEquals([...numbers].sort(), [1, 2, 3, 4, 5, 6, 7]);
  const loose = surrogateRun(startRun(1, 0.4, 1.2)),
    own = { hydrogen: runs(loose), methane: runs(loose), refit: runs(refitRun()) };
  assertEquals(
    extensionClaims(own, FULL).filter(({ verdict }) => verdict !== "held").map((
      { id, value },
    ) => [id, value]),
    [],
  );
  assert(
    extensionClaims({ ...own, hydrogen, methane }, FULL).some(({ verdict }) => verdict === "not separated"),
    "sums keep it, too",
  );
});

Deno.test("every row fails on runs that do not show it, and says why", () => {
  const start = startRun(1, 0.9, 9, {
    automatic: { widths: [1], size: 0.95, cut: 1, tuned: 8, rise: 0 },
    onTheWay: { cutting: { widths: [1], size: 1, cut: 1, tuned: 99 }, cost: 1 },
  });
  const own = startRun(1, 0.9, 9), { reduced } = own.rollouts;
  const bad: typeof start = {
    ...start,
    cuts: own.cuts.map((cut) => ({
      ...cut,
      merged: { ...cut.merged, tuned: 9 },
      leader: cut.merged,
      refitted: { ...cut.merged, size: 0.9 },
      boundOverChange: [0.5],
    })),
    controls: { ...own.controls, correlation: own.controls.random },
    rollouts: {
      ...own.rollouts,
      reduced: { ...reduced, temperature: [500] },
      "reduced, elements": { ...reduced, temperature: [900] },
      "reduced, elements and enthalpy": { ...reduced, temperature: [900] },
    },
  };
  const gas = runs(surrogateRun(bad));
  const rows = paperClaims({
    ...good(),
    embedding: runs(embeddingRun(1e-3)),
    ridges: runs(ridgeRun(30)),
    hydrogen: gas,
    methane: gas,
    images: runs(
      imageRun(0.4).map((run) => ({ ...run, rounds: run.rounds.map((round) => ({ ...round, stale: 0.5 })) })),
    ),
    mobilenet: runs(imageRun(0.4)),
    speed: runs({ reduced: 1, masked: 1 }),
  }, FULL);
  assertEquals(idsOf(rows, "reproduced"), []);
  assertEquals(
    idsOf(
      extensionClaims({ hydrogen: gas, methane: gas, refit: runs(refitRun(9, 9)) }, FULL),
      "held",
    ),
    [],
  );
});

Deno.test("networks whose runs are absent stay undecided, and quick decides the rows that it computes", () => {
  const rows = paperClaims({ ...good(), mobilenet: runs() }, FULL);
  assertEquals(idsOf(rows, "not decided at this profile"), ["C5f", "C5g", "C5h", "C5i"]);
  const quick = paperClaims(good(), { profile: "quick" });
  assertEquals(idsOf(quick, "reproduced"), ["C1", "C1b", "C1c"]);
});
