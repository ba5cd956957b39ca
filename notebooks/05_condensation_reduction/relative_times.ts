/** Times of reduced networks over the original's, measured where the notebook runs. */
import { forwardTimes, type TrainedNetwork } from "../../lib/condensation/mod.ts";
import { multilayerPerceptron, normalFanIn, parameterCount, parametersByName } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** Of several networks; sizes are shares of the original's parameters. */
export interface RelativeTimes {
  sizes: number[];
  reduced: number[];
  masked: number[];
}

const BATCH = 1024;

/** Perceptrons of given hidden widths, and the original with zeros for what they lack; weights are random. */
export async function relativeTimes(
  width: number,
  hidden: readonly number[],
  smaller: readonly (readonly number[])[],
): Promise<RelativeTimes> {
  const build = (widths: readonly number[]) =>
    multilayerPerceptron({ widths: [width, ...widths, width], activation: "tanh" });
  const network = (widths: readonly number[]): TrainedNetwork => {
    const parameters = normalFanIn(build(widths).parameters, 0.5, generator(0, "weights"));
    return { build, widths, activation: "tanh", parameters };
  };
  const masked = (kept: readonly number[]): TrainedNetwork => {
    const whole = network(hidden), named = parametersByName(whole.parameters, build(hidden).parameters);
    hidden.forEach((units, l) => {
      for (const name of [`weight${l + 1}`, `bias${l + 1}`]) {
        named[name].forEach((_, k, values) => k % units >= kept[l] && (values[k] = 0));
      }
    });
    return whole;
  };
  const inputs = {
    shape: [BATCH, width],
    values: Float32Array.from(normalArray(generator(0, "inputs"), BATCH * width, 0, 1)),
  };
  const [original, ...times] = await forwardTimes([
    network(hidden),
    ...smaller.map(network),
    ...smaller.map(masked),
  ], inputs);
  const whole = parameterCount(build(hidden).parameters);
  return {
    sizes: smaller.map((widths) => parameterCount(build(widths).parameters) / whole),
    reduced: times.slice(0, smaller.length).map((time) => time / original),
    masked: times.slice(smaller.length).map((time) => time / original),
  };
}
