/** Products of a loss's Hessian with a vector in float64, again and again as in an iteration for its largest eigenvalue. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, hvp, trace } from "../../lib/graph/mod.ts";
import {
  flatten,
  meanSquaredError,
  multilayerPerceptron,
  parameterCount,
  unflatten,
  uniformFanIn,
} from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { timed } from "./timed.ts";
import type { BenchArray, TracedOptions, TracedRunner, Workload } from "./workload.ts";

/**
 * v ← H·v/|H·v| for the mean squared error of a tanh network on `rows` points, whose "losses" are v·H·v. Every product
 * is computed from the parameters, as it is where they change or the graph of the gradient is not kept.
 */
export function hessianVector(widths: readonly number[], rows: number): Workload {
  const model = multilayerPerceptron({ widths, activation: "tanh" });
  const count = parameterCount(model.parameters);
  const x = Float64Array.from({ length: rows }, (_, i) => -1 + 2 * i / (rows - 1));
  const y = x.map((value) => Math.sin(3 * Math.PI * value));
  const initial = uniformFanIn(model.parameters, generator(1, "initial"));
  const start = normalArray(generator(1, "vector"), count, 0, 1 / Math.sqrt(count));
  const column = (values: Float64Array): BenchArray => ({ shape: [rows, 1], values });
  return {
    name: `hvp-${widths.join("-")}-n${rows}-float64`,
    title: `Hessian–vector product of MLP ${widths.join("-")}, tanh, full batch of ${rows}, float64`,
    kind: "hessian_vector",
    extra: false,
    precision: "float64",
    settings: { widths, activation: "tanh" },
    parameters: model.parameters,
    arrays: {
      x: column(x),
      y: column(y),
      parameters: { shape: [count], values: initial },
      vector: { shape: [count], values: start },
    },
    ours: (how) => tracedProducts(how),
    tfjsLacks: "float64",
  };

  async function tracedProducts({ engine = "onnx", threads = 1 }: TracedOptions = {}): Promise<TracedRunner> {
    const traced = await timed(() =>
      trace(
        ({ parameters, vector, x, y }) => {
          const weights = unflatten(parameters, model.parameters);
          const loss = meanSquaredError(model.apply(weights, x), y);
          const product = flatten(hvp(loss, weights, unflatten(vector, model.parameters)));
          return {
            quotient: tf.sum(tf.mul(vector, product)),
            vector: tf.div(product, tf.sqrt(tf.sum(tf.square(product)))),
          };
        },
        { parameters: [count], vector: [count], x: [rows, 1], y: [rows, 1] },
        { precision: "float64" },
      )
    );
    const compiled = await timed(() => compile(traced.result, { engine, threads }));
    const losses = async (steps: number) => {
      const found: number[] = [];
      let vector = start;
      for (let step = 0; step < steps; step++) {
        const results = await compiled.result.run({ parameters: initial, vector, x, y });
        vector = results.vector as Float64Array;
        found.push(results.quotient[0]);
      }
      return found;
    };
    return {
      program: traced.result,
      setup: { trace: traced.seconds, compile: compiled.seconds },
      losses,
      advance: async (steps) => void await losses(steps),
    };
  }
}

/** The Hessian of the network of `mlp_200_small_batch.ts`. */
export const hessianVectorProduct: Workload = hessianVector([1, 200, 200, 200, 1], 65);
