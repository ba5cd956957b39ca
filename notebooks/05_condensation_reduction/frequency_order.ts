/**
 * E1: in which order a network learns two sines of one size, sin x and sin(f·x), from even points.
 *
 * One run of a seed trains three networks: as it is, on periodic features (the control), and from larger initial
 * parameters.
 */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { multilayerPerceptron, scaleParameters, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { logarithmicSteps, type RunContext, train } from "../../lib/train/mod.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface OrderSettings {
  /** Units of each of two hidden layers. */
  width: number;
  /** Number of points on [−π, π). */
  points: number;
  /** Frequency f of the higher sine. */
  high: number;
  /** α, by which the initial parameters of the third network are multiplied. */
  scale: number;
  learningRate: number;
  steps: number;
  /** About as many readings, evenly spaced in log(step + 1). */
  readings: number;
}

/** Names of the networks. */
export type NetworkName = "plain" | "periodic" | "scaled";

/** Error of each sine along one training: 1 where nothing of it is learnt, 0 where all is. */
export interface OrderCurves {
  steps: number[];
  low: number[];
  high: number[];
}

/** What is kept of one seed. */
export type OrderRun = Record<NetworkName, OrderCurves>;

const full: OrderSettings = {
  width: 64,
  points: 65,
  high: 5,
  scale: 4,
  learningRate: 5e-4,
  steps: 4000,
  readings: 150,
};

export default experiment<OrderSettings, OrderRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2],
  quick: { settings: { ...full, learningRate: 1e-3, steps: 2000 } },
  steps: ({ steps }) => 3 * steps,
  run: async (settings, seed, context) => ({
    plain: await trainOn("plain", settings, seed, context),
    periodic: await trainOn("periodic", settings, seed, context),
    scaled: await trainOn("scaled", settings, seed, context),
  }),
});

async function trainOn(
  name: NetworkName,
  settings: OrderSettings,
  seed: number,
  context: RunContext,
): Promise<OrderCurves> {
  const { width, points, high, steps } = settings;
  const x = Float64Array.from({ length: points }, (_, i) => Math.PI * (2 * i / points - 1));
  const sine = (k: number) => constant(x.map((one) => Math.sin(k * one)), [points, 1]);
  const target = () => tf.add(sine(1), sine(high));
  const features = name === "periodic" ? periodicFeatures(x, high) : [...x].map((one) => [one]);
  const inputs = () => constant(features.flat(), [points, features[0].length]);
  const model = multilayerPerceptron({ widths: [features[0].length, width, width, 1], activation: "tanh" });
  const initial = uniformFanIn(model.parameters, generator(seed, "initial"));
  // The amplitude of sin kx in what is missing; that of the target is 1.
  const missing = (parameters: tf.Tensor[], k: number) =>
    tf.abs(tf.mul(2, tf.mean(tf.mul(tf.sub(model.apply(parameters, inputs()), target()), sine(k)))));
  const { curves, steps: read } = await train({
    parameters: model.parameters,
    initial: name === "scaled" ? scaleParameters(initial, settings.scale) : initial,
    optimizer: adam({ learningRate: settings.learningRate }),
    loss: (parameters) => tf.mean(tf.squaredDifference(model.apply(parameters, inputs()), target())),
    steps,
    observe: (parameters) => ({ low: missing(parameters, 1), high: missing(parameters, high) }),
    observeAt: logarithmicSteps(settings.readings, steps),
    signal: context.signal,
    progress: (progress) => context.progress(name, progress),
    checkpoint: context.checkpoint(name),
  });
  const rounded = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(4)));
  return { steps: [...read], low: rounded(curves.low), high: rounded(curves.high) };
}

/** sin kx and cos kx for k = 1 … highest, one row a point. */
function periodicFeatures(x: Float64Array, highest: number): number[][] {
  const k = Array.from({ length: highest }, (_, i) => i + 1);
  return [...x].map((one) => k.flatMap((each) => [Math.sin(each * one), Math.cos(each * one)]));
}
