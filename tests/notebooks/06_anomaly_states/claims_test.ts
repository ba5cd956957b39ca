import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Claim } from "../../../lib/claims/mod.ts";
import archiveSeries from "../../../notebooks/06_anomaly_states/archive_series.ts";
import type { KindAreas } from "../../../notebooks/06_anomaly_states/anomaly_kinds.ts";
import * as rows from "../../../notebooks/06_anomaly_states/claims.ts";
import * as read from "../../../notebooks/06_anomaly_states/readings.ts";
import { PROTOCOL } from "../../../notebooks/06_anomaly_states/generated_series.ts";
import { NETS } from "../../../notebooks/06_anomaly_states/protocol.ts";
import { madeUp } from "./made_up_runs.ts";

const FULL_PROFILE = { profile: "full" } as const;
const DIFFICULTY = { farthest: 1, random: 0.6, nearest: 0.1 };
const LEADS: Readonly<Record<string, number>> = {
  proximity: 0.4,
  reconstruction: 0.35,
  forecast: 0.25,
  statistical: 0.15,
};
const BEST = ["Sampling", "Sampling (100)", "LOF", "KNN"];

/** As the paper says. */
const paperArea = (name: string, choice: keyof typeof DIFFICULTY) => {
  const lead = BEST.includes(name) ? 0.48 : LEADS[read.familyOf(name)] + (name === "FCNN" ? 0.05 : 0);
  return 0.5 + DIFFICULTY[choice] * lead;
};
const asInPaper = madeUp(paperArea);
/** Everybody alike, and no choice harder than another. */
const allAlike = madeUp(() => 0.8);
const verdicts = (found: readonly Claim[]) =>
  Object.fromEntries(found.map(({ id, verdict }) => [id, verdict]));

Deno.test("rows hold where runs are as the paper says, and fail where all detectors are alike", () => {
  const of = (runs: typeof asInPaper) =>
    verdicts([
      ...rows.rankClaims(runs, FULL_PROFILE),
      ...rows.familyClaims(runs, FULL_PROFILE),
      ...rows.contrastClaims(runs, FULL_PROFILE),
    ]);
  const good = of(asInPaper), bad = of(allAlike);
  for (const id of ["C1a", "C1b", "C1c", "C1d", "C1e", "C2a", "C2b", "C2c", "C2d", "C6a"]) {
    assertEquals([id, good[id]], [id, "reproduced"]);
    assert(bad[id] !== "reproduced", id);
  }
});

Deno.test("rows can come out with as many series as the stored runs have", () => {
  const stored = madeUp(paperArea, undefined, archiveSeries.settings.pairs);
  const found = verdicts([
    ...rows.rankClaims(stored, FULL_PROFILE),
    ...rows.familyClaims(stored, FULL_PROFILE),
    ...rows.netClaims(stored, stored, FULL_PROFILE),
    ...rows.contrastClaims(stored, FULL_PROFILE),
  ]);
  for (const id of ["C1a", "C1b", "C1c", "C1e", "C2a", "C2b", "C2c", "C2d", "C3a", "C3b", "C3c", "C6a"]) {
    assertEquals([id, found[id]], [id, "reproduced"]);
  }
});

Deno.test("slopes: SOS is the least where its curve is flat and KNN's is not", () => {
  const flat = (...names: string[]) =>
    verdicts(rows.contrastClaims(
      madeUp((name, choice) => names.includes(name) ? 0.9 : 0.5 + 0.4 * DIFFICULTY[choice]),
      FULL_PROFILE,
    )).C6c;
  assertEquals([flat("SOS"), flat("SOS", "KNN"), flat("LOF")], [
    "reproduced",
    "not separated",
    "not reproduced",
  ]);
});

Deno.test("distances against nets: the sign decides, and the nets with more epochs are read from their own runs", () => {
  const good = verdicts(rows.netClaims(asInPaper, asInPaper, FULL_PROFILE));
  assertEquals(good, { C3a: "reproduced", C3b: "reproduced", C3c: "reproduced" });
  const nets = madeUp((name) => NETS.includes(name) ? 0.9 : 0.6);
  assertEquals(verdicts(rows.netClaims(nets, nets, FULL_PROFILE)).C3a, "not reproduced");
  const longer = madeUp(() => 0.995, NETS);
  assertEquals(verdicts(rows.netClaims(asInPaper, longer, FULL_PROFILE)), {
    ...good,
    C3c: "not reproduced",
  });
});

Deno.test("forecasters: FCNN against its rivals, and none may see white noise", () => {
  const detectors = ["MAD", "LinearRegression", "FCNN", "CNN", "RNN", "GRU", "LSTM"];
  const run = (noise: number): KindAreas =>
    [0.99, 0.99, noise].map((area) => [0, 1, 2, 3, 4].map(() => detectors.map(() => area)));
  const kinds = (noise: number) => ({
    settings: { detectors },
    seeds: [0, 1, 2],
    results: [run(noise), run(noise), run(noise)],
    source: "live" as const,
  });
  assertEquals(verdicts(rows.forecastClaims(asInPaper, kinds(0.52), FULL_PROFILE)), {
    C4a: "reproduced",
    C4b: "reproduced",
    C4c: "reproduced",
  });
  assert(verdicts(rows.forecastClaims(asInPaper, kinds(0.9), FULL_PROFILE)).C4c !== "reproduced");
});

Deno.test("time: LOF must be accurate and the fastest", () => {
  const seconds = (lof: number) =>
    PROTOCOL.detectors.map((name) => ({ name, seconds: [0, 1, 2].map(() => name === "LOF" ? lof : 1) }));
  const verdict = (runs: typeof asInPaper, lof: number) =>
    rows.timeClaims(runs, seconds(lof), FULL_PROFILE)[0].verdict;
  assertEquals(verdict(asInPaper, 0.1), "reproduced");
  assertEquals(verdict(asInPaper, 3), "not reproduced");
  assertEquals(verdict(allAlike, 0.1), "not reproduced");
  assertEquals(
    rows.timeClaims(asInPaper, seconds(0.1), { profile: "quick" })[0].verdict,
    "not decided at this profile",
  );
});

Deno.test("choices of strangers: ordered where they differ, not where they do not", () => {
  const asArchive = (runs: typeof asInPaper) => ({
    ...runs,
    results: runs.results.map((run) => run.map((one) => ({ ...one, set: "GunPoint" }))),
  });
  const good = verdicts(rows.choiceClaims(asInPaper, asArchive(asInPaper), FULL_PROFILE));
  assertEquals(good, { C8a: "reproduced", C8b: "reproduced", C8c: "reproduced", C8d: "reproduced" });
  const bad = verdicts(rows.choiceClaims(allAlike, asArchive(allAlike), FULL_PROFILE));
  assert(Object.values(bad).every((verdict) => verdict !== "reproduced"), JSON.stringify(bad));
});

Deno.test("corrections: a gain, a dependence that goes away, and controls that must not move", () => {
  const run = (gain: number, control: number) =>
    (["SOS", "COF", "SOD", "COPOD", "ECOD", "KNN", "KDE"] as const).map((name, i) => ({
      name,
      corrected: 0.8 + (i < 5 ? gain : control),
      native: 0.8,
      nativeChange: i < 5 ? 1 : control,
      correctedChange: 0,
    }));
  const of = (gain: number, control: number) =>
    verdicts(
      rows.correctionClaims({
        seeds: [0, 1, 2],
        source: "live",
        results: [0, 1, 2].map(() => run(gain, control)),
      }, FULL_PROFILE),
    );
  assert(Object.values(of(0.1, 0)).every((verdict) => verdict === "reproduced"));
  assert(of(0.01, 0).C7a !== "reproduced");
  assertEquals(of(0.1, 0.2).C7a, "not separated");
});

Deno.test("calibration: conformal rates hold and thresholds do not, or nothing is shown", () => {
  const runs = (conformal: number, gaussian: number) => ({
    settings: { levels: [0.02] },
    seeds: [0, 1, 2],
    source: "live" as const,
    results: [0, 1, 2].map(() => [{
      name: "KNN",
      conformal: [conformal],
      gaussian: [gaussian],
      discoveries: { false: 0.05, found: 0.5 },
      uncorrected: { false: 0.4, found: 0.6 },
    }]),
  });
  assertEquals(verdicts(rows.calibrationClaims(runs(0.02, 0.05), FULL_PROFILE)), {
    X1a: "held",
    X1b: "held",
  });
  assertEquals(verdicts(rows.calibrationClaims(runs(0.02, 0.02), FULL_PROFILE)).X1a, "not separated");
  assertEquals(verdicts(rows.calibrationClaims(runs(0.05, 0.05), FULL_PROFILE)).X1a, "refuted");
});

Deno.test("scores of states, the choice of a detector and joins are read from their own metrics", () => {
  const found = verdicts(rows.scoreClaims(asInPaper, FULL_PROFILE));
  assertEquals(found.X2, "refuted");
  assertEquals(found.X3a, "held");
  assertEquals(found.X4, "held");
});

Deno.test("readings: ranks put a detector that failed last, means leave it out, an unknown one is an error", () => {
  const [run] = allAlike.results,
    broken = run.map((one, i) =>
      i > 0 ? one : { ...one, measures: one.measures.map((m, d) => d === 0 ? null : m) }
    );
  const table = read.metricTable(PROTOCOL, broken, "rocAuc", "farthest");
  assert(Number.isNaN(table.rows[0][0]) && Number.isFinite(read.detectorMeans(table)[0]));
  assert(read.meanRanks({ ...table, rows: [table.rows[0]] })[0] === table.detectors.length);
  assertThrows(() => read.columnOf(table, "nobody"), RangeError, 'no detector "nobody"');
});
