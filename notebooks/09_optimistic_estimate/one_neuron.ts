/** E6: the teaching notebook's example, tanh(x + 1) by networks of 2 and 20 neurons with Adam. */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  type DescentStart,
  type Samples,
  smallStart,
  twoLayerNetwork,
  type TwoLayerOptions,
} from "../../lib/identifiability/mod.ts";
import { descendInGraph } from "../../lib/identifiability/engine/descend_in_graph.ts";
import { tracedTwoLayer } from "../../lib/identifiability/engine/traced_runs.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { type Recovery, recoveryOf } from "./recovery.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface OneNeuronSettings {
  widths: number[];
  sizes: number[];
  sigma: number;
  learningRate: number;
  stopBelow: number;
  maxSteps: number;
  testPoints: number;
}

/** Curves by width, in the order of the settings. */
export type OneNeuronRun = Recovery[];

function samplesOf(inputs: Float64Array): Samples {
  return { inputs, targets: inputs.map((x) => Math.tanh(x + 1)) };
}

const full: OneNeuronSettings = {
  widths: [2, 20],
  sizes: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  sigma: 1e-12,
  learningRate: 0.1,
  stopBelow: 1e-8,
  maxSteps: 10_000,
  testPoints: 1000,
};

export default experiment<OneNeuronSettings, OneNeuronRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: ["host", "onnx"],
  settings: full,
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  steps: ({ widths, sizes, maxSteps }) => widths.length * sizes.length * maxSteps,
  async run({ widths, sizes, sigma, learningRate, stopBelow, maxSteps, testPoints }, seed) {
    const all = uniformArray(generator(seed, "training"), largest(sizes), -1, 1);
    const test = samplesOf(uniformArray(generator(seed, "test"), testPoints, -1, 1));
    const curves: OneNeuronRun = [];
    for (const width of widths) {
      const options: TwoLayerOptions = { architecture: "dense", inputs: 1, width, bias: true };
      const network = twoLayerNetwork(options);
      const starts = sizes.map((n): DescentStart => ({
        samples: samplesOf(all.slice(0, n)),
        initial: smallStart(network.parameterCount, sigma, generator(seed, "initial", width, n)),
      }));
      const runs = await descendInGraph(network, tracedTwoLayer(options), starts, {
        learningRate,
        stopBelow,
        maxSteps,
        optimizer: adam({ learningRate }),
      });
      curves.push(recoveryOf(network, sizes, runs, test));
    }
    return curves;
  },
});
