import { assert, assertEquals } from "@std/assert";
import archiveSeries from "../../../notebooks/06_anomaly_states/archive_series.ts";
import anomalyKinds, { KINDS, PROCESSES } from "../../../notebooks/06_anomaly_states/anomaly_kinds.ts";
import calibration from "../../../notebooks/06_anomaly_states/calibration.ts";
import corrections, { nativeScores } from "../../../notebooks/06_anomaly_states/corrections.ts";
import generatedSeries, { INSERTIONS } from "../../../notebooks/06_anomaly_states/generated_series.ts";
import longerNets from "../../../notebooks/06_anomaly_states/longer_nets.ts";
import { NETS } from "../../../notebooks/06_anomaly_states/protocol.ts";
import { GOLDEN_REFERENCES, slidingWindows, STATE_METRICS } from "../../../lib/anomaly/mod.ts";
import inputs from "../../golden/06/inputs.json" with { type: "json" };

const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

Deno.test("a comparison has every metric of every detector, and a detector that refuses is a failure with its reason", async () => {
  const settings = {
    ...generatedSeries.settings,
    detectors: ["KNN", "MAD", "Sampling (100)", "LinearRegression"],
    pairs: [["SyntheticControl", "cyclic"]] as const,
    samples: 16,
    trainWindows: 60,
    testWindows: 60,
  };
  const run = await generatedSeries.run(settings, 0, CONTEXT);
  assertEquals(plain(run), run);
  assertEquals(
    run.map(({ choice, order }) => [choice, order]),
    INSERTIONS.map(([choice, order]) => [choice, order]),
  );
  for (const one of run) {
    assertEquals(Object.keys(one.failed), ["Sampling (100)"]);
    assertEquals(one.measures[2], null);
    for (const measures of [one.chance, ...one.measures.filter((m) => m !== null)]) {
      assert(measures.length === STATE_METRICS.length && measures.every((value) => value >= 0 && value <= 1));
    }
  }
  assertEquals(await generatedSeries.run(settings, 0, CONTEXT), run);
  assert(JSON.stringify(await generatedSeries.run(settings, 1, CONTEXT)) !== JSON.stringify(run));
});

Deno.test("the nets with more epochs are those of the archive, on its series with the farthest strangers", () => {
  const { settings, seeds } = longerNets, { detectors, insertions, netEpochs, ...shared } = settings;
  assertEquals(detectors, NETS);
  assertEquals([insertions, netEpochs], [[["farthest", 0]], 90]);
  const { detectors: _all, insertions: _three, netEpochs: _few, ...others } = archiveSeries.settings;
  assertEquals([shared, seeds], [others, archiveSeries.seeds]);
});

Deno.test("corrections: scores in PyOD's way are the golden ones of PyOD on a batch", async () => {
  const [standard, batch] = [inputs.trainSeries, inputs.testSeries].map((series) =>
    slidingWindows(series, { window: inputs.d })
  );
  for (const name of ["SOS", "COF", "COPOD", "ECOD"] as const) {
    const file = new URL(`../../golden/06/${name}.json`, import.meta.url);
    const { pyodTogether } = JSON.parse(await Deno.readTextFile(file)) as { pyodTogether: number[] };
    const found = await nativeScores(name, standard, batch), { tolerance } = GOLDEN_REFERENCES[name];
    pyodTogether.forEach((wanted, i) =>
      assert(Math.abs(found[i] - wanted) <= tolerance * wanted, `${name}: ${found[i]} in place of ${wanted}`)
    );
  }
});

Deno.test("corrections: KNN and KDE do not change, SOS does, and no corrected score depends on its company", async () => {
  const run = await corrections.run(
    {
      ...corrections.settings,
      detectors: ["SOS", "KNN", "KDE"],
      pairs: [["CBF", "bell"]],
      insertions: [["random", 0]],
      samples: 12,
      trainWindows: 50,
      testWindows: 50,
    },
    0,
    CONTEXT,
  );
  const [sos, knn, kde] = run;
  assertEquals([sos, knn, kde].map(({ correctedChange }) => correctedChange), [0, 0, 0]);
  assertEquals([knn, kde].map(({ corrected, native, nativeChange }) => [corrected - native, nativeChange]), [[
    0,
    0,
  ], [0, 0]]);
  assert(sos.nativeChange > 0);
});

Deno.test("calibration: rates rise with the level and stay near it", async () => {
  const [knn] = await calibration.run(
    {
      ...calibration.settings,
      detectors: ["KNN"],
      pairs: [["CBF", "bell"]],
      learnt: 8,
      calibration: 49,
      fresh: 40,
      anomalies: 5,
    },
    0,
    CONTEXT,
  );
  assert(knn.conformal.every((rate, i) => i === 0 || rate >= knn.conformal[i - 1]));
  assert(Math.abs(knn.conformal[5] - 0.3) < 0.25);
});

Deno.test("kinds: MAD does not see another order of the same values, and neighbours do", async () => {
  const settings = { ...anomalyKinds.settings, detectors: ["MAD", "KNN"], points: 1500, anomalous: 500 };
  const run = await anomalyKinds.run(settings, 0, CONTEXT),
    order = run[PROCESSES.indexOf("AR(2)")][KINDS.indexOf("order")];
  assert(Math.abs(order[0] - 0.5) < 0.3 && order[1] > 0.9, JSON.stringify(order));
});
