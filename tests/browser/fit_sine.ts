/** A network on sin 6x, as a page in a browser trains it, and the tests do outside. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "@paper-notebooks/lib/graph";
import { multilayerPerceptron, uniformFanIn } from "@paper-notebooks/lib/nn";
import { adam } from "@paper-notebooks/lib/optim";
import { generator } from "@paper-notebooks/lib/random";
import { train } from "@paper-notebooks/lib/train";

const x = Float64Array.from({ length: 65 }, (_, i) => -Math.PI + 2 * Math.PI * i / 64);

/** Losses of steps of Adam, 200 unless said otherwise. */
export async function fitSine(precision: "float32" | "float64", width = 50, steps = 200): Promise<number[]> {
  const model = multilayerPerceptron({ widths: [1, width, width, 1], activation: "tanh" });
  const { metrics } = await train({
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(0, "initial")),
    optimizer: adam({ learningRate: 1e-3 }),
    steps,
    metrics: () => ({}),
    precision,
    loss: (parameters) => {
      const error = tf.sub(
        model.apply(parameters, constant(x, [65, 1])),
        constant(x.map((x) => Math.sin(6 * x)), [65, 1]),
      );
      return tf.mean(tf.square(error));
    },
  });
  return [...metrics!.curves.loss];
}

/** The message of a training whose loss draws numbers where it may not. */
export async function fitWithNoise(): Promise<string> {
  const model = multilayerPerceptron({ widths: [1, 2, 1], activation: "tanh" });
  try {
    await train({
      parameters: model.parameters,
      initial: uniformFanIn(model.parameters, generator(0, "initial")),
      optimizer: adam({ learningRate: 1e-3 }),
      steps: 1,
      // deno-lint-ignore papers/seeded-randomness
      loss: (parameters) => tf.mean(tf.square(model.apply(parameters, tf.randomNormal([3, 1])))),
    });
    return "";
  } catch (error) {
    return String(error);
  }
}
