/** C3: the nets with three times as many epochs. */
import { detectorByName } from "../../lib/anomaly/mod.ts";
import { loadUcr } from "../../lib/data/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import archive from "./archive_series.ts";
import { ALL_DETECTORS } from "./protocol.ts";
import { runSeries, type SeriesRun, type SeriesSettings } from "./series_runs.ts";

/** Detectors that learn by steps of an optimiser. */
export const NETS = ALL_DETECTORS.filter((name) =>
  "epochs" in (detectorByName(name).about.defaults as object)
);

export default experiment<SeriesSettings, SeriesRun[]>({
  at: import.meta,
  revision: 1,
  data: archive.data,
  precision: ["float32", "float64"],
  engine: ["host", "onnx"],
  settings: {
    ...archive.settings,
    detectors: NETS,
    insertions: [["farthest", 0]],
    netEpochs: 3 * archive.settings.netEpochs,
  },
  seeds: [0, 1, 2],
  long: true,
  steps: ({ pairs, detectors }) => pairs.length * detectors.length,
  run: (settings, seed, context) => runSeries(settings, loadUcr, seed, context),
});
