/** Steps of dropout on many paths of a small two-layer network at once, each path under masks of its own. */
import * as tf from "@tensorflow/tfjs-core";
import { PathStepper } from "../../lib/gradient_noise/paths/path_stepper.ts";
import { MaskTable } from "../../lib/gradient_noise/paths/mask_table.ts";
import type { TwoLayerProblem } from "../../lib/gradient_noise/mod.ts";
import { constant, trace } from "../../lib/graph/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { timed } from "./timed.ts";
import type { TracedRunner, Workload } from "./workload.ts";

/** Steps after which the masks begin again, so that they fit into a file. */
const MASK_STEPS = 10;
const KEEP = 0.8, RATE = 0.1;

/**
 * θ ← θ − ε ∇R^drop(θ; η) on `paths` paths of m = 4 tanh neurons with bias on six points; the losses are means of R^drop
 * over the paths. Masks are given, as bits, so that all sides compute the same.
 *
 * This side is `lib/gradient_noise`'s loop over typed arrays and no engine.
 */
export function dropoutPaths(paths: number): Workload {
  const points = Array.from({ length: 6 }, (_, i) => -1 + 2 * i / 5), neurons = 4;
  const start = Float64Array.of(0.9, 1.1, -0.4, -0.7, 0.6, 0.8, 0.5, -1.2, 0.3, 1.2, 0.4, -0.9);
  const problem: TwoLayerProblem = {
    activation: "tanh",
    neurons,
    inputs: 2,
    x: Float64Array.from(points.flatMap((x) => [x, 1])),
    y: Float64Array.from(points, (x) => Math.sin(2 * x)),
  };
  const table = new MaskTable(neurons, KEEP), stream = generator(0, "masks");
  const masks = Int32Array.from({ length: MASK_STEPS * paths }, () => table.draw(stream));
  return {
    name: `dropout-paths-${paths}-m${neurons}-float64`,
    title: `Dropout, ${paths.toLocaleString("en-US")} paths of ${neurons} neurons on 6 points, float64`,
    kind: "dropout_paths",
    extra: true,
    precision: "float64",
    settings: { keep: KEEP, rate: RATE },
    parameters: [{ name: "rows", shape: [neurons, 3] }],
    arrays: {
      x: { shape: [6, 2], values: problem.x },
      y: { shape: [6], values: problem.y },
      masks: { shape: [MASK_STEPS, paths], values: masks },
      parameters: { shape: [start.length], values: start },
    },
    ours: typedArrays,
    tfjsLacks: "float64",
  };

  async function typedArrays(): Promise<TracedRunner> {
    // What is multiplied by matrices, for the count of operations.
    const traced = await timed(() =>
      trace(({ w }) => ({ z: tf.matMul(w, constant(problem.x, [6, 2]), false, true) }), {
        w: [paths * neurons, 2],
      }, { precision: "float64" })
    );
    const made = await timed(() => new PathStepper(problem, KEEP)), stepper = made.result;
    const losses = (steps: number): number[] => {
      const sums = new Float64Array(steps);
      for (let path = 0; path < paths; path++) {
        stepper.theta.set(start);
        for (let step = 0; step < steps; step++) {
          sums[step] += stepper.dropoutStep(masks[step % MASK_STEPS * paths + path], RATE);
        }
      }
      return Array.from(sums, (sum) => sum / paths);
    };
    return {
      program: traced.result,
      setup: { trace: traced.seconds, compile: made.seconds },
      losses: (steps) => Promise.resolve(losses(steps)),
      advance: (steps) => Promise.resolve(void losses(steps)),
    };
  }
}

/** The paths of notebook 10's weak errors. */
export const hundredThousandPaths: Workload = dropoutPaths(100_000);
