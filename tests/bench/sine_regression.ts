/** Full-batch fits of sin 3πx by tanh networks, the setting of the collection's frequency experiments. */
import { meanSquaredError, multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import type { Workload } from "./workload.ts";

/** Description of an Adam step of a tanh network on `rows` points in [−1, 1], mean squared error. */
export function sineRegressionOptions(widths: readonly number[], rows: number): TrainingOptions {
  const model = multilayerPerceptron({ widths, activation: "tanh" });
  const x = Float32Array.from({ length: rows }, (_, i) => -1 + 2 * i / (rows - 1));
  return {
    name: `mlp-${widths.join("-")}-n${rows}`,
    title: `MLP ${widths.join("-")}, tanh, full batch of ${rows}`,
    kind: "mlp",
    settings: { widths, activation: "tanh", loss: "mse" },
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(1, "initial")),
    learningRate: 1e-3,
    data: {
      x: { shape: [rows, 1], values: x },
      y: { shape: [rows, 1], values: x.map((value) => Math.sin(3 * Math.PI * value)) },
    },
    loss: (parameters, { x, y }) => meanSquaredError(model.apply(parameters, x), y),
  };
}

/** The workload of {@linkcode sineRegressionOptions}. */
export function sineRegression(widths: readonly number[], rows: number, extra = false): Workload {
  return trainingWorkload({ ...sineRegressionOptions(widths, rows), extra });
}
