/** A network u that solves u″ = −f with u(±1) = 0, whose loss holds its second derivative. */
import * as tf from "@tensorflow/tfjs-core";
import { jvp } from "../../lib/graph/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import type { Workload } from "./workload.ts";

/** Adam on mean (u″ + f)² over `rows` points of [−1, 1] plus mean u² at its ends; u = sin 3πx solves it. */
export function pinnOptions(widths: readonly number[], rows: number): TrainingOptions {
  const model = multilayerPerceptron({ widths, activation: "tanh" });
  const x = Float32Array.from({ length: rows }, (_, i) => -1 + 2 * i / (rows - 1));
  return {
    name: `pinn-${widths.join("-")}-n${rows}`,
    title: `PINN ${widths.join("-")}, tanh, mean (u″+f)² over ${rows} points and boundary`,
    kind: "pinn",
    settings: { widths, activation: "tanh" },
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(1, "initial")),
    learningRate: 1e-3,
    data: {
      x: { shape: [rows, 1], values: x },
      f: { shape: [rows, 1], values: x.map((value) => 9 * Math.PI ** 2 * Math.sin(3 * Math.PI * value)) },
      boundary: { shape: [2, 1], values: Float32Array.of(-1, 1) },
    },
    loss(parameters, { x, f, boundary }) {
      const ones = tf.onesLike(x);
      // By forward mode, whose graph is smaller here than that of two reverse passes.
      const curvature = jvp(jvp(model.apply(parameters, x), x, ones), x, ones);
      const inside = tf.mean(tf.square(tf.add(curvature, f)));
      return tf.add(inside, tf.mean(tf.square(model.apply(parameters, boundary))));
    },
    eagerLoss: "its second derivative of tanh is wrong (tensorflow/tfjs#3252)",
  };
}

/** The model loss of a Poisson problem on a network of three hidden layers of 100. */
export const pinn: Workload = trainingWorkload(pinnOptions([1, 100, 100, 100, 1], 200));
