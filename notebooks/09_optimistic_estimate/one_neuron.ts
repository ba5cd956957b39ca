/** E6: the teaching notebook's example, tanh(x + 1) by networks of 2 and 20 neurons with Adam. */
import { experiment } from "../../lib/experiments/mod.ts";
import { descendInGraph } from "../../lib/identifiability/engine/descend_in_graph.ts";
import { tracedTwoLayer } from "../../lib/identifiability/engine/traced_runs.ts";
import { growingStarts, type Recovery, recoveryOf, twoLayerNetwork } from "../../lib/identifiability/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: ["host", "onnx"],
  settings: {
    widths: [2, 20],
    sizes: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    sigma: 1e-12,
    learningRate: 0.1,
    stopBelow: 1e-8,
    maxSteps: 10_000,
    testPoints: 1000,
  },
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  steps: ({ widths, sizes, maxSteps }) => widths.length * sizes.length * maxSteps,
  async run({ widths, sizes, sigma, learningRate, stopBelow, maxSteps, testPoints }, seed) {
    const samples = (label: string, count: number) => {
      const inputs = uniformArray(generator(seed, label), count, -1, 1);
      return { inputs, targets: inputs.map((x) => Math.tanh(x + 1)) };
    };
    const all = samples("training", largest(sizes)), test = samples("test", testPoints);
    const curves: Recovery[] = [];
    for (const width of widths) {
      const options = { architecture: "dense" as const, inputs: 1, width, bias: true };
      const network = twoLayerNetwork(options);
      const starts = growingStarts(network, all, { sizes, sigma }, seed, width);
      const descent = { learningRate, stopBelow, maxSteps, optimizer: adam({ learningRate }) };
      const runs = await descendInGraph(network, tracedTwoLayer(options), starts, descent);
      curves.push(recoveryOf(network, sizes, runs, test));
    }
    return curves;
  },
});
