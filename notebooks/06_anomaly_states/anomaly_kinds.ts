/** E1: kinds of anomalies, one at a time, and which detectors see them. */
import * as anomaly from "../../lib/anomaly/mod.ts";
import { rocAuc } from "../../lib/anomaly/metrics/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { PROTOCOL } from "./generated_series.ts";
import { detectorOf, FORECASTERS } from "./protocol.ts";

/** Ways in which a segment leaves the process: its values, their order, all but spectrum and values, its shape, or none. */
export const KINDS = ["marginal", "order", "phases", "shape", "none"] as const;
/** Processes: a ringing autoregression, heartbeats, white noise. */
export const PROCESSES = ["AR(2)", "ECG-like", "white noise"] as const;

const SETTINGS = {
  detectors: ["MAD", ...FORECASTERS, "AutoEncoder", "PCA", "LOF", "KNN"],
  points: 4800,
  anomalous: 1600,
  longestWindow: 50,
  stride: 5,
  netEpochs: 30,
  netRate: 3e-3,
};

/** Points of a process, another state of it for the kind "shape". */
function draw(
  process: typeof PROCESSES[number],
  points: number,
  seed: number,
  label: string,
  other = false,
): Float64Array {
  const stream = generator(seed, "kinds", process, label);
  if (process === "ECG-like") {
    const set = anomaly.generatedSetNamed("ECG-like").draw(Math.ceil(points / 96), stream);
    const own = set.samples.filter((_, i) => set.labels[i] === (other ? "inverted T" : "normal"));
    return Float64Array.from(own.flatMap((beat) => [...beat]).slice(0, points));
  }
  const period = other ? 9 : 20, radius = 0.95;
  const next = process === "white noise"
    ? () => stream.normal()
    : anomaly.autoregressive(2 * radius * Math.cos(2 * Math.PI / period), -radius * radius)(stream);
  return standardised(Float64Array.from({ length: points }, (_, t) => next(t)));
}

function standardised(x: Float64Array): Float64Array {
  const centre = mean(x), size = Math.sqrt(mean(x.map((v) => (v - centre) ** 2)));
  return x.map((v) => (v - centre) / size);
}

/** The middle of a series in another state. */
function withState(
  process: typeof PROCESSES[number],
  kind: typeof KINDS[number],
  { points, anomalous }: typeof SETTINGS,
  seed: number,
) {
  const test = draw(process, points, seed, "test"), from = (points - anomalous) / 2, to = from + anomalous;
  const own = test.slice(from, to), stream = generator(seed, "kinds", process, kind);
  if (kind === "marginal") test.set(own.map((x) => 1.5 * x + 0.5), from);
  if (kind === "order") test.set(anomaly.surrogate(own, "values", stream), from);
  if (kind === "phases") test.set(anomaly.surrogate(own, "both", stream), from);
  if (kind === "shape") test.set(draw(process, anomalous, seed, "other", true), from);
  return { test, labels: Uint8Array.from(test, (_, t) => Number(t >= from && t < to)) };
}

/** Area under the curve by process, kind and detector. */
export type KindAreas = readonly (readonly (readonly number[])[])[];

export default experiment<typeof SETTINGS, KindAreas>({
  at: import.meta,
  revision: 1,
  precision: ["float32", "float64"],
  engine: ["host", "onnx"],
  settings: SETTINGS,
  seeds: [0, 1, 2],
  quick: {
    settings: {
      ...SETTINGS,
      detectors: ["MAD", "LinearRegression", "FCNN", "PCA", "LOF", "KNN"],
      netEpochs: 10,
    },
    seeds: [0, 1, 2],
  },
  steps: ({ detectors }) => PROCESSES.length * detectors.length,
  async run(settings, seed) {
    const found: number[][][] = [];
    for (const process of PROCESSES) {
      const standard = draw(process, settings.points, seed, "standard");
      const window = Math.max(8, Math.min(settings.longestWindow, anomaly.dominantPeriod(standard))),
        { stride } = settings;
      const fit = anomaly.slidingWindows(standard, { window, stride }),
        shared = new anomaly.SharedGeometry(fit, { neighbours: 20 });
      const tests = KINDS.map((kind) => withState(process, kind, settings, seed));
      const areas: number[][] = KINDS.map(() => []);
      for (const name of settings.detectors) {
        const detector = await detectorOf(name, { ...PROTOCOL, ...settings }, seed).fit(fit, shared);
        for (const [k, { test, labels }] of tests.entries()) {
          const scores = await detector.score(anomaly.slidingWindows(test, { window, stride }));
          areas[k].push(
            rounded(
              rocAuc(labels, anomaly.reverseWindowing(scores, { window, stride, points: test.length })),
            ) as number,
          );
        }
        detector.dispose();
      }
      found.push(areas);
    }
    return found;
  },
});
