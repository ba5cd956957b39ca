import * as tf from "@tensorflow/tfjs-core";
import { compileLoop, constant, type EngineName, grad, hvp, trace } from "../../lib/graph/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { parameterCount } from "../../lib/gradient_noise/two_layer_net.ts";
import { MaskTable } from "../../lib/gradient_noise/paths/mask_table.ts";
import { PathMoments } from "../../lib/gradient_noise/paths/moments.ts";
import {
  checkedPathOptions,
  driftCorrection,
  type PathOptions,
  type PathStatistics,
} from "../../lib/gradient_noise/paths/path_options.ts";

/**
 * The same as {@linkcode simulatePaths} from the same masks, with all paths as one tensor on an engine in float64; the
 * gradients are those of the traced losses. Its twin in the tests, and slower.
 *
 * @throws {RangeError} for options out of range
 */
export async function simulatePathsOnEngine(
  options: PathOptions,
  engine: EngineName = "onnx",
): Promise<PathStatistics> {
  const { problem, start, keep, rate, steps, paths, process, seed } = checkedPathOptions(
    "simulatePathsOnEngine",
    options,
  );
  const { neurons: m, inputs: d, activation } = problem, n = problem.y.length, P = parameterCount(problem);
  const substeps = process.kind === "dropout" ? 1 : process.substeps, c = 1 / keep - 1;
  const correction = driftCorrection(process, rate);
  const program = trace(
    ({ theta, z }) => {
      const x = constant(problem.x, [n, d]), y = constant(problem.y, [n]);
      const neurons = (theta: tf.Tensor) => {
        const rows = tf.reshape(theta, [paths * m, 1 + d]);
        const a = tf.slice(rows, [0, 0], [-1, 1]), w = tf.slice(rows, [0, 1], [-1, d]);
        const inner = tf.matMul(w, x, false, true);
        return tf.reshape(tf.mul(a, activation === "tanh" ? tf.tanh(inner) : tf.relu(inner)), [paths, m, n]);
      };
      const squares = (errors: tf.Tensor) => tf.div(tf.sum(tf.square(errors), -1), 2 * n);
      const plain = (g: tf.Tensor) => squares(tf.sub(tf.sum(g, 1), y));
      const modified = (g: tf.Tensor) =>
        tf.add(plain(g), tf.mul(constant(c / (2 * n)), tf.sum(tf.square(g), [1, 2])));
      const masked = (g: tf.Tensor) => squares(tf.sub(tf.sum(tf.mul(g, tf.reshape(z, [paths, m, 1])), 1), y));
      const g = neurons(theta);
      const change = () => {
        const dropout = grad(tf.sum(masked(g)), theta);
        if (process.kind === "dropout") return tf.mul(constant(-rate), dropout);
        const total = tf.sum(modified(g)), slope = grad(total, theta), dt = rate / substeps;
        const noise = tf.mul(constant(rate / Math.sqrt(substeps)), tf.sub(slope, dropout));
        if (process.kind === "naive") {
          return tf.sub(noise, tf.mul(constant(dt), grad(tf.sum(plain(g)), theta)));
        }
        const drift = correction === 0
          ? slope
          : tf.add(slope, tf.mul(constant(correction / 2), hvp(total, theta, slope)));
        return tf.sub(noise, tf.mul(constant(dt), drift));
      };
      return {
        theta: tf.add(theta, change()),
        observables: tf.stack([plain(g), modified(g), tf.sum(tf.square(theta), -1)], 1),
      };
    },
    { theta: [paths, P], z: [paths, m] },
    { precision: "float64" },
  );
  const loop = await compileLoop(program, ["theta"], { engine });
  try {
    const masks = new MaskTable(m, keep), stream = generator(seed, "paths", process.kind);
    const calls = steps * substeps, z = new Float64Array((calls + 1) * paths * m).fill(1);
    for (let path = 0; path < paths; path++) {
      for (let call = 0; call < calls; call++) {
        const bits = masks.draw(stream);
        for (let r = 0; r < m; r++) z[(call * paths + path) * m + r] = ((bits >> r) & 1) / keep;
      }
    }
    const theta = Float64Array.from({ length: paths * P }, (_, k) => start[k % P]);
    // One step more than is needed, since observables are those before the step.
    const { metrics } = await loop.run({ theta }, { z }, calls + 1);
    const moments = new PathMoments(steps + 1), width = paths * 3;
    for (let step = 0; step <= steps; step++) {
      for (let path = 0; path < paths; path++) {
        const at = step * substeps * width + path * 3;
        moments.add(step, metrics.observables.subarray(at, at + 3));
      }
    }
    return moments.statistics(rate);
  } finally {
    await loop.dispose();
  }
}
