/** A network that stands for an integrator of methane's kinetics, on random states, with minibatches. */
import * as tf from "@tensorflow/tfjs-core";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { storedBatches } from "./stored_batches.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import type { Workload } from "./workload.ts";

/** Adam on the mean absolute error of a tanh network on minibatches of random rows. */
export function kineticsSurrogateOptions(
  widths: readonly number[],
  rows: number,
  batch: number,
): TrainingOptions {
  const model = multilayerPerceptron({ widths, activation: "tanh" });
  const normal = (label: string, width: number) => ({
    shape: [rows, width],
    values: Float32Array.from(normalArray(generator(1, label), rows * width, 0, 1)),
  });
  return {
    name: `surrogate-${widths.join("-")}-batch${batch}`,
    title: `surrogate ${widths.join("-")}, tanh, mean absolute error, minibatch of ${batch}`,
    kind: "mlp",
    extra: true,
    settings: { widths, activation: "tanh", loss: "mae" },
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(1, "initial")),
    learningRate: 1e-3,
    data: { x: normal("states", widths[0]), y: normal("increments", widths[widths.length - 1]) },
    loss: (parameters, { x, y }, rows) =>
      tf.mean(tf.abs(tf.sub(model.apply(parameters, tf.gather(x, rows)), tf.gather(y, rows)))),
    batches: storedBatches(rows, batch, 50),
  };
}

/** Temperature, pressure and 20 species, 256 at a time, as paper 05 trains it. */
export const kineticsSurrogate: Workload = trainingWorkload(
  kineticsSurrogateOptions([22, 800, 400, 200, 22], 5120, 256),
);
