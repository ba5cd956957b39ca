/** E10 on generated sets, small enough to run live: the first class of each as the standard one. */
import { GENERATED_SETS, generatedSetNamed } from "../../lib/anomaly/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { ALL_DETECTORS, type ProtocolSettings, VARIANTS } from "./protocol.ts";
import { type Insertion, type Pair, runSeries, type SeriesRun, type SeriesSettings } from "./series_runs.ts";

/** Settings with the number of samples that are drawn of each class. */
export interface GeneratedSettings extends SeriesSettings {
  readonly samples: number;
}

/** The protocol at full size. */
export const PROTOCOL: ProtocolSettings = {
  detectors: [...ALL_DETECTORS, ...Object.keys(VARIANTS)],
  shortestWindow: 8,
  longestWindow: 50,
  trainWindows: 300,
  testWindows: 500,
  heldOut: 0.3,
  netEpochs: 30,
  netRate: 3e-3,
};
/** Strangers: farthest as the authors' generator takes them, random as their text says, nearest. */
export const INSERTIONS: readonly Insertion[] = [["farthest", 0], ["random", 0], ["nearest", 0]];

/** Nets that it leaves out. */
const SLOW = ["CNN", "RNN", "GRU", "LSTM", "Transformer", "TadGAN", "VAE", "DeepSVDD", "LUNAR", "DIF"];
/** Detectors that it leaves out beside them. */
const LEFT_OUT = ["MCD", "ROD", "QMCD", "CD", "OCSVM"];

/** The set of a name as a seed draws it. */
export const drawSet = (name: string, samples: number, seed: number) =>
  generatedSetNamed(name).draw(samples, generator(seed, "set", name));

const SETTINGS: GeneratedSettings = {
  ...PROTOCOL,
  detectors: PROTOCOL.detectors.filter((name) => !SLOW.includes(name) && !LEFT_OUT.includes(name)),
  trainWindows: 150,
  testWindows: 200,
  netEpochs: 15,
  pairs: GENERATED_SETS.map(({ name, classes }): Pair => [name, classes[0]]),
  insertions: INSERTIONS,
  samples: 40,
};

export default experiment<GeneratedSettings, SeriesRun[]>({
  at: import.meta,
  revision: 1,
  precision: ["float32", "float64"],
  engine: ["host", "onnx"],
  settings: SETTINGS,
  seeds: [0, 1, 2, 3, 4],
  quick: { seeds: [0, 1, 2] },
  steps: ({ pairs, detectors }) => pairs.length * detectors.length,
  run: (settings, seed, context) =>
    runSeries(settings, (set) => Promise.resolve(drawSet(set, settings.samples, seed)), seed, context),
});
