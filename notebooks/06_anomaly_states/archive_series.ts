/** E3, E4, E6, E7, E9, E10 on real sets of the UCR archive, where they lie on this machine. */
import { loadUcr } from "../../lib/data/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { INSERTIONS, PROTOCOL } from "./generated_series.ts";
import { type Pair, runSeries, type SeriesRun, type SeriesSettings } from "./series_runs.ts";

/** Digests of the sets that the stored results were computed from. */
export const ARCHIVE: Readonly<Record<string, string>> = {
  ArrowHead: "1940040a412b55f7",
  Beef: "8fa91357c39c3840",
  Car: "9555161cc33d7c6d",
  Coffee: "6303bade9b888e35",
  FaceFour: "897868b5f3841cec",
  GunPoint: "56e2a7020f461917",
  ItalyPowerDemand: "760ffbf403b5ade7",
  OliveOil: "b8969700687f999b",
};

/** Two classes of ArrowHead and GunPoint, one of each other set, of those with four base samples or more at every seed. */
const CLASSES: Readonly<Record<keyof typeof ARCHIVE, readonly string[]>> = {
  ArrowHead: ["0", "1"],
  Beef: ["3"],
  Car: ["1"],
  Coffee: ["0"],
  FaceFour: ["1"],
  GunPoint: ["1", "2"],
  ItalyPowerDemand: ["1"],
  OliveOil: ["2"],
};
const PAIRS = Object.entries(CLASSES).flatMap(([set, classes]) => classes.map((cls): Pair => [set, cls]));

export default experiment<SeriesSettings, SeriesRun[]>({
  at: import.meta,
  revision: 1,
  data: Object.fromEntries(Object.entries(ARCHIVE).map(([name, digest]) => [`ucr ${name}`, digest])),
  precision: ["float32", "float64"],
  engine: ["host", "onnx"],
  settings: { ...PROTOCOL, pairs: PAIRS, insertions: INSERTIONS },
  seeds: [0, 1, 2],
  steps: ({ pairs, detectors }) => pairs.length * detectors.length,
  run: (settings, seed, context) => runSeries(settings, loadUcr, seed, context),
});
