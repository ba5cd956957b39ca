/** C3: the nets with three times as many epochs. */
import { detectorByName, GENERATED_SETS } from "../../lib/anomaly/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { drawSet, FULL, type GeneratedSettings } from "./generated_series.ts";
import { ALL_DETECTORS } from "./protocol.ts";
import { type Pair, runSeries, type SeriesRun } from "./series_runs.ts";

/** Detectors that learn by steps of an optimiser. */
export const NETS = ALL_DETECTORS.filter((name) =>
  "epochs" in (detectorByName(name).about.defaults as object)
);

export default experiment<GeneratedSettings, SeriesRun[]>({
  at: import.meta,
  revision: 1,
  precision: ["float32", "float64"],
  engine: ["host", "onnx"],
  settings: {
    ...FULL,
    detectors: NETS,
    pairs: GENERATED_SETS.map(({ name, classes }): Pair => [name, classes[0]]),
    insertions: [["farthest", 0], ["random", 0]],
    netEpochs: 3 * FULL.netEpochs,
  },
  seeds: [0, 1, 2],
  long: true,
  steps: ({ pairs, detectors }) => pairs.length * detectors.length,
  run: (settings, seed, context) =>
    runSeries(settings, (set) => Promise.resolve(drawSet(set, settings.samples, seed)), seed, context),
});
