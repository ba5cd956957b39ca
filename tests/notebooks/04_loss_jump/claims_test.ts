import { assert, assertEquals } from "@std/assert";
import type { Claim } from "../../../lib/claims/mod.ts";
import { extensionClaims, type ExtensionRuns } from "../../../notebooks/04_loss_jump/claims_of_extensions.ts";
import { paperClaims, type PaperRuns } from "../../../notebooks/04_loss_jump/claims_of_paper.ts";
import {
  centredRun,
  cureRun,
  DOWN,
  equations,
  JUMPS,
  K,
  layerRun,
  lineRun,
  operatorRun,
  optimiserRun,
  orderRun,
  preferredRun,
  randomRun,
  RATES,
  rates,
  reverseRun,
  runs,
  STAYS,
  STEPS,
  switchRun,
  theoryRun,
  UP,
} from "./made_up_runs.ts";

const FULL = { profile: "full" } as const;

const good = (): PaperRuns => ({
  switched: runs(switchRun(), switchRun(), switchRun()),
  paperWidth: runs(switchRun()),
  cubic: runs(switchRun()),
  rates: runs(RATES, RATES),
  rateFrequencies: K,
  order: runs({ data: orderRun(0.28, UP), model: orderRun(0.014, DOWN) }),
  circle: runs({ data: orderRun(0.28, UP), model: orderRun(0.014, DOWN) }),
  randomStart: runs(randomRun([5, 4, 3, 2]), randomRun([5, 4, 3, 2])),
  centredStart: runs(centredRun([5, 4, 3, 2])),
  equations: runs(equations(), equations()),
  fitted: 1e-4,
  highest: 10,
});

const verdictOf = (rows: readonly Claim[], id: string) => rows.find((row) => row.id === id)!.verdict;

Deno.test("runs that show everything reproduce all claims of the paper", () => {
  const rows = paperClaims(good(), FULL);
  assertEquals(
    rows.filter(({ verdict }) => verdict !== "reproduced").map(({ id, value }) => [id, value]),
    [],
  );
  const numbers = new Set(rows.map(({ id }) => Number(/\d+/.exec(id)![0])));
  assertEquals([...numbers], Array.from({ length: 10 }, (_, i) => i + 1));
});

Deno.test("every claim of the paper fails on runs that do not show it", () => {
  const flat = lineRun([1, 15, 15, 15, 15], {
    residual: [30, 31, 31, 31, 32],
    lowShare: [0.1, 0.1, 0.1, 0.1, 0.1],
    spectra: STEPS.map(() => Array(11).fill(0.5)),
  });
  const wrong = switchRun(flat, { sobolev: JUMPS });
  const rows = paperClaims({
    ...good(),
    switched: runs({ ...wrong, after: { ...wrong.after, data: JUMPS } }, wrong),
    paperWidth: runs(wrong),
    cubic: runs(wrong),
    rates: runs(RATES.map((one) => ({ ...one, rate: K.map((k) => k + (one.order === 0 ? 1 : 0)) }))),
    order: runs({ data: orderRun(0.28, DOWN), model: orderRun(0.014, UP) }),
    circle: runs({ data: orderRun(0.28, DOWN), model: orderRun(0.014, UP) }),
    randomStart: runs({ ...randomRun([5, 1]), spectra: randomRun([5, 1]).steps.map(() => [0, 1]) }),
    centredStart: runs({ ...centredRun([5, 4, 3]), model: centredRun([]).data }),
    equations: runs(equations(flat)),
    fitted: 1e-6,
  }, FULL);
  assertEquals(rows.filter(({ verdict }) => verdict === "reproduced").map(({ id }) => id), []);
});

Deno.test("a seed that is low at step 200 only fails the rows of one reading, not those of the largest one", () => {
  const rows = paperClaims({
    ...good(),
    switched: runs(switchRun(), switchRun(lineRun([1, 50, 30, 900, 5]))),
  }, FULL);
  const verdicts = ["C1", "C1e", "C2b", "C2c"].map((id) => verdictOf(rows, id));
  assertEquals(verdicts, ["reproduced", "partly", "reproduced", "not reproduced"]);
  const flat = paperClaims({ ...good(), switched: runs(switchRun(lineRun([1, 50, 30, 40, 5]))) }, FULL);
  assertEquals(verdictOf(flat, "C1"), "partly");
});

Deno.test("the quick profile decides rows of C1–C4 and C8 only", () => {
  const rows = paperClaims(good(), { profile: "quick" });
  const decided = rows.filter(({ verdict }) => verdict !== "not decided at this profile").map(({ id }) => id);
  assertEquals(decided, ["C1b", "C2", "C3", "C4", "C4b", "C4c", "C8", "C8b", "C8c"]);
});

const goodExtensions = (): ExtensionRuns => ({
  orders: runs(operatorRun([1, 2, 300, 4000, 50_000])),
  rates: runs(RATES),
  rateFrequencies: K,
  fineRates: runs(preferredRun([2, 4, 6, 8])),
  cures: runs(cureRun(STAYS)),
  ramp: runs(STAYS),
  optimisers: runs(optimiserRun(500)),
  firstLayer: runs([layerRun(1, 1), layerRun(8, 8)]),
  reverse: runs(reverseRun(STAYS, [0.1, 3, 900])),
  theory: runs(theoryRun([90, 2, 70], [100, 2, 80])),
});

Deno.test("extensions: every row can hold and can fail", () => {
  const rows = extensionClaims(goodExtensions(), FULL);
  assertEquals(
    rows.filter(({ verdict }) => verdict !== "held").map(({ id, verdict }) => [id, verdict]),
    [["X2", "measured"], ["X2b", "measured"]],
  );
  const wrong = extensionClaims({
    ...goodExtensions(),
    orders: runs(operatorRun([1, 5000, 300, 40, 5])),
    rates: runs([0, 9, 2, 3, 4].map((best, order) => rates(1, order, best))),
    fineRates: runs(preferredRun([0, 4, 6, 8])),
    cures: runs(cureRun(JUMPS)),
    ramp: runs(JUMPS),
    optimisers: runs(optimiserRun(2)),
    firstLayer: runs([layerRun(1, 8), { ...layerRun(8, 8), model: STAYS }]),
    reverse: runs(reverseRun(JUMPS, [900, 3, 0.1])),
    theory: runs(theoryRun([50, 1, 1], [80, 200, 100])),
  }, FULL);
  assertEquals(wrong.filter(({ verdict }) => verdict === "held").map(({ id }) => id), []);
  const quick = extensionClaims(goodExtensions(), { profile: "quick" });
  assert(quick.every(({ verdict }) => verdict === "not decided at this profile"));
});

Deno.test("claims that fail say why, and changes after a look are named", () => {
  const weak = lineRun([1, 50, 30, 900, 5]);
  const rows = paperClaims({ ...good(), switched: runs(switchRun(), switchRun(weak)) }, FULL);
  const failing = rows.filter(({ verdict }) => verdict === "not reproduced" || verdict === "not separated");
  assertEquals(failing.map(({ id, because }) => [id, because?.cause]), [
    ["C2c", "definition"],
    ["C5b", "definition"],
  ]);
  const changed = [...rows, ...extensionClaims(goodExtensions(), FULL)].filter(({ changed }) =>
    changed.length > 0
  );
  assertEquals(
    changed.map(({ id }) => id).join(" "),
    "C1 C2b C3 C5 C7 C7b C7c C7d C7e C7f C9 C9b C9d C10 C10b X1 X1b X2 X2b X4 X5b X5c",
  );
});
