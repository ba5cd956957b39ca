/** C3: the nets of the archive's comparison with three times as many epochs, farthest strangers. */
import { loadUcr } from "../../lib/data/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import archive from "./archive_series.ts";
import { INSERTIONS, PROTOCOL } from "./generated_series.ts";
import { NETS } from "./protocol.ts";
import { runSeries, type SeriesRun, type SeriesSettings } from "./series_runs.ts";

export default experiment<SeriesSettings, SeriesRun[]>({
  at: import.meta,
  revision: 1,
  data: archive.data,
  precision: ["float32", "float64"],
  engine: ["host", "onnx"],
  settings: {
    ...archive.settings,
    detectors: NETS,
    netEpochs: 3 * PROTOCOL.netEpochs,
    insertions: INSERTIONS.slice(0, 1),
  },
  seeds: archive.seeds,
  steps: ({ pairs, detectors }) => pairs.length * detectors.length,
  run: (settings, seed, context) => runSeries(settings, loadUcr, seed, context),
});
