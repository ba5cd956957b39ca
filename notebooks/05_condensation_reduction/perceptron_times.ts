/** Speed: times of reduced networks over the original's, measured where the notebook runs. */
import * as condensation from "../../lib/condensation/mod.ts";
import { multilayerPerceptron, normalFanIn } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** Perceptrons of given hidden widths with random weights, on batches of rows. */
export async function perceptronTimes(
  width: number,
  hidden: readonly number[],
  smaller: readonly (readonly number[])[],
  rows = 1024,
): Promise<condensation.RelativeTimes> {
  const build = (widths: readonly number[]) =>
    multilayerPerceptron({ widths: [width, ...widths, width], activation: "tanh" });
  const network = (widths: readonly number[]) => {
    const parameters = normalFanIn(build(widths).parameters, 0.5, generator(0, "weights"));
    return { build, widths, activation: "tanh" as const, parameters };
  };
  const values = Float32Array.from(normalArray(generator(0, "inputs"), rows * width, 0, 1));
  const inputs = { shape: [rows, width], values };
  return await condensation.relativeTimes(network(hidden), smaller.map(network), inputs);
}
