/**
 * E1: the order in which a network learns two sines of equal amplitude, sin x and sin(f·x), from evenly spaced points.
 *
 * The run of a seed trains three networks: the plain one, one on periodic features (the control), and one with larger
 * initial parameters.
 */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../experiments/mod.ts";
import { constant } from "../../graph/mod.ts";
import { multilayerPerceptron, scaleParameters, uniformFanIn } from "../../nn/mod.ts";
import { rounded } from "../../experiments/rounded.ts";
import { adam } from "../../optim/mod.ts";
import { generator } from "../../random/mod.ts";
import { logarithmicSteps, type RunContext, train } from "../../train/mod.ts";

/** Numbers of the set-up; the notebook says where they come from. */
export interface OrderSettings {
  /** Units of each of two hidden layers. */
  width: number;
  /** Number of points on [−π, π). */
  points: number;
  /** Frequency f of the higher sine. */
  high: number;
  /** α, the factor of the initial parameters of the third network. */
  scale: number;
  learningRate: number;
  steps: number;
  /** Approximate number of readings, evenly spaced in log(step + 1). */
  readings: number;
}

/** Names of the networks. */
export type NetworkName = "plain" | "periodic" | "scaled";

/** Error of each sine during one training: 1 if nothing of it is learnt, 0 if all of it is. */
export interface OrderCurves {
  steps: number[];
  low: number[];
  high: number[];
}

/** Stored result of one seed. */
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
  // The amplitude of sin kx in the error; that of the target is 1.
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
  return { steps: [...read], low: rounded(curves.low), high: rounded(curves.high) };
}

/** sin kx and cos kx for k = 1 … highest, one row per point. */
function periodicFeatures(x: Float64Array, highest: number): number[][] {
  const k = Array.from({ length: highest }, (_, i) => i + 1);
  return [...x].map((one) => k.flatMap((each) => [Math.sin(each * one), Math.cos(each * one)]));
}
