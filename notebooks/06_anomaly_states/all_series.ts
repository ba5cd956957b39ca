/** E3 at the paper's size: 18 classes of archive sets × 4 groups of strangers × 5 repeats = 360 series, all detectors. */
import { loadUcr } from "../../lib/data/mod.ts";
import { cases } from "../../lib/experiments/mod.ts";
import archive, { ARCHIVE } from "./archive_series.ts";
import { PROTOCOL } from "./generated_series.ts";
import { type Pair, runSeries, type SeriesRun, type SeriesSettings } from "./series_runs.ts";

/** Ranks −1 … −3, −4 … −6, −7 … −9 and −10 … −12 of the authors' generator. */
const ORDERS = [0, 1, 2, 3];
const PAIRS: readonly Pair[] = [
  ...archive.settings.pairs,
  ["ArrowHead", "2"],
  ["Beef", "5"],
  ["Car", "2"],
  ["Car", "3"],
  ["Coffee", "1"],
  ["FaceFour", "2"],
  ["ItalyPowerDemand", "2"],
  ["OliveOil", "4"],
];

export default cases<SeriesSettings, SeriesRun[]>({
  at: import.meta,
  revision: 1,
  data: Object.fromEntries(Object.entries(ARCHIVE).map(([name, digest]) => [`ucr ${name}`, digest])),
  precision: ["float32", "float64"],
  engine: ["host", "onnx"],
  steps: ({ pairs, detectors }) => pairs.length * detectors.length,
  seconds: () => 50,
  blocks: [{
    name: "",
    settings: PAIRS.map((pair): SeriesSettings => ({
      ...PROTOCOL,
      trainWindows: 800,
      testWindows: 1500,
      pairs: [pair],
      insertions: ORDERS.map((order) => ["farthest", order] as const),
    })),
    seeds: [0, 1, 2, 3, 4],
  }],
  run: (settings, seed, context) => runSeries(settings, loadUcr, seed, context),
});
