/** R6: one input, one hidden layer. Neurons as points in the plane of their input weights, before and after training. */
import * as condensation from "../../lib/condensation/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { meanSquaredError, type Model, multilayerPerceptron, normalFanIn } from "../../lib/nn/mod.ts";
import { sgd } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type RunContext, train } from "../../lib/train/mod.ts";
import { four } from "./four.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface RidgeSettings {
  width: number;
  points: number;
  /** Weights and biases of both layers ~ N(0, width^−2γ). */
  gammas: number[];
  rate: number;
  steps: number;
  tau: number;
  shown: number;
}

/** Neurons as arrows: direction of (w, b) in degrees, and amplitude ‖a‖‖(w, b)‖. */
export interface Arrows {
  angle: number[];
  amplitude: number[];
}

/** What is kept of one start. */
export interface RidgeRun {
  gamma: number;
  /** Mean squared error on points between the training points. */
  error: number;
  /** Units after merging, and the error then. */
  merged: number;
  mergedError: number;
  /** Before training, after it, merged; of one seed. */
  arrows: { before: Arrows; after: Arrows; merged: Arrows } | null;
}

/** The group's public example: four ReLU ridges. */
export function ridgeTarget(x: number): number {
  const relu = (z: number) => Math.max(0, z);
  return -relu(x) + relu(2 * (x + 0.3)) - relu(1.5 * (x - 0.4)) + relu(0.5 * (x - 0.8));
}

const full: RidgeSettings = {
  width: 100,
  points: 60,
  gammas: [2, 0.5],
  rate: 0.1,
  steps: 20_000,
  tau: 0.99,
  shown: 0,
};

export default experiment<RidgeSettings, RidgeRun[]>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { seeds: [0, 1, 2] },
  steps: ({ gammas, steps }) => gammas.length * steps,
  run: async (settings, seed, context) => {
    const runs: RidgeRun[] = [];
    for (const gamma of settings.gammas) runs.push(await runGamma(settings, gamma, seed, context));
    return runs;
  },
});

const evenly = (count: number, from: number, to: number) =>
  Float64Array.from({ length: count }, (_, i) => from + (to - from) * (i + 0.5) / count);

async function runGamma(
  { width, points, rate, steps, tau, shown }: RidgeSettings,
  gamma: number,
  seed: number,
  context: RunContext,
): Promise<RidgeRun> {
  const build = (widths: readonly number[]): Model =>
    multilayerPerceptron({ widths: [1, ...widths, 1], activation: "relu" });
  const model = build([width]), random = generator(seed, "initial", String(gamma));
  // One standard deviation for all, biases too: roles and fan-ins of the model's own do not matter here.
  const specs = model.parameters.map(({ name, shape }) => ({
    name,
    shape,
    fanIn: width,
    role: "weight" as const,
  }));
  const initial = normalFanIn(specs, gamma, random);
  const at = (x: Float64Array) => ({ x, y: x.map(ridgeTarget) });
  const training = at(evenly(points, -1, 1)), test = at(evenly(5 * points, -1, 1));
  const name = `gamma-${gamma}`;
  const { parameters } = await train({
    parameters: model.parameters,
    initial,
    loss: (theta) => {
      const [x, y] = [training.x, training.y].map((values) => constant(values, [points, 1]));
      return meanSquaredError(model.apply(theta, x), y);
    },
    optimizer: sgd({ learningRate: rate }),
    steps,
    signal: context.signal,
    progress: (progress) => context.progress(name, progress),
    checkpoint: context.checkpoint(name),
  });
  const network = { build, widths: [width], activation: "relu" as const, parameters };
  const data = {
    inputs: { shape: [test.x.length, 1], values: test.x },
    targets: { shape: [test.y.length, 1], values: test.y },
  };
  const reduced = (await condensation.reduce(network, data, { tau, refit: false })).network;
  const error = (of: condensation.TrainedNetwork) =>
    condensation.calibrationLoss(of, data, (y, targets) => meanSquaredError(y, targets));
  return {
    gamma,
    error: four(await error(network)),
    merged: reduced.widths[0],
    mergedError: four(await error(reduced)),
    arrows: seed === shown
      ? {
        before: arrows({ ...network, parameters: initial }),
        after: arrows(network),
        merged: arrows(reduced),
      }
      : null,
  };
}

function arrows(network: condensation.TrainedNetwork): Arrows {
  const neurons = condensation.neuronsOf(network, condensation.layerAt(network, 0));
  const { rows } = neurons.incoming, amplitudes = condensation.neuronAmplitudes(neurons);
  return {
    angle: Array.from(amplitudes, (_, j) => four(Math.atan2(rows[2 * j + 1], rows[2 * j]) * 180 / Math.PI)),
    amplitude: Array.from(amplitudes, four),
  };
}
