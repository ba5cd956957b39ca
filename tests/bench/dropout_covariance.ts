/** The covariance of dropout's gradient in closed form, along a line of parameters. */
import * as tf from "@tensorflow/tfjs-core";
import { dropoutGradientCovariance, type TwoLayerProblem } from "../../lib/gradient_noise/mod.ts";
import { trace } from "../../lib/graph/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { timed } from "./timed.ts";
import type { TracedRunner, Workload } from "./workload.ts";

const KEEP = 0.8, POINTS = 6;
/** By which the parameters grow from step to step, so that no side can keep what it has computed. */
const GROWTH = 1e-3;

/**
 * Σ of a tanh network of `neurons` neurons with bias on six points, at parameters that grow by a thousandth a step; the
 * "losses" are its Frobenius norms. Plain NumPy stands in JAX's column.
 */
export function dropoutCovariance(neurons: number): Workload {
  const stream = generator(1, "points"), width = 3, P = neurons * width;
  const x = Float64Array.from({ length: POINTS * 2 }, (_, k) => (k % 2 ? 1 : -1 + 2 * stream.uniform()));
  const y = Float64Array.from({ length: POINTS }, (_, i) => Math.sin(2 * x[2 * i]));
  const start = normalArray(generator(1, "theta"), P, 0, 0.8);
  const problem: TwoLayerProblem = { activation: "tanh", neurons, inputs: 2, x, y };
  return {
    name: `dropout-covariance-m${neurons}-float64`,
    title: `Covariance of dropout's gradient, ${neurons} neurons, float64 (NumPy in JAX's column)`,
    kind: "dropout_covariance",
    extra: true,
    precision: "float64",
    settings: { keep: KEEP, growth: GROWTH },
    parameters: [{ name: "rows", shape: [neurons, width] }],
    arrays: {
      x: { shape: [POINTS, 2], values: x },
      y: { shape: [POINTS], values: y },
      parameters: { shape: [P], values: start },
    },
    ours: closedForm,
    tfjsLacks: "float64",
  };

  async function closedForm(): Promise<TracedRunner> {
    // What is multiplied by matrices, for the count of operations.
    const traced = await timed(() =>
      trace(({ V }) => ({ sum: tf.matMul(V, V, true) }), { V: [neurons, P] }, { precision: "float64" })
    );
    const losses = (steps: number): number[] =>
      Array.from({ length: steps }, (_, step) => {
        const covariance = dropoutGradientCovariance(
          problem,
          start.map((value) => value * (1 + GROWTH * step)),
          KEEP,
        );
        let squares = 0;
        for (const value of covariance) squares += value * value;
        return Math.sqrt(squares);
      });
    return {
      program: traced.result,
      setup: { trace: traced.seconds, compile: 0 },
      losses: (steps) => Promise.resolve(losses(steps)),
      advance: (steps) => Promise.resolve(void losses(steps)),
    };
  }
}

/** The sizes of claims C1 (sampled masks) and C2 of notebook 10. */
export const covariances: readonly Workload[] = [dropoutCovariance(50), dropoutCovariance(4)];
